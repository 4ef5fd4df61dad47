import { expect, test } from 'vitest';
import { Memo } from './memo.js';

test('keys in any order', () => {
  const memo = new Memo<number>();
  const keys = [0, 1, 2, 5000, 3, 2 ** 32 - 1, 1023, 1024, 4, 2 ** 31, 5, 11, 6, 7, 8, 9, 10, 12];
  keys.forEach((key, i) => memo.set(key, i));
  expect(memo.count).toBe(keys.length);
  for (const [i, key] of keys.entries()) expect(memo.get(key)).toBe(i);
  for (const key of [13, 500, 1025, 4999, 2 ** 31 + 1, 2 ** 40]) expect(memo.get(key)).toBeUndefined();
  keys.forEach((key) => memo.set(key, -key));
  expect(memo.count).toBe(keys.length);
  for (const key of keys) expect(memo.get(key)).toBe(-key);
});

test('a million keys in order, then those that were passed over', () => {
  const memo = new Memo<number>();
  for (let key = 0; key < 1_000_000; key++) if (key % 7 !== 3) memo.set(key, key);
  for (let key = 3; key < 1_000_000; key += 7) memo.set(key, key);
  expect(memo.count).toBe(1_000_000);
  expect([0, 3, 999_999].map((key) => memo.get(key))).toEqual([0, 3, 999_999]);
});

test('null is a value', () => {
  const memo = new Memo<null>();
  memo.set(0, null);
  expect([memo.get(0), memo.count]).toEqual([null, 1]);
});

test('a deferred value is made once, when it is asked for', () => {
  const memo = new Memo<object>();
  let made = 0;
  const make = () => ({ made: ++made });
  memo.defer(0, make);
  memo.defer(1, make);
  memo.defer(9000, make);
  expect([memo.count, made]).toEqual([3, 0]);
  expect(memo.get(1)).toBe(memo.get(1));
  expect(memo.get(9000)).toBe(memo.get(9000));
  memo.set(0, { made: 0 });
  expect([memo.get(0), memo.count, made]).toEqual([{ made: 0 }, 3, 2]);
});
