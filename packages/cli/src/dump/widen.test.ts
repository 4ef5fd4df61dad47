import type { DType } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { fixture, json } from '../../test/io.js';
import { widened } from './widen.js';

const { small } = json(fixture('expected.json')) as { small: Record<string, { bits: number[]; values: unknown[] }> };

const pack4 = (bits: number[]) =>
  Uint8Array.from({ length: bits.length / 2 }, (_, i) => bits[2 * i]! | (bits[2 * i + 1]! << 4));

describe('every value of the small float types', () => {
  it.each(Object.entries(small))('%s', (name, { bits, values }) => {
    const data =
      name === 'bfloat16' ? new Uint16Array(bits) : name.startsWith('float4') ? pack4(bits) : new Uint8Array(bits);
    const wide = widened({ dtype: name as DType, shape: [bits.length], data });
    expect(wide.dtype).toBe('float32');
    expect(Array.from(wide.data as Float32Array, (x) => (Number.isFinite(x) ? x : String(x)))).toEqual(values);
  });
});

describe('packed integers', () => {
  it.each([
    ['int4', [3], [0xf8, 0x07], [-8, -1, 7]],
    ['uint4', [3], [0xf8, 0x07], [8, 15, 7]],
    ['int2', [5], [0b11100100, 0b10], [0, 1, -2, -1, -2]],
    ['uint2', [4], [0b11100100], [0, 1, 2, 3]],
  ] as const)('%s', (dtype, shape, bytes, values) => {
    expect([...widened({ dtype, shape, data: new Uint8Array(bytes) }).data]).toEqual(values);
  });
});
