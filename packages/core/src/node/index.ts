/**
 * Files of Node.js as byte sources and atomic sinks.
 *
 * @packageDocumentation
 */
export { removeTemporaries, toFile } from './file-sink.js';
export type { FileSink } from './file-sink.js';
export { fromFile } from './file-source.js';
