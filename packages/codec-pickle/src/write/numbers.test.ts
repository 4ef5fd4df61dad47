import { expect, test } from 'vitest';
import { decodeLong } from '../read/numbers.js';
import { written } from '../../test/written.js';
import { encodeLong, floatText } from './numbers.js';

test('floats as Python prints them', () => {
  const expected = written<Record<string, string>>('floats.json');
  const bits = new BigUint64Array(1);
  const value = new Float64Array(bits.buffer);
  for (const [hex, text] of Object.entries(expected)) {
    bits[0] = BigInt(`0x${hex}`);
    expect(floatText(value[0]!), hex).toBe(text);
  }
  expect(floatText(-0)).toBe('-0.0');
  expect(floatText(-Infinity)).toBe('-inf');
});

test('ints as the least bytes', () => {
  for (let power = 0n; power < 200n; power++) {
    for (const value of [2n ** power - 1n, 2n ** power, 2n ** power + 1n].flatMap((size) => [size, -size])) {
      const bytes = encodeLong(value).slice();
      expect(decodeLong(bytes, 0, bytes.length)).toBe(value);
      expect(BigInt.asIntN(8 * bytes.length - 8, value), `${value} in fewer bytes`).not.toBe(value === 0n ? 1n : value);
    }
  }
});
