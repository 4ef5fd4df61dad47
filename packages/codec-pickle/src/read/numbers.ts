/** Numbers in a pickle: the text forms of protocol 0, and LONG's little-endian two's complement. */

/** Largest ints that are worth reading: decimal digits (the conversion is slow), bytes of LONG (JavaScript's own bound is near). */
const MOST_DIGITS = 1_000_000;
const MOST_BYTES = 1 << 26;

/** Ints that occur often, so that they cost no allocation. */
const SMALL: readonly bigint[] = Array.from({ length: 1280 }, (_, i) => BigInt(i - 256));

/** @param value - an int of 32 bits */
export function smallInt(value: number): bigint {
  return value >= -256 && value < 1024 ? SMALL[value + 256]! : BigInt(value);
}

/**
 * The argument of LONG1 and LONG4; no bytes are 0.
 *
 * @returns undefined when it is too large to hold
 */
export function decodeLong(bytes: Uint8Array, from: number, length: number): bigint | undefined {
  if (length <= 6) {
    let value = 0;
    for (let i = length - 1; i >= 0; i--) value = value * 256 + bytes[from + i]!;
    if (length > 0 && bytes[from + length - 1]! > 0x7f) value -= 2 ** (8 * length);
    return BigInt(value);
  }
  if (length > MOST_BYTES) return undefined;
  const digits: string[] = [];
  for (let i = length - 1; i >= 0; i--) digits.push(HEX[bytes[from + i]!]!);
  const value = BigInt('0x' + digits.join(''));
  return bytes[from + length - 1]! > 0x7f ? value - (1n << BigInt(8 * length)) : value;
}

const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * The argument of INT as C's `strtol` with base 0 reads it, and where that fails as Python's `int(text, 0)`: `010` is 8, `1_0` is 10.
 *
 * @returns `too large`, or undefined when it is no int
 * @see CPython, `load_int` in _pickle.c
 */
export function parseInt0(text: string): bigint | 'too large' | undefined {
  const match = /^[ \t\n\v\f\r]*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/.exec(text);
  if (match) {
    const digits = match[2]!;
    if (digits.length > MOST_DIGITS) return 'too large';
    const value = signed(match[1]!, /^0[0-7]/.test(digits) ? '0o' + digits.slice(1) : digits);
    // What does not fit a C long is left to Python, which takes a leading 0 for no octal.
    if (BigInt.asIntN(64, value) === value) return value;
  }
  return parseLong(text);
}

/**
 * The argument of LONG without its `L`: Python's `int(text, 0)`.
 *
 * @returns `too large`, or undefined when it is no int
 */
export function parseLong(text: string): bigint | 'too large' | undefined {
  const match =
    /^[ \t\n\v\f\r]*([+-]?)(0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|0(?:_?0)*|[1-9](?:_?[0-9])*)[ \t\n\v\f\r]*$/.exec(
      text,
    );
  if (!match) return undefined;
  const digits = match[2]!.replaceAll('_', '');
  return digits.length > MOST_DIGITS ? 'too large' : signed(match[1]!, digits);
}

function signed(sign: string, digits: string): bigint {
  const size = BigInt(digits);
  return sign === '-' ? -size : size;
}

/**
 * The argument of FLOAT.
 *
 * @returns undefined when it is no float, or one that overflows
 * @see CPython, `PyOS_string_to_double`
 */
export function parseFloat0(text: string): number | undefined {
  const special = /^([+-]?)(inf(?:inity)?|nan)$/i.exec(text);
  if (special) {
    if (special[2]!.toLowerCase() === 'nan') return NaN;
    return special[1] === '-' ? -Infinity : Infinity;
  }
  if (!/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** The argument of GET and PUT: Python's `int(text)`; undefined when it is none. */
export function parseKey(text: string): number | undefined {
  return /^[ \t\n\v\f\r]*[+-]?[0-9]+(?:_[0-9]+)*[ \t\n\v\f\r]*$/.test(text)
    ? Number(text.replaceAll('_', ''))
    : undefined;
}
