/**
 * Numbers of the zip format.
 * @see PKWARE, APPNOTE.TXT 6.3.10
 */

/** "PK" and a number, as they are read little-endian. */
export const SIGNATURE = {
  local: 0x04034b50,
  descriptor: 0x08074b50,
  entry: 0x02014b50,
  zip64End: 0x06064b50,
  zip64Locator: 0x07064b50,
  end: 0x06054b50,
} as const;

/** Bytes of the fixed part of each record. */
export const SIZE = { local: 30, entry: 46, zip64End: 56, zip64Locator: 20, end: 22 } as const;

/** Longest comment of an archive. */
export const MAX_COMMENT = 0xffff;

/** General purpose bits. @see APPNOTE 4.4.4 */
export const FLAG = {
  encrypted: 1 << 0,
  /** Bits 1 and 2 tell how hard a compressor tried. */
  effort: (1 << 1) | (1 << 2),
  /** Checksum and sizes follow the data. */
  descriptor: 1 << 3,
  patch: 1 << 5,
  strong: 1 << 6,
  utf8: 1 << 11,
  masked: 1 << 13,
} as const;

export const METHOD = { stored: 0, deflated: 8 } as const;

/** Extra fields by their ids. @see APPNOTE 4.5.2, 4.6.9 */
export const EXTRA = { zip64: 0x0001, unicodePath: 0x7075, padding: 0x4246 } as const;

/** What stands in a field of 16 or 32 bits whose value is in a zip64 record. */
export const IN_ZIP64 = { u16: 0xffff, u32: 0xffffffff } as const;

/** DEFLATE makes at most this many bytes of one. */
export const MAX_RATIO = 1032;

/** Unix file type of a symbolic link, in the upper half of the external attributes. */
export const LINK = { mask: 0o170000, type: 0o120000 } as const;

/** Characters of the bytes 0x80 to 0xff in code page 437, in which names are that are not UTF-8. */
export const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
