/** Elements of arrays out of plain JSON: the inverse of `elementJson`. */

import type { PyDType } from '../../contract/value.js';
import { numberToFloat16 } from '../../model/half.js';
import { floatOfJson } from '../python/numbers.js';
import { bytesOfHex } from '../python/text.js';

/**
 * Writes one element in the dtype's byte order.
 *
 * @returns false for JSON that is no element of this dtype, and for structured, void and long double elements, whose JSON does not hold
 * all of them
 */
export function writeElement(data: Uint8Array, offset: number, dtype: PyDType, json: unknown): boolean {
  const view = new DataView(data.buffer, data.byteOffset + offset, dtype.itemsize);
  const little = dtype.byteOrder !== '>';
  const size = dtype.itemsize;
  switch (dtype.type) {
    case 'b':
      if (typeof json !== 'boolean') return false;
      view.setUint8(0, Number(json));
      return true;
    case 'i':
    case 'u':
    case 'M':
    case 'm':
      return writeInt(view, json, dtype.type === 'u', size, little);
    case 'f':
      return writeFloat(view, 0, json, size, little);
    case 'c':
      return (
        Array.isArray(json) &&
        json.length === 2 &&
        writeFloat(view, 0, json[0], size / 2, little) &&
        writeFloat(view, size / 2, json[1], size / 2, little)
      );
    case 'U':
      return typeof json === 'string' && writeText(view, json, size, little);
    case 'S': {
      const hex = (json as { hex?: unknown } | null)?.hex;
      const bytes = typeof hex === 'string' ? bytesOfHex(hex) : undefined;
      if (!bytes || bytes.length > size) return false;
      data.set(bytes, offset);
      return true;
    }
    default:
      return false;
  }
}

function writeInt(view: DataView, json: unknown, unsigned: boolean, size: number, little: boolean): boolean {
  const isInt =
    Number.isSafeInteger(json) ||
    (typeof json === 'string' && /^-?\d+$/.test(json)) ||
    Math.abs(json as number) === 2 ** 53;
  if (!isInt) return false;
  const value = BigInt(json as number | string);
  const bits = size * 8;
  if ((unsigned ? BigInt.asUintN(bits, value) : BigInt.asIntN(bits, value)) !== value) return false;
  const word = BigInt.asUintN(64, value);
  for (let i = 0; i < size; i++) view.setUint8(little ? i : size - 1 - i, Number((word >> BigInt(8 * i)) & 0xffn));
  return true;
}

function writeFloat(view: DataView, at: number, json: unknown, size: number, little: boolean): boolean {
  const value = floatOfJson(json);
  if (value === undefined) return false;
  if (size === 8) view.setFloat64(at, value, little);
  else if (size === 4) view.setFloat32(at, value, little);
  else if (size === 2) view.setUint16(at, numberToFloat16(value), little);
  return size <= 8;
}

function writeText(view: DataView, text: string, size: number, little: boolean): boolean {
  const points = Array.from(text, (character) => character.codePointAt(0)!);
  if (points.length * 4 > size) return false;
  points.forEach((point, i) => view.setUint32(4 * i, point, little));
  return true;
}
