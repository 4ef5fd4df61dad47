/** `{shape, dtype, sha256, data | first}` of arrays. */

import type { PyDType, PyNdArray, PyValue } from '../../contract/value.js';
import { CodecError } from '../../errors.js';
import { sizeOf, toCOrder } from '../../model/ndarray.js';
import { cOrderBytes, littleEndianBytes } from '../numpy/bytes.js';
import { dtypeDescr, dtypeString } from '../numpy/dtype-text.js';
import { elementJson } from '../numpy/elements.js';
import type { Json, JsonObject } from '../json.js';
import { sha256Hex } from '../sha256.js';
import { BIG } from './options.js';

/** Lists of lists that an array without elements may ask for. */
const EMPTY_LISTS = 1_000_000;

/** The dtype as arrays name it: its typestring, or the fields of a structured one. */
export function dtypeJson(dtype: PyDType): Json {
  return dtype.fields ? dtypeDescr(dtype) : dtypeString(dtype);
}

/** What {@link arrayJson} needs of an array. */
export type ArrayLikeRecord = Pick<PyNdArray, 'dtype' | 'shape' | 'order' | 'data' | 'items'>;

/**
 * @param list - writes the elements of an object array
 */
export function arrayJson(
  array: ArrayLikeRecord,
  full: boolean,
  list: (values: readonly PyValue[]) => Json[],
): JsonObject {
  const { dtype, shape, order } = array;
  const json: JsonObject = { shape: [...shape], dtype: dtypeJson(dtype) };
  if (array.items) {
    json['data'] = list(order === 'F' && shape.length > 1 ? toCOrder(array.items, shape) : array.items);
    json['flat'] = true;
    return json;
  }
  const size = sizeOf(shape);
  const whole = full || size <= BIG;
  const bytes = cOrderBytes(array);
  if (dtype.type === 'M' || dtype.type === 'm') json['int64'] = true;
  json['sha256'] = sha256Hex(littleEndianBytes(bytes, dtype));
  const elements = elementsJson(bytes, dtype, whole ? size : 8);
  const flat = dtype.fields !== undefined || dtype.type === 'V';
  json[whole ? 'data' : 'first'] = whole && !flat ? nest(elements, shape) : elements;
  return json;
}

/** The first elements as plain JSON. */
export function elementsJson(bytes: Uint8Array, dtype: PyDType, length: number): Json[] {
  const elements = new Array<Json>(length);
  for (let i = 0; i < length; i++) elements[i] = elementJson(bytes, i * dtype.itemsize, dtype);
  return elements;
}

/** Lists of lists of the given shape; the element itself for no axes. */
export function nest(elements: Json[], shape: readonly number[]): Json {
  if (shape.length === 0) return elements[0]!;
  if (elements.length === 0 && sizeOf(shape.slice(0, shape.indexOf(0))) > EMPTY_LISTS) {
    throw new CodecError({
      codec: 'core',
      code: 'BRINE-CORE-EMPTY',
      fault: 'limit',
      message: `an array without elements has the shape (${shape.join(', ')}), which is more than ${EMPTY_LISTS} empty lists`,
    });
  }
  let level = elements;
  for (let axis = shape.length - 1; axis > 0; axis--) {
    const count = sizeOf(shape.slice(0, axis));
    const width = shape[axis]!;
    const groups = new Array<Json>(count);
    for (let i = 0; i < count; i++) groups[i] = level.slice(i * width, (i + 1) * width);
    level = groups;
  }
  return level;
}

/** Whether numpy calls the array F- and not C-contiguous: axes of length 1 have no order. */
export function isFortran({ order, shape }: Pick<PyNdArray, 'order' | 'shape'>): boolean {
  return order === 'F' && sizeOf(shape) > 0 && shape.filter((length) => length > 1).length > 1;
}
