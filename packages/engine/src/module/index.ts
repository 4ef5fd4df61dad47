/**
 * Writes models as stand-alone JavaScript modules: the engine's own kernels, those that the model needs, with its weights.
 *
 * @packageDocumentation
 */
export type { ModuleOptions } from './options.js';
export { module } from './plugin.js';
