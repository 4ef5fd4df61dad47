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

/** One dtype each, as numpy has one object for each plain type. */
const dtypes = new Map<string, PyDType | undefined>();

/**
 * A dtype by its name: numpy's own (`<f8`, `M8[ns]`, `U12`), or as `numpy.dtype.name` spells it (`float64`, `bool`).
 *
 * @returns undefined for a name of neither
 */
export function dtypeOf(name: string): PyDType | undefined {
  if (!dtypes.has(name)) dtypes.set(name, parseDType(numpyCode(name)));
  return dtypes.get(name);
}

function numpyCode(name: string): string {
  const match = /^(float|int|uint|complex)(\d+)$/.exec(name);
  if (match) return `${match[1]![0]}${Number(match[2]) / 8}`;
  return name === 'bool' ? '?' : name === 'object' ? 'O' : name;
}

/**
 * An array over the bytes of a typed array, which are not copied.
 *
 * @returns undefined when they are not as many as the shape says
 */
export function arrayOf(
  data: ArrayBufferView,
  dtype: PyDType,
  shape: readonly number[],
  order: 'C' | 'F' = 'C',
): PyNdArray | undefined {
  const fits = shape.every((length) => Number.isSafeInteger(length) && length >= 0);
  if (!fits || sizeOf(shape) * dtype.itemsize !== data.byteLength) return undefined;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { kind: 'ndarray', class: NDARRAY, dtype, shape, order, data: bytes };
}

/** An array of Python objects, in C order. */
export function objectArray(items: PyValue[], shape: readonly number[]): PyNdArray {
  return { kind: 'ndarray', class: NDARRAY, dtype: dtypeOf('O')!, shape, order: 'C', data: new Uint8Array(0), items };
}
