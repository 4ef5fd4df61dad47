import { describe, expect, it } from 'vitest';
import { fixture, NAMES } from '../test/fixtures.js';
import { sniff } from './sniff.js';

const probe = (bytes: Uint8Array, head = 4096, tail = 1024) =>
  sniff({ head: bytes.subarray(0, head), tail: bytes.subarray(Math.max(0, bytes.length - tail)), size: bytes.length });
const text = (value: string) => new TextEncoder().encode(value);

describe('sniff', () => {
  it.each(NAMES.filter((name) => name !== 'everything'))('is certain of %s', (name) => {
    expect(probe(fixture(`${name}.onnx`))).toBe('certain');
  });

  it('does not know a model with fields of a version to come', () => {
    expect(probe(fixture('everything.onnx'))).toBeUndefined();
  });

  it('sees the graph through a small window, and the rest behind it', () => {
    const bytes = fixture('dtypes_raw.onnx');
    expect(probe(bytes, 64, 64)).toBe('certain');
    expect(probe(bytes, 64, 2)).toBe('likely');
    expect(probe(bytes, 4, 2)).toBe('possible');
  });

  it('is sure of none that ends within its graph', () => {
    const bytes = fixture('trees.onnx');
    // Behind the graph: two opsets, of 6 and 16 bytes.
    for (let length = 0; length < bytes.length - 22; length++) {
      expect(probe(bytes.subarray(0, length))).not.toBe('certain');
    }
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['a pickle', Uint8Array.of(0x80, 4, 0x95, 0, 0)],
    ['JSON', text('{"a": 1}')],
    ['HDF5', Uint8Array.of(0x89, 0x48, 0x44, 0x46, 13, 10, 26, 10)],
    ['a zip', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0)],
    ['a protobuf of another kind', Uint8Array.of(8, 1, 18, 1, 65, 26, 1, 66)],
    ['an IR version that is none', Uint8Array.of(8, 0, 58, 0)],
    ['an IR version far off', Uint8Array.of(8, 65, 58, 0)],
    ['a graph of which the first field is none', Uint8Array.of(8, 8, 58, 2, 31, 1)],
    ['a graph beyond the end', Uint8Array.of(8, 8, 58, 100, 10, 2)],
    ['a varint without end', Uint8Array.of(8, ...new Array<number>(20).fill(255))],
  ])('is not %s', (_, bytes) => {
    expect(probe(bytes)).toBeUndefined();
  });

  it('is certain of no noise', () => {
    let state = 1;
    const random = () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 24;
    for (let round = 0; round < 20_000; round++) {
      const bytes = Uint8Array.from({ length: 40 }, random);
      // The best chance that noise has.
      if (round % 2) bytes.set([8, 8, 58]);
      expect(probe(bytes)).not.toBe('certain');
    }
  });
});
