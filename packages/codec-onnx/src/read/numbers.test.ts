import { describe, expect, it } from 'vitest';
import { packNumbers, runOfNumbers } from '../write/numbers.js';
import { joinLists, readPacked, readRun, type NumberList, type NumberType } from './numbers.js';

const LISTS: [NumberType, NumberList][] = [
  [
    'int64',
    BigInt64Array.of(
      0n,
      1n,
      -1n,
      127n,
      128n,
      16383n,
      16384n,
      2n ** 31n,
      -(2n ** 31n),
      2n ** 35n,
      2n ** 63n - 1n,
      -(2n ** 63n),
    ),
  ],
  ['uint64', BigUint64Array.of(0n, 1n, 2n ** 28n, 2n ** 32n, 2n ** 56n, 2n ** 63n, 2n ** 64n - 1n)],
  ['int32', Int32Array.of(0, 1, -1, 300, 2 ** 28, 2 ** 31 - 1, -(2 ** 31))],
  ['float', Float32Array.of(0, -0, 0.5, Infinity, NaN, 1e-45)],
  ['double', Float64Array.of(0, -0, 0.1, -Infinity, NaN, 5e-324)],
];

describe('lists of numbers', () => {
  it.each(LISTS)('%s: packed, at any alignment', (type, list) => {
    const packed = packNumbers(list);
    for (let shift = 0; shift < 8; shift++) {
      const bytes = new Uint8Array(packed.length + shift + 1);
      bytes.set(packed, shift);
      expect(readPacked(bytes, shift, shift + packed.length, type)).toEqual(list);
    }
  });

  it.each(LISTS)('%s: one field each, up to where another begins', (type, list) => {
    const tag = Uint8Array.of(0xa5, 0x01);
    const run = runOfNumbers(list, tag);
    const bytes = Uint8Array.from([9, ...run, 8, 8]);
    expect(readRun(bytes, 1, bytes.length, 2, type)).toEqual({ list, end: 1 + run.length });
  });

  it('writes what protobuf writes', () => {
    // google.protobuf: encoding of int32 -1 and int64 150
    expect(packNumbers(Int32Array.of(-1))).toEqual(Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 255, 1));
    expect(packNumbers(BigInt64Array.of(150n))).toEqual(Uint8Array.of(0x96, 0x01));
  });

  it('takes numbers that need ten bytes each', () => {
    const list = new BigInt64Array(1000).fill(-1n);
    const packed = packNumbers(list);
    expect(packed.length).toBe(10_000);
    expect(readPacked(packed, 0, packed.length, 'int64')).toEqual(list);
  });

  it('refuses a number of more than ten bytes, and one that is cut', () => {
    const long = Uint8Array.of(1, ...new Array<number>(10).fill(0x80), 0);
    expect(() => readPacked(long, 0, long.length, 'int64')).toThrow(expect.objectContaining({ offset: 1 }) as Error);
    expect(() => readPacked(Uint8Array.of(1, 0x80), 0, 2, 'int64')).toThrow('runs past the end');
    expect(() => readRun(Uint8Array.of(8, 1, 8, 0x80), 0, 4, 1, 'int64')).toThrow('runs past the end');
  });

  it('joins lists that come in pieces', () => {
    expect(joinLists('float', Float32Array.of(1, 2), Float32Array.of(3))).toEqual(Float32Array.of(1, 2, 3));
    expect(joinLists('int64', Int32Array.of(1, -2), Int32Array.of(3))).toEqual(Int32Array.of(1, -2, 3));
    expect(joinLists('int64', Int32Array.of(1, -2), BigInt64Array.of(3n))).toEqual(BigInt64Array.of(1n, -2n, 3n));
    expect(joinLists('int64', BigInt64Array.of(3n), Int32Array.of(-1))).toEqual(BigInt64Array.of(3n, -1n));
  });

  it.each([
    ['the least and the most of 32 bits', [-(2n ** 31n), -1n, 0n, 127n, 128n, 2n ** 31n - 1n], Int32Array],
    ['one more', [0n, 2n ** 31n], BigInt64Array],
    ['one less', [0n, -(2n ** 31n) - 1n], BigInt64Array],
    ['zeros below a large one', [2n ** 32n], BigInt64Array],
    ['the least of 64 bits', [-(2n ** 63n)], BigInt64Array],
    ['none', [], Int32Array],
  ])('are narrow where all of a list fit: %s', (_, numbers, List) => {
    const list = BigInt64Array.from(numbers);
    const narrow = List === Int32Array ? Int32Array.from(numbers, Number) : list;
    const packed = packNumbers(list);
    expect(readPacked(packed, 0, packed.length, 'int64', true)).toEqual(narrow);
    expect(packNumbers(narrow)).toEqual(packed);
    const tag = Uint8Array.of(0x40);
    const run = runOfNumbers(list, tag);
    expect(runOfNumbers(narrow, tag)).toEqual(run);
    if (numbers.length > 0)
      expect(readRun(run, 0, run.length, 1, 'int64', true)).toEqual({ list: narrow, end: run.length });
  });
});
