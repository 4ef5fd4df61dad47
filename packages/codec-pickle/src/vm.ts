/**
 * The pickle machine, for codecs whose files are pickles with something added: the public subpath `@brine/codec-pickle/vm`.
 *
 * @packageDocumentation
 */
export type { Dialect } from './build/dialect.js';
export type { PickleOptions } from './options.js';
export type { Backend, RawCursor } from './read/backend.js';
export type { PickleDocumentInit } from './inspect/document.js';
