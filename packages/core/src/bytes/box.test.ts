import { expect, test } from 'vitest';
import type { ByteSource } from '../contract/bytes.js';
import { boxShape, readBox } from './box.js';
import { fromBytes } from './memory.js';

/** Bytes 0, 1, 2, ... with the ranges read. */
function counted(size: number): { source: ByteSource; reads: [number, number][] } {
  const reads: [number, number][] = [];
  const memory = fromBytes(Uint8Array.from({ length: size }, (_, i) => i % 251));
  return {
    reads,
    source: {
      size,
      read(offset, length) {
        reads.push([offset, length]);
        return memory.read(offset, length);
      },
    },
  };
}

test('a box is its elements in C order', async () => {
  const array = { offset: 5, itemBytes: 2, shape: [3, 4, 5] };
  const { source } = counted(200);
  for (const selection of [
    [],
    [[1, 3]],
    [
      [0, 3],
      [1, 3],
    ],
    [
      [0, 3],
      [0, 4],
      [2, 4],
    ],
    [
      [2, 3],
      [3, 4],
      [4, 5],
    ],
  ] as [number, number][][]) {
    const box = [0, 1, 2].map((axis) => selection[axis] ?? [0, array.shape[axis]!]);
    const expected: number[] = [];
    for (let i = box[0]![0]!; i < box[0]![1]!; i++)
      for (let j = box[1]![0]!; j < box[1]![1]!; j++)
        for (let k = box[2]![0]!; k < box[2]![1]!; k++)
          for (let b = 0; b < 2; b++) expected.push((5 + ((i * 4 + j) * 5 + k) * 2 + b) % 251);
    expect([...(await readBox(source, array, selection))], JSON.stringify(selection)).toEqual(expected);
  }
});

test('scalars and empty boxes', async () => {
  const { source, reads } = counted(100);
  expect(await readBox(source, { offset: 7, itemBytes: 4, shape: [] })).toEqual(Uint8Array.of(7, 8, 9, 10));
  expect((await readBox(source, { offset: 0, itemBytes: 4, shape: [3, 0] })).length).toBe(0);
  expect((await readBox(source, { offset: 0, itemBytes: 4, shape: [3, 2] }, [[1, 1]])).length).toBe(0);
  expect(reads).toEqual([[7, 4]]);
});

test('near runs are read together, far ones apart', async () => {
  const near = counted(10_000);
  await readBox(near.source, { offset: 0, itemBytes: 1, shape: [100, 100] }, [
    [0, 100],
    [10, 20],
  ]);
  expect(near.reads).toEqual([[10, 9910]]);
  const far = counted(1_000_000);
  await readBox(far.source, { offset: 0, itemBytes: 1, shape: [4, 250_000] }, [
    [1, 3],
    [10, 20],
  ]);
  expect(far.reads).toEqual([
    [250_010, 10],
    [500_010, 10],
  ]);
});

test('a box outside of the array is refused', () => {
  for (const selection of [
    [[0, 4]],
    [[2, 1]],
    [[-1, 1]],
    [[0.5, 1]],
    [
      [0, 1],
      [0, 1],
      [0, 1],
    ],
  ] as [number, number][][]) {
    expect(() => boxShape([3, 4], selection)).toThrow(
      expect.objectContaining({ code: 'BRINE-CORE-SELECTION', fault: 'option' }),
    );
  }
});
