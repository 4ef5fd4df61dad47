/** Numbers as Python writes them. */

const BITS = new DataView(new ArrayBuffer(8));

/** `float.hex()`. */
export function floatHex(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  BITS.setFloat64(0, value);
  const high = BITS.getUint32(0);
  const sign = high >>> 31 ? '-' : '';
  if (!Number.isFinite(value)) return `${sign}inf`;
  if (value === 0) return `${sign}0x0.0p+0`;
  const biased = (high >>> 20) & 0x7ff;
  const fraction = (high & 0xfffff).toString(16).padStart(5, '0') + BITS.getUint32(4).toString(16).padStart(8, '0');
  const exponent = biased === 0 ? -1022 : biased - 1023;
  return `${sign}0x${biased === 0 ? 0 : 1}.${fraction}p${exponent < 0 ? '' : '+'}${exponent}`;
}

/** `float.fromhex()`, of what {@link floatHex} writes; undefined for anything else. */
export function floatFromHex(text: string): number | undefined {
  const sign = text.startsWith('-') ? -1 : 1;
  const body = text.replace(/^[+-]/, '');
  if (body === 'nan') return NaN;
  if (body === 'inf') return sign * Infinity;
  const match = /^0x([01])\.([0-9a-f]{1,13})p([+-]\d{1,4})$/.exec(body);
  if (!match) return undefined;
  const [, lead, digits, power] = match;
  return sign * Number(`0x${lead}${digits!.padEnd(13, '0')}`) * 2 ** (Number(power) - 52);
}

/** `repr(float)`: shortest digits, an exponent below 1e-4 and from 1e16. */
export function floatRepr(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return signOf(value) + decimalText(Math.abs(value).toExponential());
}

/** `repr(numpy.float32)` and the like: the shortest digits that `round` brings back to the value. */
export function narrowFloatRepr(value: number, round: (value: number) => number): string {
  if (!Number.isFinite(value)) return floatRepr(value);
  const magnitude = Math.abs(value);
  for (let precision = 0; precision < 16; precision++) {
    const text = magnitude.toExponential(precision);
    if (round(Number(text)) === magnitude) return signOf(value) + decimalText(text);
  }
  return floatRepr(value);
}

function signOf(value: number): '-' | '' {
  return value < 0 || Object.is(value, -0) ? '-' : '';
}

/** A decimal as `repr(float)` lays it out. @param scientific - of a number that is not negative, as `Number.toExponential` writes it */
export function decimalText(scientific: string): string {
  const [mantissa, power] = scientific.split('e') as [string, string];
  const exponent = Number(power);
  const digits = mantissa.replace('.', '').replace(/(?<=.)0+$/, '');
  if (exponent < -4 || exponent >= 16) {
    const point = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
    return `${point}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  return `${digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')}.${digits.slice(exponent + 1) || '0'}`;
}

/** `repr(complex)`: `(1+2j)`, `2j`. */
export function complexRepr(re: number, im: number): string {
  const part = (value: number) => floatRepr(value).replace(/\.0$/, '');
  if (re === 0 && !Object.is(re, -0)) return `${part(im)}j`;
  const imaginary = part(im);
  return `(${part(re)}${/^[-+]/.test(imaginary) ? '' : '+'}${imaginary}j)`;
}

/** A float as JSON: NaN and the infinities are strings. */
export function jsonFloat(value: number): number | 'NaN' | 'Infinity' | '-Infinity' {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

/** The inverse of {@link jsonFloat}; undefined for what is no float. */
export function floatOfJson(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return value === 'NaN' ? NaN : value === 'Infinity' ? Infinity : value === '-Infinity' ? -Infinity : undefined;
}

const EXACT = 2n ** 53n;

/** An int as JSON: a string above 2^53, where JSON's readers round. */
export function jsonInt(value: bigint): number | string {
  return value <= EXACT && value >= -EXACT ? Number(value) : String(value);
}

/** `int.bit_length()`. */
export function bitLength(value: bigint): number {
  const hex = (value < 0n ? -value : value).toString(16);
  return hex === '0' ? 0 : hex.length * 4 - Math.clz32(parseInt(hex[0]!, 16)) + 28;
}
