const SINGLE = new Float32Array(1);
const BITS = new Uint32Array(SINGLE.buffer);

/**
 * A number as IEEE 754 binary16 bits, rounded to nearest, ties to even.
 * @see IEEE 754-2019, 3.6
 */
export function numberToFloat16(value: number): number {
  SINGLE[0] = value;
  const sign = (BITS[0]! >>> 16) & 0x8000;
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
