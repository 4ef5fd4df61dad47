/** Numbers of LZ4. @see lz4_Frame_format.md 1.6.4 and lz4_Block_format.md of the LZ4 project */

export const MAGIC = 0x184d2204;
export const LEGACY_MAGIC = 0x184c2102;
/** 16 magic numbers of frames that readers pass over; the lowest 4 bits are free. */
export const SKIPPABLE_MAGIC = 0x184d2a50;

/** Flags of a frame. Its version is in the upper two bits. */
export const VERSION = 0x40;
export const VERSION_MASK = 0xc0;
export const INDEPENDENT = 0x20;
export const BLOCK_CHECKSUM = 0x10;
export const CONTENT_SIZE = 0x08;
export const CONTENT_CHECKSUM = 0x04;
export const RESERVED_FLAG = 0x02;
export const DICTIONARY = 0x01;

/** Bits of the block descriptor that have to be 0. */
export const RESERVED_DESCRIPTOR = 0x8f;
/** The smallest and the largest size of a block, as the descriptor numbers them: 64 KiB to 4 MiB. */
export const MIN_BLOCK = 4;
export const MAX_BLOCK = 7;
export const blockBytes = (number: number) => 1 << (8 + 2 * number);

/** High bit of a block's size: its bytes are stored as they are. */
export const STORED = 0x80000000;

export const MIN_MATCH = 4;
/** A length of which the token holds so much goes on in the bytes that follow. */
export const LONG = 15;
export const MAX_DISTANCE = 0xffff;
/** The last bytes of a block are literals, and no match begins in the last but a few. */
export const LAST_LITERALS = 5;
export const MATCH_LIMIT = 12;
