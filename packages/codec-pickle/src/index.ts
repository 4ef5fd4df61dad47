/**
 * The pickle codec: reads and writes Python pickles of protocols 0 to 5. Nothing in a file is run. Values of your own are
 * written by `@brine/codec-pickle/write`.
 *
 * @packageDocumentation
 */
export type { Allowance } from './audit/policy.js';
export type { PickleOptions } from './options.js';
export { pickle } from './plugin.js';
export type { PickleWriteOptions } from './write/options.js';
