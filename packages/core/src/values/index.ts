/**
 * Python values as tagged JSON (both ways), plain JavaScript and text, and what is known about Python's classes.
 *
 * @packageDocumentation
 */
export { jsonChunks, stringify } from './json.js';
export type { Json, JsonObject } from './json.js';
export { dtypeLabel } from './numpy/dtype-text.js';
export { reprOf } from './python/repr.js';
export { toTagged } from './tagged/encode.js';
export type { TaggedOptions } from './tagged/options.js';
export { plainJson } from './js/plain-json.js';
export { toJs } from './js/to-js.js';
export type { ToJsOptions } from './js/to-js.js';
export type { PickledParts, UserClass, UserClasses, UserMaker } from './js/user-classes.js';
export type { JsArray } from './js/elements.js';
export { toText } from './text/to-text.js';
export type { TextOptions } from './text/to-text.js';
export { fromTagged } from './tagged/decode.js';
export { viewOf } from './adapters/index.js';
export type { Known } from './adapters/index.js';
export type { Adapter } from './adapters/adapter.js';
export { columnOf } from './adapters/pandas/array.js';
export type { Categorical, Column } from './adapters/pandas/array.js';
export { dataFrameOf, indexOf, seriesOf } from './adapters/pandas/frame.js';
export type { DataFrame, Index, Series } from './adapters/pandas/frame.js';
export { sparseOf } from './adapters/sparse.js';
export type { SparseFormat, SparseMatrix } from './adapters/sparse.js';
