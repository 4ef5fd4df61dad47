/**
 * The .npy format.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */

export const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59] as const;

/** Bytes of magic and version. */
export const PREFIX_BYTES = 8;

/** By major version: bytes of the header's length, and how the header is encoded. */
export const VERSIONS: Readonly<Record<number, { readonly lengthBytes: 2 | 4; readonly utf8: boolean }>> = {
  1: { lengthBytes: 2, utf8: false },
  2: { lengthBytes: 4, utf8: false },
  3: { lengthBytes: 4, utf8: true },
};

/** What the data are aligned to by the padding of the header. */
export const ALIGNMENT = 64;

/** Longest header that is read; numpy's own limit for untrusted files is 10,000 characters. */
export const MAX_HEADER = 1 << 20;

/** Digits that numpy leaves room for, so that the first axis (the last in Fortran order) can grow in place. */
export const GROWTH_DIGITS = 21;

/** Keys of the header's dict. */
export const KEYS = ['descr', 'fortran_order', 'shape'] as const;
