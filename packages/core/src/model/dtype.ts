/**
 * numpy dtypes: typestrings both ways, and the format-neutral names.
 * @see https://numpy.org/doc/stable/reference/arrays.interface.html#object.__array_interface__ (typestr)
 */

import type { DType } from '../contract/tensor.js';
import type { PyDType } from '../contract/value.js';

const TYPESTRING = /^([<>|=]?)([?bBhHiIlLqQpPefdgFDGcmMOSUVTu])(\d*)(?:\[(?:(\d+))?([A-Za-z]+)(?:\/\d+)?\])?$/;

/** One-letter codes without a size, as `numpy.dtype("d")` takes them: kind and bytes (on 64-bit Unix). */
const LETTERS: Readonly<Record<string, readonly [type: string, itemsize: number]>> = {
  '?': ['b', 1],
  b: ['i', 1],
  B: ['u', 1],
  h: ['i', 2],
  H: ['u', 2],
  i: ['i', 4],
  I: ['u', 4],
  l: ['i', 8],
  L: ['u', 8],
  q: ['i', 8],
  Q: ['u', 8],
  p: ['i', 8],
  P: ['u', 8],
  e: ['f', 2],
  f: ['f', 4],
  d: ['f', 8],
  g: ['f', 16],
  F: ['c', 8],
  D: ['c', 16],
  G: ['c', 32],
  c: ['S', 1],
  O: ['O', 8],
  S: ['S', 0],
  U: ['U', 0],
  V: ['V', 0],
  M: ['M', 8],
  m: ['m', 8],
  T: ['T', 16],
};

/**
 * A plain dtype out of its typestring: `<f8`, `|S3`, `<U12`, `<M8[ns]`, `f8` (little-endian), `d`.
 *
 * @returns undefined for text that is no typestring
 */
export function parseDType(text: string): PyDType | undefined {
  const match = TYPESTRING.exec(text);
  if (!match) return undefined;
  const [, order, letter, digits, count, unit] = match;
  let type = letter!;
  let itemsize: number;
  if (digits === '') {
    const known = LETTERS[type];
    if (!known) return undefined;
    [type, itemsize] = known;
  } else {
    itemsize = Number(digits) * (type === 'U' ? 4 : 1);
  }
  const dtype: PyDType = { kind: 'dtype', type, byteOrder: byteOrderOf(order!, type, itemsize), itemsize };
  if (type !== 'M' && type !== 'm') return dtype;
  return { ...dtype, unit: { name: unit ?? 'generic', count: count === undefined ? 1 : Number(count) } };
}

function byteOrderOf(order: string, type: string, itemsize: number): '<' | '>' | '|' {
  if ('SVOT'.includes(type) || (itemsize === 1 && type !== 'U')) return '|';
  return order === '>' ? '>' : '<';
}

/** numpy's `dtype.str`: `<f8`, `|V16` for structured ones. */
export function typestring(dtype: PyDType): string {
  const { type, byteOrder, itemsize, unit } = dtype;
  if (type === 'O') return '|O';
  const size = type === 'U' ? itemsize / 4 : itemsize;
  return `${byteOrder}${type}${size}${unit ? unitText(unit) : ''}`;
}

function unitText({ name, count }: { name: string; count: number }): string {
  return name === 'generic' ? '' : `[${count === 1 ? '' : count}${name}]`;
}

const NAMES: Readonly<Record<string, DType>> = {
  b1: 'bool',
  i1: 'int8',
  i2: 'int16',
  i4: 'int32',
  i8: 'int64',
  u1: 'uint8',
  u2: 'uint16',
  u4: 'uint32',
  u8: 'uint64',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
  c8: 'complex64',
  c16: 'complex128',
  M8: 'int64',
  m8: 'int64',
};

/**
 * The format-neutral name: `float64`, `str` for text, `object`; datetime64 and timedelta64 are `int64` (ticks).
 *
 * @returns undefined for what has none (structured, void, bytes, long double)
 */
export function dtypeName(dtype: PyDType): DType | undefined {
  if (dtype.fields || dtype.subarray) return undefined;
  if (dtype.type === 'U' || dtype.type === 'T') return 'str';
  if (dtype.type === 'O') return 'object';
  return NAMES[dtype.type + dtype.itemsize];
}

/** numpy's typestrings by the format-neutral names. */
const TYPESTRINGS = new Map(
  Object.entries(NAMES)
    .filter(([code]) => !/^[Mm]/.test(code))
    .map(([code, name]) => [name, (code.endsWith('1') ? '|' : '<') + code]),
);

/**
 * numpy's typestring for elements of a tensor: `<f8` for `float64`.
 *
 * @returns undefined for what numpy has no type of one size for (`bfloat16`, `int4`, `str`)
 */
export function typestringOf(name: DType): string | undefined {
  return TYPESTRINGS.get(name);
}

/** Bytes of one element of each dtype whose elements are whole bytes. */
export const ITEM_BYTES: Readonly<Partial<Record<DType, number>>> = {
  float64: 8,
  float32: 4,
  float16: 2,
  bfloat16: 2,
  float8_e4m3fn: 1,
  float8_e4m3fnuz: 1,
  float8_e5m2: 1,
  float8_e5m2fnuz: 1,
  float8_e8m0fnu: 1,
  int64: 8,
  int32: 4,
  int16: 2,
  int8: 1,
  uint64: 8,
  uint32: 4,
  uint16: 2,
  uint8: 1,
  bool: 1,
  complex64: 8,
  complex128: 16,
};
