/** Numbers of the bzip2 format. */

/** "BZh", which a digit for the level follows. */
export const SIGNATURE = [0x42, 0x5a, 0x68] as const;
/** Bytes of a block for each level, after the first run-length coding. */
export const BLOCK_UNIT = 100_000;
/** What a block begins with: the digits of pi. */
export const BLOCK_MAGIC = 0x314159265359;
/** What the end of a stream begins with: the digits of its square root. */
export const END_MAGIC = 0x177245385090;
/** Symbols that one choice of a Huffman table is for. */
export const GROUP = 50;
export const MIN_TABLES = 2;
export const MAX_TABLES = 6;
/** Symbols of the runs of zeros that moving to the front makes. */
export const RUN_A = 0;
export const RUN_B = 1;
/** As many equal bytes are followed by the count of more of them. */
export const RUN = 4;

/** The CRC-32 of bzip2, from the highest bit down, of each byte value. */
export const CRC: Int32Array = Int32Array.from({ length: 256 }, (_, value) => {
  let crc = value << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc;
});
