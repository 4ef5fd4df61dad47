/** The fuzzer's first minute, with fixed seeds; `npm run fuzz -- --minutes N` goes on. */

import { describe, expect, it } from 'vitest';
import { pyBytes, pyDict, pyList, pySet, pyTuple } from '@brine/core';
import { withPython } from '../interop/python.ts';
import { canonical, textOf, TooLarge } from './canonical.ts';
import { fuzz } from './fuzz.ts';

/** Seconds that it takes together with the others, on a slow machine. */
const SECONDS = 50;

withPython({ describe }, 'random pickles', [], (python) => {
  it(
    'are read as CPython reads them, and refused where it refuses',
    () => {
      const { cases, read, refused, disputed, reread, differences } = fuzz(python.path, 1, SECONDS * 1000);
      console.log(
        `${cases} random pickles: ${read} read, ${refused} refused, ${disputed} disputed among the unpicklers of CPython; ` +
          `${reread} written again and read by CPython`,
      );
      expect(differences).toEqual([]);
      // What is made is worth reading, and worth refusing.
      expect(read).toBeGreaterThan(cases / 2);
      expect(refused).toBeGreaterThan(cases / 20);
      expect(reread).toBeGreaterThan(cases / 3);
    },
    (SECONDS + 120) * 1000,
  );
});

describe('the canonical form', () => {
  it('keeps kinds and sharing apart', () => {
    const list = pyList([1n]);
    expect(canonical(pyTuple([list, list]))).toEqual(['t', ['l', 0, ['i', '0x1']], ['ref', 0]]);
    const kinds = [1n, 1, true, '1', pyBytes(Uint8Array.of(0x31)), pyTuple([1n]), pyList([1n]), pySet([1n])];
    expect(new Set(kinds.map((value) => textOf(canonical(value)))).size).toBe(kinds.length);
    expect(textOf(canonical(-0))).not.toBe(textOf(canonical(0)));
  });

  it('has no order in sets, and one in dicts', () => {
    const of = (...items: bigint[]) => textOf(canonical(pySet(items)));
    expect(of(1n, 2n, 10n)).toBe(of(10n, 1n, 2n));
    expect(textOf(canonical(pyDict([1n, null, 2n, null])))).not.toBe(textOf(canonical(pyDict([2n, null, 1n, null]))));
  });

  it('is bounded', () => {
    expect(() => canonical(pyList(Array.from({ length: 6000 }, () => null)))).toThrow(TooLarge);
  });
});
