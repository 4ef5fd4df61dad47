/**
 * Compressed files as codecs: each decompresses, and has the host open what is inside.
 *
 * @packageDocumentation
 */
import { gzip, zlib } from './plugins.js';

export { gzip, zlib };

/** All of them. */
export const containers = [gzip, zlib] as const;
