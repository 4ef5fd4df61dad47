import { isKind, type PyValue } from '@brine/core';
import { describe, expect, test } from 'vitest';
import { little, stream } from '../../test/assemble.js';
import { load } from '../../test/fixtures.js';

const ints = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => [0x4a, ...little(from + i, 4)]).flat();
const floats = (count: number) => Array.from({ length: count }, () => [0x47, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0]).flat();

function items(...parts: Parameters<typeof stream>): PyValue[] | Float64Array | BigInt64Array {
  const list = load(stream(']', ...parts, '.')).first;
  if (!isKind(list, 'list')) throw new Error('no list');
  return list.items;
}

describe('long lists of numbers', () => {
  test('floats are held in a Float64Array, batch after batch', () => {
    const held = items('(', floats(1000), 'e(', floats(1000), 'e(', floats(3), 'e', floats(1), 'a');
    expect(held).toBeInstanceOf(Float64Array);
    expect([held.length, held[2003]]).toEqual([2004, 1]);
  });

  test('ints of 64 bits in a BigInt64Array', () => {
    const edges = [
      0x8a, 8, 255, 255, 255, 255, 255, 255, 255, 127, 0x8a, 8, 0, 0, 0, 0, 0, 0, 0, 128, 0x8a, 1, 255, 0x8a, 5, 0, 0,
      0, 0, 1,
    ];
    const held = items('(', ints(100, -50), edges, 'K\xffM\xff\xffe(', ints(5), 'e');
    expect(held).toBeInstanceOf(BigInt64Array);
    expect([held.length, ...held.slice(98, 107)]).toEqual([
      111,
      48n,
      49n,
      2n ** 63n - 1n,
      -(2n ** 63n),
      -1n,
      2n ** 32n,
      255n,
      65535n,
      0n,
    ]);
  });

  test.each<[string, number[], PyValue]>([
    ['a float after ints', [...ints(1), ...floats(1)], 1],
    ['None', [0x4e], null],
    ['True, which is no int here', [0x88], true],
    ['an int of more bits', [0x8a, 9, 0, 0, 0, 0, 0, 0, 0, 0, 1], 2n ** 64n],
  ])('%s makes it a plain list', (_, last, value) => {
    const held = items('(', ints(1000), 'e(', last, 'e');
    expect(Array.isArray(held)).toBe(true);
    expect([held[0], held[999], held.at(-1)]).toEqual([0n, 999n, value]);
  });

  test('a run of the other kind, too', () => {
    const held = items('(', ints(100), 'e(', floats(100), 'e');
    expect([Array.isArray(held), held.length, held[99], held[100]]).toEqual([true, 200, 99n, 1]);
  });

  test('a short list is plain', () => {
    expect(items('(', ints(10), 'e')).toEqual(Array.from({ length: 10 }, (_, i) => BigInt(i)));
  });

  test('numbers that are no list are what they are', () => {
    expect(load(stream('(', ints(100), 't.')).first).toMatchObject({ kind: 'tuple', items: { length: 100 } });
    expect(load(stream('K\x05(', ints(100), 't.')).first).toMatchObject({ kind: 'tuple' });
    const object = load(stream('cm\nC\n)R(', ints(100), 'e.')).first;
    expect(object).toMatchObject({ kind: 'object', items: { length: 100 } });
  });

  test('two lists never share their numbers', () => {
    const value = load(stream('(](', ints(100), 'e](', ints(100), 'el.')).first as {
      items: { items: BigInt64Array }[];
    };
    value.items[0]!.items[0] = 7n;
    expect(value.items[1]!.items[0]).toBe(0n);
  });
});
