/**
 * MurmurHash3, 32 bits, of the UTF-8 bytes, signed: how scikit-learn hashes features.
 * @see https://github.com/aappleby/smhasher (MurmurHash3_x86_32)
 */
export function murmurHash3(text: string, seed = 0): number {
  const bytes = ENCODER.encode(text);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks = bytes.length >> 2;
  let hash = seed;
  for (let i = 0; i < blocks; i++) {
    hash ^= scramble(view.getUint32(4 * i, true));
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  let tail = 0;
  for (let i = bytes.length - 1; i >= 4 * blocks; i--) tail = (tail << 8) | bytes[i]!;
  if (bytes.length > 4 * blocks) hash ^= scramble(tail);
  hash ^= bytes.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

const ENCODER = new TextEncoder();

function scramble(block: number): number {
  const product = Math.imul(block, 0xcc9e2d51);
  return Math.imul((product << 15) | (product >>> 17), 0x1b873593);
}
