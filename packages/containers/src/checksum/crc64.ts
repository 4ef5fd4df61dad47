/**
 * CRC-64 of xz.
 *
 * A number of 64 bits would cost an allocation a byte, so it is kept in two halves; eight bytes at a time ("slicing by 8").
 * @see The .xz File Format, 6; ECMA-182
 */

const POLYNOMIAL_LOW = 0xd7870f42;
const POLYNOMIAL_HIGH = 0xc96c5795;

/** Numbers of a table: the halves of 256 values, a low one and a high one in turn. */
const ROW = 512;

/** For each distance to the end of eight bytes, the CRC-64 of each byte value there. */
const TABLES = new Int32Array(8 * ROW);

for (let value = 0; value < ROW; value += 2) {
  let low = value >> 1;
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
  TABLES[value] = low;
  TABLES[value + 1] = high;
}
for (let at = ROW; at < TABLES.length; at += 2) {
  const low = TABLES[at - ROW]!;
  const high = TABLES[at - ROW + 1]!;
  const index = (low << 1) & 0x1fe;
  TABLES[at] = ((low >>> 8) | (high << 24)) ^ TABLES[index]!;
  TABLES[at + 1] = (high >>> 8) ^ TABLES[index + 1]!;
}

/** @returns the lower half, then the upper one, as unsigned numbers */
export function crc64(bytes: Uint8Array): [low: number, high: number] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { length } = bytes;
  const t = TABLES;
  let low = -1;
  let high = -1;
  let at = 0;
  for (; at + 8 <= length; at += 8) {
    const first = low ^ view.getInt32(at, true);
    const second = high ^ view.getInt32(at + 4, true);
    const a = 7 * ROW + ((first << 1) & 0x1fe);
    const b = 6 * ROW + ((first >>> 7) & 0x1fe);
    const c = 5 * ROW + ((first >>> 15) & 0x1fe);
    const d = 4 * ROW + ((first >>> 23) & 0x1fe);
    const e = 3 * ROW + ((second << 1) & 0x1fe);
    const f = 2 * ROW + ((second >>> 7) & 0x1fe);
    const g = ROW + ((second >>> 15) & 0x1fe);
    const h = (second >>> 23) & 0x1fe;
    low = t[a]! ^ t[b]! ^ t[c]! ^ t[d]! ^ t[e]! ^ t[f]! ^ t[g]! ^ t[h]!;
    high = t[a + 1]! ^ t[b + 1]! ^ t[c + 1]! ^ t[d + 1]! ^ t[e + 1]! ^ t[f + 1]! ^ t[g + 1]! ^ t[h + 1]!;
  }
  for (; at < length; at++) {
    const index = ((low ^ bytes[at]!) << 1) & 0x1fe;
    low = ((low >>> 8) | (high << 24)) ^ t[index]!;
    high = (high >>> 8) ^ t[index + 1]!;
  }
  return [~low >>> 0, ~high >>> 0];
}
