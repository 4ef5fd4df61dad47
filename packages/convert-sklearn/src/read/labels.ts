/** Class labels: what predict gives, with the dtype that scikit-learn stores. */

import {
  arrayValues,
  type ClassLabel,
  type DenseTensor,
  dtypeName,
  isKind,
  type PyValue,
  scalarValue,
  toDense,
} from '@brine/core';
import { unsupported } from './errors.js';
import { describe } from './numbers.js';

/**
 * `classes_` as a tensor of one axis: int, bool, float or text; an object array by what is in it.
 *
 * @throws CodecError `unsupported` for labels of several types, or that no tensor holds
 */
export function labelsOf(value: PyValue | undefined, path: string): DenseTensor {
  if (isKind(value, 'ndarray')) {
    const dtype = dtypeName(value.dtype);
    if (dtype === 'str' || (dtype !== undefined && 'biuf'.includes(value.dtype.type) && dtype !== 'float16'))
      return toDense(value);
  }
  const items = isKind(value, 'ndarray')
    ? arrayValues(value)
    : isKind(value, 'list')
      ? Array.from(value.items)
      : undefined;
  if (!items) throw unsupported(`class labels that are ${describe(value)}`, path);
  const plain = items.map((item) => (isKind(item, 'npscalar') ? scalarValue(item) : item));
  const shape = [plain.length];
  if (plain.every((item) => typeof item === 'string')) return { dtype: 'str', shape, data: plain };
  if (plain.every((item) => typeof item === 'bigint'))
    return { dtype: 'int64', shape, data: BigInt64Array.from(plain) };
  if (plain.every((item) => typeof item === 'boolean'))
    return { dtype: 'bool', shape, data: Uint8Array.from(plain, Number) };
  if (plain.every((item) => typeof item === 'number'))
    return { dtype: 'float64', shape, data: Float64Array.from(plain) };
  throw unsupported('class labels of several types', path);
}

/** Labels as a program lists them. */
export function classLabels(labels: DenseTensor): ClassLabel[] {
  const { data, dtype } = labels;
  if (dtype === 'bool') return Array.from(data as Uint8Array, (item) => item !== 0);
  if (dtype === 'str' || dtype === 'float64' || dtype === 'float32') return Array.from(data as string[]);
  return Array.from(data as BigInt64Array, BigInt);
}
