/**
 * Compressed files as codecs: each decompresses, and has the host open what is inside.
 *
 * @packageDocumentation
 */
export { gzip } from './gzip/plugin.js';
export { zlib } from './zlib/plugin.js';
export { containers } from './plugins.js';
