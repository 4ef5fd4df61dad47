/** Damaged files: whatever is done to one, what comes out is a value or a CodecError. */

import { DEFAULT_LIMITS, isCodecError } from '@brine/core';
import { mutations } from '@brine/codec-testkit';
import { describe, expect, test } from 'vitest';
import { fixture } from '../test/fixtures.js';
import { Loader } from './inspect/load.js';
import { treeOf } from './inspect/tree.js';

/** Real files of 2 to 20 KB, written by Python, numpy and scikit-learn. */
const FILES = [
  'numpy.p2.pkl',
  'numpy.p4.pkl',
  'numpy.p5.pkl',
  'sklearn.p2.pkl',
  'sklearn.p5.pkl',
  'standard.p1.pkl',
  'standard.p2.pkl',
  'standard.p3.pkl',
  'standard.p4.pkl',
  'standard.p5.pkl',
];

/** Of what the others have not; protocol 0 is text, and slow: it is cut at fewer places. */
const MORE = ['numpy.p0.pkl', 'buffers.p5.pkl', 'one-pickler.p4.pkl', 'python2.pkl', 'several.p4.pkl'];

/** Damaged copies of each: `BRINE_MUTATIONS=100000` makes more. */
const MUTATIONS = Number(process.env['BRINE_MUTATIONS'] ?? 2000);

/** What a damaged file of 20 KB may ask for at most, and for how long. */
const LIMITS = { ...DEFAULT_LIMITS, bytes: 1 << 26, items: 1e6, memo: 1e6 };
const PATIENCE = 5000;

/** @returns what was thrown, when it is no CodecError that a reader can act on */
function failure(bytes: Uint8Array): unknown {
  const start = performance.now();
  try {
    const file = Loader.of(bytes, { codec: 'pickle', limits: LIMITS, options: { encoding: 'latin1' } });
    file.all();
    treeOf(file.first, 5);
  } catch (error) {
    const isRefusal =
      isCodecError(error) && error.fault !== 'bug' && error.hint !== undefined && error.at.offset !== undefined;
    if (!isRefusal) return error;
  }
  const time = performance.now() - start;
  return time < PATIENCE ? undefined : `it took ${time} ms`;
}

describe.each([...FILES, ...MORE])('%s', (name) => {
  const whole = fixture(name);

  test('cut anywhere', () => {
    const step = name.includes('.p0') ? 41 : 1;
    for (let length = 0; length < whole.length; length += step) {
      const wrong = failure(whole.subarray(0, length));
      if (wrong !== undefined) expect(wrong, `cut to ${length} bytes`).toBeUndefined();
    }
  }, 120_000);

  test(
    `changed in ${MUTATIONS} ways`,
    () => {
      for (const { how, bytes } of mutations(whole, MUTATIONS, 20)) {
        const wrong = failure(bytes);
        if (wrong !== undefined) expect(wrong, how).toBeUndefined();
      }
    },
    MUTATIONS * 60,
  );
});
