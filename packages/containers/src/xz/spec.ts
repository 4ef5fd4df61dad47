/** Numbers of the .xz format. @see The .xz File Format 1.2.1 */

export const MAGIC = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] as const;
export const FOOTER_MAGIC = 0x5a59;
/** Bytes of the header of a stream, and of its footer. */
export const HEADER_BYTES = 12;

/** What a stream's bytes are checked with (3.4). */
export const CHECK = { none: 0, crc32: 1, crc64: 4, sha256: 10 } as const;
/** Bytes of each kind of check, also of those that are reserved. */
export const CHECK_BYTES = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64] as const;

/** What a block's bytes went through (5.3). */
export const FILTER = { delta: 0x03, lzma2: 0x21 } as const;
/** Filters for the code of processors, by id. */
export const CODE_FILTERS = ['x86', 'PowerPC', 'IA-64', 'ARM', 'ARM-Thumb', 'SPARC', 'ARM64', 'RISC-V'] as const;
export const FIRST_CODE_FILTER = 0x04;
