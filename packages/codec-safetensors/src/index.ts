/**
 * The safetensors codec: the smallest complete one, and the one to copy.
 *
 * @packageDocumentation
 */
export type { SafetensorsOptions } from './options.js';
export { safetensors } from './plugin.js';
