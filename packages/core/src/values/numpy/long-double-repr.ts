/** `repr(numpy.longdouble)`: the shortest digits that read back as the same 80-bit float. */

import type { PyDType } from '../../contract/value.js';
import { decimalText } from '../python/numbers.js';

export function longDoubleRepr(data: Uint8Array, offset: number, dtype: PyDType): string {
  return `np.${dtype.type === 'f' ? '' : 'c'}longdouble('${longDoubleText(data, offset, dtype)}')`;
}

/** `str(numpy.longdouble)`, more or less: the shortest digits. */
export function longDoubleText(data: Uint8Array, offset: number, dtype: PyDType): string {
  const view = new DataView(data.buffer, data.byteOffset + offset, dtype.itemsize);
  const little = dtype.byteOrder !== '>';
  if (dtype.type === 'f') return digitsAt(view, 0, dtype.itemsize, little);
  const size = dtype.itemsize / 2;
  const part = (at: number) => digitsAt(view, at, size, little).replace(/\.0$/, '');
  const [re, im] = [part(0), part(size)];
  return `${re === '0' ? '' : `${re}${im.startsWith('-') ? '' : '+'}`}${im}j`;
}

function digitsAt(view: DataView, at: number, size: number, little: boolean): string {
  const start = at + (little ? 0 : size - 10);
  const top = view.getUint16(start + (little ? 8 : 0), little);
  const significand = view.getBigUint64(start + (little ? 0 : 2), little);
  const sign = top >> 15 ? '-' : '';
  const exponent = top & 0x7fff;
  if (exponent === 0x7fff) return (significand << 1n) & 0xffffffffffffffffn ? 'nan' : `${sign}inf`;
  if (significand === 0n) return `${sign}0.0`;
  return sign + shortest(significand, (exponent || 1) - 16446);
}

/** Decimal text of `significand * 2 ** power`, both ends of the rounding interval belonging to it when the significand is even. */
function shortest(significand: bigint, power: number): string {
  // value = numerator / denominator, and half a unit in the last place on either side.
  const numerator = (power > 0 ? significand << BigInt(power) : significand) * 2n;
  const denominator = (power < 0 ? 1n << BigInt(-power) : 1n) * 2n;
  const half = power > 0 ? 1n << BigInt(power) : 1n;
  const estimate = String(numerator / denominator).length - 1;
  let exponent = numerator >= denominator ? estimate : -String(denominator / numerator).length;
  if (numerator < denominator && scaled(numerator, -exponent - 1) >= denominator) exponent++;
  for (let digits = 1; ; digits++) {
    const shift = digits - 1 - exponent;
    // candidate = round(value * 10 ** shift)
    const up = scaled(numerator, shift);
    const down = scaled(denominator, -shift);
    const candidate = (2n * up + down) / (2n * down);
    const error = candidate * down - up;
    const allowed = scaled(half, shift);
    const distance = error < 0n ? -error : error;
    if (distance < allowed || (distance === allowed && significand % 2n === 0n)) {
      const text = String(candidate);
      return decimalText(`${text[0]}.${text.slice(1)}e${exponent + text.length - digits}`);
    }
  }
}

/** `value * 10 ** power` for a power that is not negative, else the value. */
function scaled(value: bigint, power: number): bigint {
  return power > 0 ? value * 10n ** BigInt(power) : value;
}
