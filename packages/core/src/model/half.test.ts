import { describe, expect, it } from 'vitest';
import { bfloat16ToNumber, float16ToNumber, numberToBfloat16, numberToFloat16 } from './half.js';

describe('binary16', () => {
  it('gives every pattern back', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = float16ToNumber(bits);
      if (!Number.isNaN(value) && numberToFloat16(value) !== bits)
        expect([bits, numberToFloat16(value)]).toEqual([bits, bits]);
    }
    expect(float16ToNumber(numberToFloat16(NaN))).toBeNaN();
  });

  // numpy.float16(x).view('uint16')
  it.each([
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    [0.1, 0x2e66],
    [65519.99, 0x7bff],
    [65520, 0x7c00],
    [-1e300, 0xfc00],
    [2 ** -25, 0x0000],
    [2 ** -24 * 1.5, 0x0002],
    [-0, 0x8000],
    [2 ** -14 - 2 ** -26, 0x0400],
  ])('rounds %d half to even', (value, bits) => expect(numberToFloat16(value)).toBe(bits));
});

describe('bfloat16', () => {
  it('gives every pattern back', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = bfloat16ToNumber(bits);
      if (!Number.isNaN(value) && numberToBfloat16(value) !== bits)
        expect([bits, numberToBfloat16(value)]).toEqual([bits, bits]);
    }
    expect(bfloat16ToNumber(numberToBfloat16(NaN))).toBeNaN();
  });

  it.each([
    [1 + 2 ** -8, 0x3f80],
    [1 + 3 * 2 ** -8, 0x3f82],
    [3.4e38, 0x7f80],
  ])('rounds %d half to even', (value, bits) => expect(numberToBfloat16(value)).toBe(bits));
});
