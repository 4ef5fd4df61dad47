/**
 * CRC-64 of xz.
 *
 * A number of 64 bits would cost an allocation a byte, so it is kept in two halves; four bytes at a time ("slicing by 4").
 * @see The .xz File Format, 6; ECMA-182
 */

const POLYNOMIAL_LOW = 0xd7870f42;
const POLYNOMIAL_HIGH = 0xc96c5795;

/** For each distance to the end of a word of four, the CRC-64 of each byte value there, in halves. */
const LOW: readonly Int32Array[] = Array.from({ length: 4 }, () => new Int32Array(256));
const HIGH: readonly Int32Array[] = Array.from({ length: 4 }, () => new Int32Array(256));

for (let value = 0; value < 256; value++) {
  let low = value;
  let high = 0;
  for (let bit = 0; bit < 8; bit++) {
    const isOdd = low & 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (isOdd) {
      low ^= POLYNOMIAL_LOW;
      high ^= POLYNOMIAL_HIGH;
    }
  }
  LOW[0]![value] = low;
  HIGH[0]![value] = high;
}
for (let distance = 1; distance < 4; distance++) {
  for (let value = 0; value < 256; value++) {
    const low = LOW[distance - 1]![value]!;
    const high = HIGH[distance - 1]![value]!;
    LOW[distance]![value] = ((low >>> 8) | (high << 24)) ^ LOW[0]![low & 0xff]!;
    HIGH[distance]![value] = (high >>> 8) ^ HIGH[0]![low & 0xff]!;
  }
}

/** @returns the lower half, then the upper one, as unsigned numbers */
export function crc64(bytes: Uint8Array): [low: number, high: number] {
  const [low0, low1, low2, low3] = LOW as [Int32Array, Int32Array, Int32Array, Int32Array];
  const [high0, high1, high2, high3] = HIGH as [Int32Array, Int32Array, Int32Array, Int32Array];
  const { length } = bytes;
  let low = -1;
  let high = -1;
  let at = 0;
  for (; at + 4 <= length; at += 4) {
    const word = low ^ (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24));
    const [a, b, c, d] = [word & 0xff, (word >>> 8) & 0xff, (word >>> 16) & 0xff, word >>> 24];
    low = high ^ low3[a]! ^ low2[b]! ^ low1[c]! ^ low0[d]!;
    high = high3[a]! ^ high2[b]! ^ high1[c]! ^ high0[d]!;
  }
  for (; at < length; at++) {
    const index = (low ^ bytes[at]!) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ low0[index]!;
    high = (high >>> 8) ^ high0[index]!;
  }
  return [~low >>> 0, ~high >>> 0];
}
