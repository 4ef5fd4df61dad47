/**
 * The conformance tests of Brine's codecs, and the tools that they are made of.
 *
 * @packageDocumentation
 */
export { codecChecks } from './codec-checks.js';
export type { BadCase, Check, CodecCase, CodecSuite, EncodeCase, ModuleEntry } from './suite.js';
export { mutations, truncations } from './tools/damage.js';
export type { Damaged } from './tools/damage.js';
export { difference } from './tools/difference.js';
export type { Ignored } from './tools/difference.js';
export { readEverything } from './tools/everything.js';
export type { Everything } from './tools/everything.js';
export { bytesRead, watchedSource } from './tools/sources.js';
export type { WatchedSource } from './tools/sources.js';
