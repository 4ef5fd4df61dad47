import { pyByteArray, pyBytes, pyDict, pyGlobal, pyList, pySet, pyTuple, type PyValue } from '@brine/core';
import { expect, test } from 'vitest';
import { digest, written } from '../../test/written.js';
import { dumpPickle } from './dump.js';

const expected = written<Record<string, Record<number, [number, string]>>>('frames.json');

const count = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const z = (n: number) => new Uint8Array(n).fill(0x7a);
const text = (words: string) => pyBytes(new TextEncoder().encode(words));

/** The values of `frames` in tools/fixtures/codec-pickle-write.py, by their names; `#` is a number. */
const VALUES: Readonly<Record<string, (n: number) => PyValue>> = {
  'list of #': (n) => pyList(count(n, BigInt)),
  'dict of #': (n) => pyDict(count(n, (i): PyValue[] => [BigInt(i), null]).flat()),
  'set of #': (n) => pySet(count(n, BigInt)),
  'floats #': (n) => pyList(Float64Array.from(count(n, (i) => i / 4))),
  'text of #': (n) => pyList(['before', 'é'.repeat(n / 2), 'after']),
  'bytes of #': (n) => pyList(['before', pyBytes(z(n)), 'after']),
  'bytes of # alone': (n) => pyBytes(z(n)),
  'bytearray of #': (n) => pyList([pyByteArray(z(n)), null]),
  'frame of #': (n) => pyList([pyBytes(z(n)), text('after'), text('more')]),
  'many strings': () => pyList(count(9000, (i) => `text number ${i}`)),
  'many tuples': () => pyList(count(5000, (i) => pyTuple([BigInt(i), pyTuple([BigInt(i), String(i)])]))),
  deep: () => {
    let value: PyValue = null;
    for (let level = 0; level < 400; level++) {
      value = level % 3 === 0 ? pyList([value]) : level % 3 === 1 ? pyTuple([value]) : pyDict(['deep', value]);
    }
    return value;
  },
  'large array': () => ({
    kind: 'ndarray',
    class: pyGlobal('numpy', 'ndarray'),
    dtype: { kind: 'dtype', type: 'f', byteOrder: '<', itemsize: 8 },
    shape: [30000],
    order: 'C',
    data: new Uint8Array(Float64Array.from(count(30000, (i) => i)).buffer),
  }),
};

test.each(Object.keys(expected))('%s, as Python frames and batches it', (name) => {
  const number = /\d+/.exec(name)?.[0];
  const value = VALUES[number === undefined ? name : name.replace(number, '#')]!(Number(number));
  for (const [protocol, sha256] of Object.entries(expected[name]!)) {
    expect(digest(dumpPickle(value, { protocol: Number(protocol), numpy: 2 })), `protocol ${protocol}`).toEqual(sha256);
  }
});

test('a list of ints is written the same packed and not', () => {
  const numbers = [
    0n,
    255n,
    65536n,
    -1n,
    2n ** 31n,
    -(2n ** 31n),
    -(2n ** 31n) - 1n,
    2n ** 40n,
    -(2n ** 63n),
    2n ** 63n - 1n,
  ];
  for (const protocol of [0, 1, 2, 4]) {
    expect(dumpPickle(pyList(BigInt64Array.from(numbers)), { protocol })).toEqual(
      dumpPickle(pyList(numbers), { protocol }),
    );
  }
});
