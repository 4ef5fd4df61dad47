import { bz2 } from './bz2/plugin.js';
import { gzip } from './gzip/plugin.js';
import { lz4 } from './lz4/plugin.js';
import { lzma } from './lzma/plugin.js';
import { xz } from './xz/plugin.js';
import { zlib } from './zlib/plugin.js';
import { zstd } from './zstd/plugin.js';

/** All of them, to be given to a host or included by a plugin. */
export const containers = [gzip, zlib, bz2, xz, lzma, lz4, zstd] as const;
