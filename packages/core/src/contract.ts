/**
 * The contract between packages: types only. This is what a plugin writer reads.
 *
 * A plugin is a small pure-data descriptor plus a lazy `load()`. There are three kinds: a codec opens (and may write) a format,
 * a converter turns one view into another, an engine runs graphs. N formats need N codecs, never N x N converters.
 *
 * @packageDocumentation
 */
export type * from './contract/bytes.js';
export type * from './contract/code.js';
export type * from './contract/document.js';
export type * from './contract/errors.js';
export type * from './contract/graph.js';
export type * from './contract/hierarchy.js';
export type * from './contract/keras.js';
export type * from './contract/limits.js';
export type * from './contract/plugin.js';
export type * from './contract/program.js';
export type * from './contract/tensor.js';
export type * from './contract/value.js';
