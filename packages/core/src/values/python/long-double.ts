/**
 * The x87 80-bit float in 12 or 16 bytes, which is what numpy's long double is on x86: 64 bits of significand with an explicit
 * leading bit, 15 of exponent, one of sign; the bytes behind it are padding.
 * @see Intel 64 and IA-32 Architectures Software Developer's Manual, volume 1, 4.2.2
 */

/** Bytes of a long double that mean something. */
export const LONG_DOUBLE_BYTES = 10;

/** The nearest double, ties to even, as `float(numpy.longdouble)` gives it. */
export function longDoubleToNumber(view: DataView, offset: number, size: number, little: boolean): number {
  const at = little ? 0 : size - LONG_DOUBLE_BYTES;
  const top = view.getUint16(offset + (little ? 8 : at), little);
  const significand = view.getBigUint64(offset + (little ? 0 : at + 2), little);
  const sign = top >> 15 ? -1 : 1;
  const exponent = top & 0x7fff;
  if (exponent === 0x7fff) return (significand << 1n) & 0xffffffffffffffffn ? NaN : sign * Infinity;
  if (significand === 0n) return sign * 0;
  return sign * scaled(significand, (exponent || 1) - 16383 - 63);
}

/** `significand * 2 ** power`, rounded once. */
function scaled(significand: bigint, power: number): number {
  const bits = significand.toString(2).length;
  // A double holds 53 bits, fewer when the result is subnormal (below 2 ** -1022).
  const keep = Math.min(53, bits + power + 1074);
  if (keep < 0) return 0;
  const drop = bits - keep;
  if (drop <= 0) return exactly(Number(significand), power);
  const unit = 1n << BigInt(drop);
  let kept = significand / unit;
  const rest = significand % unit;
  const half = unit / 2n;
  if (rest > half || (rest === half && kept % 2n === 1n)) kept += 1n;
  return exactly(Number(kept), power + drop);
}

/** A product that needs no rounding; in two steps because 2 ** power alone may be beyond a double. */
function exactly(value: number, power: number): number {
  const step = Math.trunc(power / 2);
  return value * 2 ** step * 2 ** (power - step);
}
