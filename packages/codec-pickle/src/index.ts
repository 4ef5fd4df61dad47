/**
 * The pickle codec: reads Python pickles of protocols 0 to 5. Nothing in a file is run.
 *
 * @packageDocumentation
 */
export type { PickleOptions } from './options.js';
export { pickle } from './plugin.js';
