/**
 * Graphs from one opset to another: the public subpath `@brine/graph/opset`, apart because most graphs stay in theirs.
 *
 * @packageDocumentation
 */
export { convertOpset } from './convert.js';
export type { Opsets } from './convert.js';
export { raiseOpset } from './raise.js';
