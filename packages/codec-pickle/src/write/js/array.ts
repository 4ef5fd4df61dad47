/** Typed arrays as numpy arrays. */

import { parseDType, pyGlobal, sizeOf, type PyDType, type PyGlobal, type PyNdArray, type PyValue } from '@brine/core';

const NDARRAY: PyGlobal = pyGlobal('numpy', 'ndarray');

/** numpy's type of the elements of each typed array, by the name that its objects carry. */
const TYPES: Readonly<Record<string, string>> = {
  Float64Array: '<f8',
  Float32Array: '<f4',
  Float16Array: '<f2',
  BigInt64Array: '<i8',
  BigUint64Array: '<u8',
  Int32Array: '<i4',
  Uint32Array: '<u4',
  Int16Array: '<i2',
  Uint16Array: '<u2',
  Int8Array: '|i1',
  Uint8Array: '|u1',
  Uint8ClampedArray: '|u1',
};

/** numpy's name for the elements of a typed array; undefined for a DataView. */
export function typeOf(data: ArrayBufferView): string | undefined {
  return TYPES[Object.prototype.toString.call(data).slice(8, -1)];
}

/** Whether a buffer was transferred elsewhere: nothing is left in it. */
export function isDetached(buffer: ArrayBufferLike): boolean {
  try {
    new Uint8Array(buffer);
    return false;
  } catch {
    return true;
  }
}

/** One dtype each, as numpy has one object for each plain type. */
const dtypes = new Map<string, PyDType | undefined>();

/**
 * A dtype by its name: numpy's own (`<f8`, `M8[ns]`, `U12`), or as `numpy.dtype.name` spells it (`float64`, `bool`, `datetime64[ns]`).
 *
 * @returns undefined for a name of neither, and for numbers of a width that numpy has not
 */
export function dtypeOf(name: string): PyDType | undefined {
  if (!dtypes.has(name)) {
    const dtype = parseDType(numpyCode(name));
    dtypes.set(name, dtype && WIDTHS[dtype.type]?.includes(dtype.itemsize) !== false ? dtype : undefined);
  }
  return dtypes.get(name);
}

/** Bytes of the numbers that there are; text, bytes and raw data have any number. */
const WIDTHS: Readonly<Record<string, readonly number[]>> = {
  b: [1],
  i: [1, 2, 4, 8],
  u: [1, 2, 4, 8],
  f: [2, 4, 8, 16],
  c: [8, 16, 32],
  M: [8],
  m: [8],
  O: [8],
};

/** The letter of each kind that numpy names with a size, and how many bits one of what it counts has. */
const KINDS: Readonly<Record<string, readonly [letter: string, bits: number]>> = {
  float: ['f', 8],
  int: ['i', 8],
  uint: ['u', 8],
  complex: ['c', 8],
  str: ['U', 32],
  bytes: ['S', 8],
  datetime: ['M', 8],
  timedelta: ['m', 8],
};

function numpyCode(name: string): string {
  if (name === 'bool') return '?';
  if (name === 'object') return 'O';
  const [, kind, bits, unit] = /^([a-z]+)(\d+)(\[\w+\])?$/.exec(name) ?? [];
  const row = kind !== undefined && Object.hasOwn(KINDS, kind) ? KINDS[kind]! : undefined;
  return row ? `${row[0]}${Number(bits) / row[1]}${unit ?? ''}` : name;
}

/**
 * An array over the bytes of a typed array, which are not copied.
 *
 * @returns undefined when they are not as many as the shape says, or were transferred elsewhere
 */
export function arrayOf(
  data: ArrayBufferView,
  dtype: PyDType,
  shape: readonly number[],
  order: 'C' | 'F' = 'C',
): PyNdArray | undefined {
  const fits = shape.every((length) => Number.isSafeInteger(length) && length >= 0);
  if (!fits || sizeOf(shape) * dtype.itemsize !== data.byteLength || isDetached(data.buffer)) return undefined;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { kind: 'ndarray', class: NDARRAY, dtype, shape, order, data: bytes };
}

/** An array of Python objects, in C order. */
export function objectArray(items: PyValue[], shape: readonly number[]): PyNdArray {
  return { kind: 'ndarray', class: NDARRAY, dtype: dtypeOf('O')!, shape, order: 'C', data: new Uint8Array(0), items };
}
