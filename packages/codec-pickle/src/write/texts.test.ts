import { pyList } from '@brine/core';
import { describe, expect, test } from 'vitest';
import { dumpPickle } from './dump.js';
import { Texts } from './texts.js';

/** Numbers as a Map gives them. */
function expected(texts: readonly string[]): number[] {
  const numbers = new Map<string, number>();
  return texts.map((text, i) => {
    const known = numbers.get(text) ?? -1;
    if (known < 0) numbers.set(text, i);
    return known;
  });
}

function shared(texts: readonly string[]): number[] {
  const table = new Texts();
  return texts.map((text, i) => table.share(text, i));
}

describe('strings in the memo', () => {
  test.each([
    ['numbered, through many growths', Array.from({ length: 50_000 }, (_, i) => `name ${i % 30_000}`)],
    [
      'of all characters, equal beginnings and lengths',
      Array.from({ length: 5000 }, (_, i) => `é${i % 7}\ud800\u{1f600}${i % 999}`),
    ],
    ['empty and of one character', ['', 'a', '', 'b', 'a', '\0', '\0', '']],
    ['made anew each time', ['ab', ['a', 'b'].join(''), 'abc'.slice(0, 2)]],
  ])('%s', (_, texts) => {
    expect(shared(texts)).toEqual(expected(texts));
  });

  test('long ones are not looked up', () => {
    const [longest, longer] = ['x'.repeat(256), 'x'.repeat(257)];
    expect(shared([longest, longer, longest, longer])).toEqual([-1, -1, 0, -1]);
  });

  test('made to collide are written in a time that does not grow with them', () => {
    const [a, b] = collision();
    // 16,384 strings of 256 characters and one hash.
    const texts = Array.from({ length: 2 ** 14 }, (_, i) =>
      Array.from({ length: 128 }, (_, k) => ((i >> (k % 14)) & 1 ? a : b)).join(''),
    );
    expect(new Set(texts).size).toBe(texts.length);
    expect(shared([...texts, ...texts]).filter((number) => number >= 0)).toHaveLength(32);
    const start = performance.now();
    dumpPickle(pyList([...texts, ...texts]));
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

/** Two strings of two characters that end in one state of the hash, whatever went before. */
function collision(): readonly [string, string] {
  const factor = 0x9e3779b1;
  for (let step = 1; step <= 0xffff; step++) {
    const change = Math.imul(step, factor);
    if (Math.abs(change) > 0xffff) continue;
    const from = Math.max(change, 0);
    return [String.fromCharCode(0, from), String.fromCharCode(step, from - change)];
  }
  throw new Error('there is none');
}
