/** Elements that came as a tensor, in the dtype of the port. */

import { type DenseTensor, type DType, type NumericData, sizeOf } from '@brine/core';
import { optionError } from '../errors.js';
import { cellOf } from './elements.js';
import { elementType } from './fill.js';
import { describe } from './table.js';
import type { TensorLike } from './types.js';

/** dtypes whose typed arrays JavaScript turns into floats by itself, number for number. */
const PLAIN: ReadonlySet<DType> = new Set<DType>([
  'float64',
  'float32',
  'int32',
  'int16',
  'int8',
  'uint32',
  'uint16',
  'uint8',
]);

const BY_ARRAY: Readonly<Record<string, DType>> = {
  Float64Array: 'float64',
  Float32Array: 'float32',
  BigInt64Array: 'int64',
  BigUint64Array: 'uint64',
  Int32Array: 'int32',
  Uint32Array: 'uint32',
  Int16Array: 'int16',
  Uint16Array: 'uint16',
  Int8Array: 'int8',
  Uint8Array: 'uint8',
  Uint8ClampedArray: 'uint8',
};

/** The dtype that a typed array is taken for when nothing says otherwise; lists are text. */
export function dtypeOf(data: NumericData | readonly unknown[]): DType {
  return BY_ARRAY[Object.prototype.toString.call(data).slice(8, -1)] ?? 'str';
}

/** Whether a value is `{ data, shape }`. */
export function isTensorLike(value: unknown): value is TensorLike {
  return typeof value === 'object' && value !== null && 'data' in value && Array.isArray((value as TensorLike).shape);
}

/** Checks that a tensor holds what its shape says, and names its dtype. */
export function checked(tensor: TensorLike, what: string): DenseTensor {
  const { data, shape } = tensor;
  const dtype = tensor.dtype ?? dtypeOf(data);
  const length = sizeOf(shape) * (dtype === 'complex64' || dtype === 'complex128' ? 2 : 1);
  if (data.length !== length) {
    throw optionError(
      'SHAPE',
      `${what} has ${data.length} elements, but its shape [${shape.join(', ')}] holds ${length}`,
    );
  }
  return { dtype, shape, data };
}

/**
 * A tensor in another dtype; the very same when it already is of it.
 *
 * @throws CodecError `option` for an element that the dtype does not hold
 */
export function castTo(tensor: DenseTensor, dtype: DType, port: string): DenseTensor {
  if (tensor.dtype === dtype) return tensor;
  const { shape } = tensor;
  if (PLAIN.has(tensor.dtype) && (dtype === 'float64' || dtype === 'float32')) {
    const Type = dtype === 'float64' ? Float64Array : Float32Array;
    return { dtype, shape, data: new Type(tensor.data as Exclude<NumericData, BigInt64Array | BigUint64Array>) };
  }
  const type = elementType(dtype, port);
  const read = cellOf(tensor.dtype);
  const data = type.make(tensor.data.length) as unknown[];
  for (let i = 0; i < tensor.data.length; i++) {
    const cell = read(tensor.data[i]!);
    const element = type.convert(cell);
    if (element === undefined) {
      throw optionError('TYPE', `input ${JSON.stringify(port)}, element ${i}: ${describe(cell)} is not ${type.noun}`);
    }
    data[i] = element;
  }
  return { dtype, shape, data: data as unknown as NumericData | string[] };
}
