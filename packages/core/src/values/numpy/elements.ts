/** Single elements of arrays: as JSON, as `repr(element.item())`, as text. */

import type { PyDType } from '../../contract/value.js';
import { elementValue } from '../../model/scalar.js';
import { sizeOf } from '../../model/ndarray.js';
import { NESTED_LIMIT, tooDeep } from '../errors.js';
import type { Json } from '../json.js';
import { longDoubleToNumber } from '../python/long-double.js';
import { jsonFloat, jsonInt } from '../python/numbers.js';
import { reprOf } from '../python/repr.js';
import { bytesRepr, hexOf } from '../python/text.js';
import { arrayRepr } from './array-repr.js';
import { isLongDouble } from './bytes.js';
import { pythonDateRepr } from './datetime64.js';
import { longDoubleRepr } from './long-double-repr.js';

/** Ticks of a datetime64 or timedelta64. */
export function ticksAt(data: Uint8Array, offset: number, dtype: PyDType): bigint {
  return new DataView(data.buffer, data.byteOffset + offset, 8).getBigInt64(0, dtype.byteOrder !== '>');
}

/** One part (both for complex numbers) of a long double element as the nearest double. */
export function longDoubleParts(data: Uint8Array, offset: number, dtype: PyDType): number[] {
  const view = new DataView(data.buffer, data.byteOffset + offset, dtype.itemsize);
  const little = dtype.byteOrder !== '>';
  const size = dtype.type === 'c' ? dtype.itemsize / 2 : dtype.itemsize;
  const starts = dtype.type === 'c' ? [0, size] : [0];
  return starts.map((start) => longDoubleToNumber(view, start, size, little));
}

/** `element.item()` as plain JSON: numbers, `[re, im]`, text, `{hex}` of bytes, ticks; structured and void ones are their repr. */
export function elementJson(data: Uint8Array, offset: number, dtype: PyDType): Json {
  if (dtype.type === 'M' || dtype.type === 'm') return jsonInt(ticksAt(data, offset, dtype));
  if (isLongDouble(dtype)) {
    const parts = longDoubleParts(data, offset, dtype).map(jsonFloat);
    return dtype.type === 'c' ? parts : parts[0]!;
  }
  const value = dtype.fields || dtype.subarray ? undefined : elementValue(data, offset, dtype);
  switch (typeof value) {
    case 'number':
      return jsonFloat(value);
    case 'bigint':
      return jsonInt(value);
    case 'boolean':
    case 'string':
      return value;
  }
  if (value?.kind === 'complex') return [jsonFloat(value.re), jsonFloat(value.im)];
  if (value?.kind === 'bytes') return { hex: hexOf(value.data) };
  return elementRepr(data, offset, dtype);
}

/** `repr(array[i].item())`. */
export function elementRepr(data: Uint8Array, offset: number, dtype: PyDType, depth = 0): string {
  if (depth > NESTED_LIMIT) throw tooDeep('a dtype');
  if (dtype.fields) {
    const texts = dtype.fields.map((field) => elementRepr(data, offset + field.offset, field.dtype, depth + 1));
    return `(${texts.join(', ')}${texts.length === 1 ? ',' : ''})`;
  }
  if (dtype.subarray) {
    const { base, shape } = dtype.subarray;
    const length = sizeOf(shape) * base.itemsize;
    return arrayRepr({ dtype: base, shape, order: 'C', data: data.subarray(offset, offset + length) });
  }
  switch (dtype.type) {
    case 'M':
    case 'm':
      return pythonDateRepr(ticksAt(data, offset, dtype), dtype);
    case 'V':
      return bytesRepr(data.subarray(offset, offset + dtype.itemsize));
  }
  if (isLongDouble(dtype)) return longDoubleRepr(data, offset, dtype);
  const value = elementValue(data, offset, dtype);
  return (value === undefined ? undefined : reprOf(value)) ?? bytesRepr(data.subarray(offset, offset + dtype.itemsize));
}
