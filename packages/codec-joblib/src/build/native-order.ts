import { swapBytes, type PyDType } from '@brine/core';
import { mapBytes } from '@brine/codec-pickle/vm';

type Fields = NonNullable<PyDType['fields']>;

/** An array's dtype and bytes. */
export interface Elements {
  readonly dtype: PyDType;
  readonly data: Uint8Array;
}

/**
 * Big-endian elements as little-endian ones, as `joblib.load` gives them: those of a big-endian dtype, and those of a structured one
 * whose fields all are. Everything else comes back as it is.
 * @see joblib, `_ensure_native_byte_order` in joblib/numpy_pickle_utils.py; numpy's `byteswap` and `newbyteorder`
 */
export function toNativeOrder({ dtype, data }: Elements): Elements {
  const { fields, byteOrder } = dtype;
  const isForeign = fields
    ? fields.length > 0 && fields.every((field) => field.dtype.byteOrder === '>')
    : byteOrder === '>';
  if (!isForeign) return { dtype, data };
  if (!fields) {
    return { dtype: { ...dtype, byteOrder: '<' }, data: mapBytes(data, (bytes) => swapBytes(bytes, unitOf(dtype))) };
  }
  const swapped = mapBytes(data, (bytes) => swapFields(bytes, dtype.itemsize, fields));
  return { dtype: { ...dtype, fields: fields.map(nativeField) }, data: swapped };
}

/** Bytes that are swapped together: a character of text, half of a complex number. */
function unitOf({ type, itemsize }: PyDType): number {
  if (type === 'U') return 4;
  return type === 'c' ? itemsize / 2 : itemsize;
}

function nativeField(field: Fields[number]): Fields[number] {
  return { ...field, dtype: { ...field.dtype, byteOrder: '<' } };
}

function swapFields(data: Uint8Array, itemsize: number, fields: Fields): Uint8Array {
  const result = data.slice();
  for (const { dtype, offset } of fields) {
    for (let start = offset; start < data.length; start += itemsize) {
      const end = start + dtype.itemsize;
      result.set(swapBytes(data.subarray(start, end), unitOf(dtype)), start);
    }
  }
  return result;
}
