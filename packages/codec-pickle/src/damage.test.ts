/** Damaged files: whatever is done to one, what comes out is a value or a CodecError. */

import { DEFAULT_LIMITS, isCodecError } from '@brine/core';
import { mutations } from '@brine/codec-testkit';
import { describe, expect, test } from 'vitest';
import { fixture } from '../test/fixtures.js';
import { Loader } from './inspect/load.js';
import { treeOf } from './inspect/tree.js';

const FILES = [
  'buffers.p5.pkl',
  'numpy.p2.pkl',
  'numpy.p4.pkl',
  'numpy.p5.pkl',
  'one-pickler.p4.pkl',
  'python2.pkl',
  'several.p4.pkl',
  'sklearn.p2.pkl',
  'sklearn.p5.pkl',
  'standard.p4.pkl',
];

/** @returns what was thrown, when it is no CodecError that a reader can act on */
function failure(bytes: Uint8Array): unknown {
  try {
    const file = Loader.of(bytes, { codec: 'pickle', limits: DEFAULT_LIMITS, options: { encoding: 'latin1' } });
    file.all();
    treeOf(file.first, 5);
    return undefined;
  } catch (error) {
    return isCodecError(error) && error.fault !== 'bug' && error.hint !== undefined ? undefined : error;
  }
}

describe.each(FILES)('%s', (name) => {
  const whole = fixture(name);

  test('cut anywhere', () => {
    for (let length = 0; length < whole.length; length++) {
      expect(failure(whole.subarray(0, length)), `cut to ${length} bytes`).toBeUndefined();
    }
  }, 120_000);

  test('changed in 200 ways', () => {
    for (const { how, bytes } of mutations(whole, 200, 20)) expect(failure(bytes), how).toBeUndefined();
  }, 120_000);
});
