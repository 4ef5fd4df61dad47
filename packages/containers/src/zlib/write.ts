import type { Compress } from '../compressors.js';
import { inflater } from '../inflate/inflate.js';

export const compress: Compress = async (bytes, level) => (await inflater()).deflate(bytes, level, 'zlib');
