/** Numbers as pickle writes them. */

const WORD = new DataView(new ArrayBuffer(8));
const BYTES = new Uint8Array(WORD.buffer);

/**
 * The argument of LONG1 and LONG4: the least bytes of little-endian two's complement.
 *
 * @returns for an int of 64 bits a view that the next call writes over
 * @see CPython, `save_long` in _pickle.c; `encode_long` in pickle.py
 */
export function encodeLong(value: bigint): Uint8Array {
  if (BigInt.asIntN(64, value) === value) {
    WORD.setBigInt64(0, value, true);
    return trimmed(BYTES);
  }
  const digits = (value < 0n ? -value : value).toString(16);
  // A bit more than the magnitude has, for the sign.
  const length = (digits.length >> 1) + 1;
  const hex = BigInt.asUintN(8 * length, value)
    .toString(16)
    .padStart(2 * length, '0');
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[length - 1 - i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return trimmed(bytes);
}

/** Without the bytes that only repeat the sign. */
function trimmed(bytes: Uint8Array): Uint8Array {
  let length = bytes.length;
  while (length > 1 && bytes[length - 1] === (bytes[length - 2]! > 0x7f ? 0xff : 0)) length--;
  return bytes.subarray(0, length);
}

/**
 * The argument of FLOAT: `repr(float)`, the shortest digits, an exponent below 1e-4 and from 1e16.
 * @see CPython, `format_float_short` in pystrtod.c
 */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  // JavaScript and Python write the same digits, and differ in where the exponent begins and how it looks.
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return sign + size.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  const text = String(size);
  return sign + (Number.isInteger(size) ? `${text}.0` : text);
}
