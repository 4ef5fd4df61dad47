import { malformed } from '../../errors.js';
import type { Stage } from './pipeline.js';

/** Takes the checksum off the end of a chunk, and verifies it. */
export function checkFletcher(bytes: Uint8Array, _values: readonly number[], { offset }: Stage): Uint8Array {
  if (bytes.length < 4) throw malformed('a chunk is shorter than its checksum', offset);
  const content = bytes.subarray(0, -4);
  const stored = new DataView(bytes.buffer, bytes.byteOffset + content.length, 4).getUint32(0, true);
  if (stored !== fletcher32(content)) throw malformed('the checksum of a chunk is wrong', offset);
  return content;
}

/** @see H5_checksum_fletcher32: words of 16 bits, the first byte the high one */
export function fletcher32(bytes: Uint8Array): number {
  let a = 0;
  let b = 0;
  const words = bytes.length >> 1;
  for (let i = 0; i < words;) {
    // So many sums stay below 2^53 without a reduction.
    for (const end = Math.min(words, i + 360); i < end; i++) {
      a += (bytes[2 * i]! << 8) | bytes[2 * i + 1]!;
      b += a;
    }
    a = (a & 0xffff) + Math.floor(a / 65536);
    b = (b % 65536) + Math.floor(b / 65536);
  }
  if (bytes.length & 1) {
    a += bytes[bytes.length - 1]! << 8;
    b += a;
    a = (a % 65536) + Math.floor(a / 65536);
    b = (b % 65536) + Math.floor(b / 65536);
  }
  a = (a % 65536) + Math.floor(a / 65536);
  b = (b % 65536) + Math.floor(b / 65536);
  return ((b << 16) | a) >>> 0;
}
