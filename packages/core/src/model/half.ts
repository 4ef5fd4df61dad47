/** 16-bit floats as numbers, and back, rounded to nearest, ties to even. @see IEEE 754-2019, 3.6 and 4.3.1 */

const FLOAT32 = new Float32Array(1);
const BITS32 = new Uint32Array(FLOAT32.buffer);

/** The number of binary16 bits. */
export function float16ToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The number of bfloat16 bits: the upper half of a float32. */
export function bfloat16ToNumber(bits: number): number {
  BITS32[0] = bits << 16;
  return FLOAT32[0]!;
}

/** Bits of the nearest binary16 number. */
export function numberToFloat16(value: number): number {
  FLOAT32[0] = value;
  const sign = (BITS32[0]! >>> 16) & 0x8000;
  if (Number.isNaN(value)) return sign | 0x7e00;
  const magnitude = Math.abs(value);
  // 65520 is half way between the largest half (65504) and the next power of two.
  if (magnitude >= 65520) return sign | 0x7c00;
  if (magnitude < 2 ** -14) return sign | roundEven(magnitude * 2 ** 24);
  const exponent = Math.floor(Math.log2(magnitude));
  const power = magnitude < 2 ** exponent ? exponent - 1 : magnitude >= 2 ** (exponent + 1) ? exponent + 1 : exponent;
  // A significand that rounds up to 2048 carries into the exponent by the addition.
  return sign | (((power + 14) << 10) + roundEven(magnitude * 2 ** (10 - power)));
}

function roundEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}

/** Bits of the nearest bfloat16 number (of the nearest float32, as ml_dtypes rounds). */
export function numberToBfloat16(value: number): number {
  FLOAT32[0] = value;
  const bits = BITS32[0]!;
  if (Number.isNaN(value)) return (bits >>> 16) | 0x40;
  return ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16) & 0xffff;
}
