/** numpy arrays as dense tensors. */

import type { DenseTensor, NumericData } from '../contract/tensor.js';
import type { PyNdArray, PyValue } from '../contract/value.js';
import { dtypeName, typestring } from './dtype.js';
import { elementsOf } from './elements.js';
import { CodecError } from '../errors.js';
import { decodeUcs4, elementValue } from './scalar.js';

/** Number of elements of a shape. */
export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}

/**
 * Elements in stored order (see `array.order`): a view of the file where byte order and alignment allow.
 *
 * @returns undefined for dtypes without a typed array (text, object, structured, long double)
 */
export function stored(array: PyNdArray): NumericData | undefined {
  const name = dtypeName(array.dtype);
  if (name === undefined) return undefined;
  return elementsOf(array.data, name, array.dtype.byteOrder === '>');
}

/**
 * An array as a tensor: C order, little-endian, a view when it is stored so.
 *
 * @throws CodecError `unsupported` for elements that no tensor holds (structured, void, object, long double)
 */
export function toDense(array: PyNdArray): DenseTensor {
  const dtype = dtypeName(array.dtype);
  const { shape } = array;
  if (dtype === 'str' && array.dtype.type === 'U') {
    const { itemsize } = array.dtype;
    const texts = Array.from({ length: sizeOf(shape) }, (_, i) => decodeUcs4(array.data, i * itemsize, array.dtype));
    return { dtype, shape, data: array.order === 'F' ? toCOrder(texts, shape) : texts };
  }
  const data = stored(array);
  if (dtype === undefined || data === undefined) {
    throw new CodecError({
      codec: 'core',
      code: 'BRINE-CORE-DTYPE',
      fault: 'unsupported',
      message: `an array of dtype ${typestring(array.dtype)} is no tensor`,
      offset: array.offset,
    });
  }
  if (array.order === 'C' || shape.length < 2) return { dtype, shape, data };
  if (dtype === 'complex64' || dtype === 'complex128') {
    // Two numbers an element: a trailing axis of two, fastest in both orders.
    return { dtype, shape, data: toCOrder(data, shape, 2) };
  }
  return { dtype, shape, data: toCOrder(data, shape) };
}

/**
 * Elements of an array as plain Python values, C order.
 *
 * @returns for object arrays the items; undefined for an element type without plain values (see `elementValue`)
 */
export function arrayValues(array: PyNdArray): PyValue[] | undefined {
  const { dtype, shape } = array;
  const size = sizeOf(shape);
  let values: PyValue[];
  if (array.items) {
    values = array.items;
  } else {
    values = new Array<PyValue>(size);
    for (let i = 0; i < size; i++) {
      const value = elementValue(array.data, i * dtype.itemsize, dtype);
      if (value === undefined) return undefined;
      values[i] = value;
    }
  }
  return array.order === 'F' ? toCOrder(values, shape) : values;
}

interface Indexable<T> {
  readonly length: number;
  [index: number]: T;
  slice(): Indexable<T>;
}

/**
 * Elements laid out first axis fastest, rearranged to last axis fastest.
 *
 * @param width - consecutive values that make one element
 */
export function toCOrder<A extends NumericData | PyValue[] | string[]>(
  data: A,
  shape: readonly number[],
  width = 1,
): A {
  const result = data.slice() as unknown as Indexable<unknown>;
  const source = data as unknown as Indexable<unknown>;
  const axes = shape.length;
  const strides: number[] = [];
  let step = width;
  for (const length of shape) {
    strides.push(step);
    step *= length;
  }
  const index = new Array<number>(axes).fill(0);
  let from = 0;
  for (let to = 0; to < source.length; to += width) {
    for (let w = 0; w < width; w++) result[to + w] = source[from + w];
    for (let axis = axes - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return result as unknown as A;
}
