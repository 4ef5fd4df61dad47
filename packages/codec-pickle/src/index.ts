/**
 * The pickle codec: reads and writes Python pickles of protocols 0 to 5. Nothing in a file is run.
 *
 * @packageDocumentation
 */
export type { PickleOptions } from './options.js';
export { pickle } from './plugin.js';
export { dump, dumpPickle, writePickle } from './write/dump.js';
export { fromJs } from './write/js/from-js.js';
export type { FromJsOptions } from './write/js/from-js.js';
export * as py from './write/js/py.js';
export type { PickleBuffer, PickleWriteOptions } from './write/options.js';
