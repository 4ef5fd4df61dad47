/**
 * The numpy codecs: `.npy` files of one array, and `.npz` archives of several.
 *
 * @packageDocumentation
 */
export type { NpyOptions, NpzOptions } from './options.js';
export { npy, npz } from './plugin.js';
