import { MISSING_TEXT, NAN_TEXT } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { plainClasses, prediction } from './prediction.js';

describe('toArray', () => {
  it.each([
    [
      'float64',
      [2, 2],
      new Float64Array([1, 2, 3, NaN]),
      [
        [1, 2],
        [3, NaN],
      ],
    ],
    ['int64', [3], new BigInt64Array([1n, -(2n ** 53n), 2n ** 53n - 1n]), [1, -(2n ** 53n), 2 ** 53 - 1]],
    ['bool', [2], new Uint8Array([1, 0]), [true, false]],
    ['float16', [1], new Uint16Array([0x3c00]), [1]],
    ['bfloat16', [1], new Uint16Array([0x3f80]), [1]],
    ['str', [1, 4], ['a', 'b', MISSING_TEXT, NAN_TEXT], [['a', 'b', null, NaN]]],
    ['float32', [], new Float32Array([0.5]), 0.5],
    ['float32', [2, 0], new Float32Array(0), [[], []]],
  ] as const)('of %s %j', (dtype, shape, data, expected) => {
    expect(prediction({ dtype, shape, data }).toArray()).toEqual(expected);
  });
});

describe('classes', () => {
  it('are plain labels, a list a target', () => {
    expect(plainClasses(['a', 1n, true, 0.5, 2n ** 53n])).toEqual([['a', 1, true, 0.5, 2n ** 53n]]);
    expect(plainClasses([[0n, 1n], ['x']])).toEqual([[0, 1], ['x']]);
  });
});
