import type { PyDType } from '@brine/core';
import { expect, test } from 'vitest';
import { toNativeOrder } from './native-order.js';

const dtype = (type: string, itemsize: number, byteOrder: '<' | '>' | '|' = '>'): PyDType => ({
  kind: 'dtype',
  type,
  itemsize,
  byteOrder,
});
const field = (name: string, of: PyDType, offset: number) => ({ name, dtype: of, offset });

test.each<[string, PyDType, number[], number[]]>([
  ['ints', dtype('i', 2), [1, 2, 3, 4], [2, 1, 4, 3]],
  ['complex numbers by their halves', dtype('c', 8), [1, 2, 3, 4, 5, 6, 7, 8], [4, 3, 2, 1, 8, 7, 6, 5]],
  ['text by its characters', dtype('U', 8), [0, 0, 0, 97, 0, 0, 0, 98], [97, 0, 0, 0, 98, 0, 0, 0]],
])('big-endian %s are swapped', (_, of, before, after) => {
  const data = Uint8Array.from(before);
  expect(toNativeOrder({ dtype: of, data })).toEqual({
    dtype: { ...of, byteOrder: '<' },
    data: Uint8Array.from(after),
  });
  expect([...data]).toEqual(before);
});

test('a structured dtype is swapped when all of its fields are big-endian, and only then', () => {
  const fields = [field('a', dtype('i', 2), 0), field('b', dtype('f', 4), 3)];
  const whole: PyDType = { ...dtype('V', 7, '|'), fields };
  const data = Uint8Array.of(1, 2, 99, 3, 4, 5, 6);
  const swapped = toNativeOrder({ dtype: whole, data });
  expect([...swapped.data]).toEqual([2, 1, 99, 6, 5, 4, 3]);
  expect(swapped.dtype.fields!.map((one) => one.dtype.byteOrder)).toEqual(['<', '<']);
  const mixed: PyDType = { ...whole, fields: [fields[0]!, field('c', dtype('u', 1, '|'), 2)] };
  expect(toNativeOrder({ dtype: mixed, data })).toEqual({ dtype: mixed, data });
});

test("what is the machine's own stays the same memory", () => {
  const data = new Uint8Array(8);
  expect(toNativeOrder({ dtype: dtype('f', 8, '<'), data }).data).toBe(data);
});
