/**
 * Python values as tagged JSON (both ways), plain JavaScript and text, and what is known about Python's classes.
 *
 * @packageDocumentation
 */
export { jsonChunks, stringify } from './json.js';
export type { Json, JsonObject } from './json.js';
export { toTagged } from './tagged/encode.js';
export type { TaggedOptions } from './tagged/options.js';
