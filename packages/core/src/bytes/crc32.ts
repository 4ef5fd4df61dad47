/** For each distance to the end of a word of four, the CRC-32 of each byte value there. @see RFC 1952, 8 */
const TABLES: readonly Int32Array[] = Array.from({ length: 4 }, () => new Int32Array(256));
for (let value = 0; value < 256; value++) {
  let crc = value;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  TABLES[0]![value] = crc;
}
for (let distance = 1; distance < 4; distance++) {
  TABLES[distance]!.forEach((_, value, table) => {
    const before = TABLES[distance - 1]![value]!;
    table[value] = (before >>> 8) ^ TABLES[0]![before & 0xff]!;
  });
}

/**
 * CRC-32 as gzip, xz and zip have it, as an unsigned number. Four bytes at a time ("slicing by 4").
 *
 * @param before - the CRC-32 of what comes before the bytes
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  const [last, third, second, first] = TABLES as [Int32Array, Int32Array, Int32Array, Int32Array];
  const { length } = bytes;
  let crc = ~before;
  let at = 0;
  for (; at + 4 <= length; at += 4) {
    crc ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    crc = first[crc & 0xff]! ^ second[(crc >>> 8) & 0xff]! ^ third[(crc >>> 16) & 0xff]! ^ last[crc >>> 24]!;
  }
  for (; at < length; at++) crc = last[(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}
