/**
 * Python values as tagged JSON (both ways), plain JavaScript and text, and what is known about Python's classes.
 *
 * @packageDocumentation
 */
export { jsonChunks, stringify } from './json.js';
export type { Json, JsonObject } from './json.js';
export { toTagged } from './tagged/encode.js';
export type { TaggedOptions } from './tagged/options.js';
export { plainJson } from './js/plain-json.js';
export { toJs } from './js/to-js.js';
export type { JsArray } from './js/elements.js';
export { toText } from './text/to-text.js';
export type { TextOptions } from './text/to-text.js';
export { fromTagged } from './tagged/decode.js';
