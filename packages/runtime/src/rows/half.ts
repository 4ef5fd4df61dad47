/** Numbers to 16-bit floats, rounded half to even. @see IEEE 754-2019, 4.3.1 */

const FLOAT32 = new Float32Array(1);
const BITS32 = new Uint32Array(FLOAT32.buffer);

/** Bits of the nearest binary16 number. */
export function numberToFloat16(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (Number.isNaN(value)) return 0x7e00;
  // 65520 is half way from the largest finite number to the next power of two.
  if (size >= 65520) return sign | 0x7c00;
  // One unit of the last place of binary16 at this size; below 2^-14 numbers are subnormal and the unit stays 2^-24.
  const exponent = Math.max(Math.floor(Math.log2(size)), -14);
  const bits = roundHalfEven(size / 2 ** (exponent - 10));
  // A carry out of the fraction raises the exponent, as it should.
  return sign | (exponent === -14 ? bits : ((exponent + 14) << 10) + bits);
}

/** `value` is below 2^11 or so, so that the sums are exact. */
function roundHalfEven(value: number): number {
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
