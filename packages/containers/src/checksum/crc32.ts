import { crc32 as portableCrc32 } from '@brine/core';
import { nodeZlib } from '../node-zlib.js';

/** CRC-32 as gzip and xz have it, as an unsigned number: Node's own where there is one. */
export function crc32(bytes: Uint8Array): number {
  return nodeZlib()?.crc32(bytes) ?? portableCrc32(bytes);
}
