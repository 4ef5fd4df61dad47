/**
 * Compressed files as codecs: each decompresses, and has the host open what is inside. And the same formats as functions, both ways.
 *
 * @packageDocumentation
 */
export { bz2 } from './bz2/plugin.js';
export { compressors } from './compressors.js';
export type { Compression, Compressor, DecompressSettings, Levels } from './compressors.js';
export { gzip } from './gzip/plugin.js';
export { lz4 } from './lz4/plugin.js';
export { lzma } from './lzma/plugin.js';
export { containers } from './plugins.js';
export { xz } from './xz/plugin.js';
export { zlib } from './zlib/plugin.js';
export { zstd } from './zstd/plugin.js';
