import type { PyDType, PyNpScalar, PyValue } from '../contract/value.js';
import { float16ToNumber } from './half.js';
import { pyBytes, pyComplex } from './make.js';

/**
 * What `scalar.item()` gives in Python: the plain value of a numpy scalar.
 *
 * @returns undefined where numpy has no plain value of the same meaning (structured, datetime64, timedelta64, long double)
 */
export function scalarValue(scalar: PyNpScalar): PyValue | undefined {
  if (scalar.dtype.type === 'O') return scalar.value;
  return elementValue(scalar.data, 0, scalar.dtype);
}

/**
 * One element of an array as a plain Python value.
 *
 * @param data - elements in the dtype's byte order
 * @param offset - byte offset of the element in `data`
 */
export function elementValue(data: Uint8Array, offset: number, dtype: PyDType): PyValue | undefined {
  const view = new DataView(data.buffer, data.byteOffset + offset, dtype.itemsize);
  const little = dtype.byteOrder !== '>';
  switch (dtype.type) {
    case 'b':
      return view.getUint8(0) !== 0;
    case 'i':
      return signed(view, dtype.itemsize, little);
    case 'u':
      return unsigned(view, dtype.itemsize, little);
    case 'f':
      return dtype.itemsize > 8 ? undefined : float(view, 0, dtype.itemsize, little);
    case 'c': {
      const half = dtype.itemsize / 2;
      return half > 8 ? undefined : pyComplex(float(view, 0, half, little), float(view, half, half, little));
    }
    case 'U':
      return decodeUcs4(data, offset, dtype);
    case 'S':
      return pyBytes(stripZeros(data.subarray(offset, offset + dtype.itemsize)));
    default:
      return undefined;
  }
}

function signed(view: DataView, size: number, little: boolean): bigint {
  if (size === 8) return view.getBigInt64(0, little);
  return BigInt(size === 4 ? view.getInt32(0, little) : size === 2 ? view.getInt16(0, little) : view.getInt8(0));
}

function unsigned(view: DataView, size: number, little: boolean): bigint {
  if (size === 8) return view.getBigUint64(0, little);
  return BigInt(size === 4 ? view.getUint32(0, little) : size === 2 ? view.getUint16(0, little) : view.getUint8(0));
}

function float(view: DataView, at: number, size: number, little: boolean): number {
  if (size === 8) return view.getFloat64(at, little);
  return size === 4 ? view.getFloat32(at, little) : float16ToNumber(view.getUint16(at, little));
}

/** Text of a `U` element: UCS-4 units, trailing NULs off. A unit that is no code point becomes U+FFFD. */
export function decodeUcs4(data: Uint8Array, offset: number, dtype: PyDType): string {
  const view = new DataView(data.buffer, data.byteOffset + offset, dtype.itemsize);
  const little = dtype.byteOrder !== '>';
  let end = dtype.itemsize;
  while (end > 0 && view.getUint32(end - 4, little) === 0) end -= 4;
  let text = '';
  for (let i = 0; i < end; i += 4) {
    const unit = view.getUint32(i, little);
    text += unit > 0x10ffff ? '\ufffd' : String.fromCodePoint(unit);
  }
  return text;
}

/** numpy drops the trailing NULs of an `S` element. */
function stripZeros(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return bytes.subarray(0, end);
}
