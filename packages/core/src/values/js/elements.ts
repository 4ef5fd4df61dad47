/** numpy data as plain JavaScript. */

import type { PyDType, PyNdArray } from '../../contract/value.js';
import type { NumericData } from '../../contract/tensor.js';
import { float16ToNumber } from '../../model/half.js';
import { sizeOf, stored, toCOrder, toDense } from '../../model/ndarray.js';
import { elementValue } from '../../model/scalar.js';
import { dtypeName } from '../../model/dtype.js';
import { NESTED_LIMIT, tooDeep } from '../errors.js';
import { cOrderBytes, isLongDouble } from '../numpy/bytes.js';
import { timeText } from '../numpy/datetime64.js';
import { dtypeLabel } from '../numpy/dtype-text.js';
import { longDoubleParts, ticksAt } from '../numpy/elements.js';

/** An array in C order. */
export interface JsArray {
  /** `float64`, `str`, `object`, `datetime64[ns]`; numpy's spelling for what has no plain name (`>f16`, `[('x', '<i4')]`). */
  readonly dtype: string;
  readonly shape: readonly number[];
  /**
   * Numbers as their typed array: half precision as a Float32Array, long doubles as the nearest in a Float64Array, dates as their
   * ticks in a BigInt64Array, complex numbers as pairs (re, im). Text, bytes, records and objects as a list.
   */
  readonly data: NumericData | readonly unknown[];
}

/** An array that is not of objects. */
export function arrayJs(array: Pick<PyNdArray, 'dtype' | 'shape' | 'order' | 'data'>, depth = 0): JsArray {
  const { dtype, shape } = array;
  if (depth > NESTED_LIMIT) throw tooDeep('a dtype');
  const record: PyNdArray = { kind: 'ndarray', class: { kind: 'global', module: 'numpy', name: 'ndarray' }, ...array };
  const name = dtypeName(dtype);
  if (dtype.type === 'M' || dtype.type === 'm') {
    const ticks = stored(record)!;
    return { dtype: dtypeLabel(dtype), shape, data: array.order === 'F' ? toCOrder(ticks, shape) : ticks };
  }
  if (name === 'float16')
    return { dtype: name, shape, data: Float32Array.from(toDense(record).data as Uint16Array, float16ToNumber) };
  if (name !== undefined) return toDense(record);
  const bytes = cOrderBytes(array);
  const size = sizeOf(shape);
  const label = dtypeLabel(dtype);
  if (isLongDouble(dtype)) {
    const parts = Array.from({ length: size }, (_, i) => longDoubleParts(bytes, i * dtype.itemsize, dtype)).flat();
    return { dtype: label, shape, data: Float64Array.from(parts) };
  }
  return {
    dtype: label,
    shape,
    data: Array.from({ length: size }, (_, i) => elementJs(bytes, i * dtype.itemsize, dtype, depth)),
  };
}

/** One element: a number, text, bytes, `{ re, im }`, text of a date, a record of the fields of a structured one. */
export function elementJs(data: Uint8Array, offset: number, dtype: PyDType, depth = 0): unknown {
  if (depth > NESTED_LIMIT) throw tooDeep('a dtype');
  if (dtype.fields) {
    const record = Object.create(null) as Record<string, unknown>;
    for (const field of dtype.fields)
      record[field.name] = elementJs(data, offset + field.offset, field.dtype, depth + 1);
    return record;
  }
  if (dtype.subarray) {
    const { base, shape } = dtype.subarray;
    const length = sizeOf(shape) * base.itemsize;
    return arrayJs({ dtype: base, shape, order: 'C', data: data.subarray(offset, offset + length) }, depth + 1);
  }
  if (dtype.type === 'M' || dtype.type === 'm') return timeText(ticksAt(data, offset, dtype), dtype);
  if (isLongDouble(dtype)) {
    const [re, im] = longDoubleParts(data, offset, dtype);
    return im === undefined ? re : { re, im };
  }
  const value = elementValue(data, offset, dtype);
  if (typeof value === 'bigint') return intJs(value);
  if (value === undefined) return data.subarray(offset, offset + dtype.itemsize);
  if (typeof value !== 'object' || value === null) return value;
  if (value.kind === 'complex') return { re: value.re, im: value.im };
  return value.kind === 'bytes' ? value.data : value;
}

/** A number where that is exact, else a bigint. */
export function intJs(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
