import { pyList, pyTuple } from '@brine/core';
import { expect, test } from 'vitest';
import { difference } from './difference.js';

test('equal things have none', () => {
  const shared = pyList([1n, 2, 'a']);
  const cyclic = pyList([shared, shared]);
  (cyclic.items as unknown[]).push(cyclic);
  expect(difference(cyclic, structuredClone(cyclic))).toBeUndefined();
  expect(difference({ a: undefined, b: NaN }, { b: NaN })).toBeUndefined();
  expect(difference({ a: Float64Array.of(-0), f: () => 1 }, { a: Float64Array.of(-0), f: () => 2 })).toBeUndefined();
  expect(difference({ offset: 1 }, { offset: 2 }, new Set(['offset']))).toBeUndefined();
});

test.each<[string, unknown, unknown, RegExp]>([
  ['an int and a float', [1n], [1], /^\.0: 1n and 1$/],
  ['zero and minus zero', 0, -0, /the whole/],
  ['bytes', Float64Array.of(0), Float64Array.of(-0), /bytes differ/],
  ['types of arrays', Uint8Array.of(1), Int8Array.of(1), /Uint8Array and Int8Array/],
  ['a list and a tuple', pyList([]), pyTuple([]), /kind/],
  ['lengths', [1, 2], [1], /0, 1 and 0/],
  ['names', { a: 1 }, { b: 1 }, /only in one/],
  ['maps', new Map([['a', 1]]), new Map([['a', 2]]), /^\.a: 1 and 2$/],
])('%s differ', (_, a, b, message) => {
  expect(difference(a, b)).toMatch(message);
});

test('what is shared in one must be shared in the other', () => {
  const item = pyList([]);
  expect(difference([item, item], [pyList([]), pyList([])])).toMatch(/shared/);
  expect(difference([pyList([]), pyList([])], [item, item])).toMatch(/shared/);
});

test('depth is no matter', () => {
  const nested = (depth: number) => {
    let value: unknown = 1;
    for (let i = 0; i < depth; i++) value = [value];
    return value;
  };
  expect(difference(nested(200_000), nested(200_000))).toBeUndefined();
});
