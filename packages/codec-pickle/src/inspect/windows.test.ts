/** Files that are read window by window: what is not read, and that it is the same as from memory. */

import {
  bytesOf,
  fromBytes,
  isKind,
  pyBytes,
  pyDict,
  type ByteRange,
  type ByteSource,
  type Limits,
  type NumericData,
  type PyNdArray,
  type PyValue,
} from '@brine/core';
import { createHost } from '@brine/core/host';
import { bytesRead, difference, watchedSource } from '@brine/codec-testkit';
import { describe, expect, test } from 'vitest';
import { stream } from '../../test/assemble.js';
import { dump, dumpPickle, py } from '../write/index.js';
import { pickleDocument } from './document.js';

const host = createHost([]);

const open = (source: ByteSource, limits: Partial<Limits> = {}) =>
  pickleDocument({ format: 'pickle', source, context: host.context({ limits }), options: { encoding: 'latin1' } });

/** Arrays of 1.2 MB with other things between them. */
const LENGTH = 150_000;
const array = (seed: number) => Float64Array.from({ length: LENGTH }, (_, i) => Math.sin(i + seed));

const value = () => ({
  first: array(1),
  text: 'some text',
  fortran: py.ndarray(array(2), { shape: [300, 500], order: 'F' }),
  square: py.ndarray(array(3), { shape: [300, 500] }),
  big: py.ndarray(array(4), { dtype: '>f8' }),
  list: [1n, 2.5, 'x', array(5)],
  bytes: new Uint8Array(10),
  same: array(6),
  again: array(7),
  small: new Int32Array([1, 2, 3]),
});

async function contents(document: Awaited<ReturnType<typeof open>>) {
  const inspection = await document.inspect();
  const tensors = [];
  for (const { read, ...about } of await document.tensors!()) {
    const whole = await read();
    tensors.push({ ...about, hash: hashOf(whole.data as NumericData) });
    if (about.shape.length < 2) continue;
    const part = await read([
      [7, 11],
      [3, 400],
    ]);
    tensors.push({ shape: part.shape, hash: hashOf(part.data as NumericData) });
  }
  return { inspection, tensors };
}

/** FNV-1a: a difference tells that there is one, which is all that is asked. */
function hashOf(data: NumericData): number {
  return bytesOf(data).reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5);
}

/** A source as HTTP has it, with the ranges of each request. */
function remote(bytes: Uint8Array): { source: ByteSource; requests: ByteRange[][] } {
  const requests: ByteRange[][] = [];
  const memory = fromBytes(bytes);
  const readRanges = async (ranges: readonly ByteRange[]) => {
    requests.push([...ranges]);
    return Promise.all(ranges.map(async ({ offset, length }) => (await memory.read(offset, length)).slice()));
  };
  return {
    requests,
    source: {
      size: bytes.length,
      readRanges,
      read: async (o, length) => (await readRanges([{ offset: o, length }]))[0]!,
    },
  };
}

describe.each([2, 3, 4, 5] as const)('protocol %i', (protocol) => {
  const bytes = dump(value(), { protocol });

  test('a tensor is the same as from memory, and the outline takes few bytes', async () => {
    const source = watchedSource(bytes, 'model.pkl');
    const document = await open(source);
    await document.inspect();
    expect(bytesRead(source)).toBeLessThan(120_000);
    const fromMemory = await contents(await open(fromBytes(bytes)));
    expect(difference(await contents(document), fromMemory)).toBeUndefined();
  });

  test('the value is whole', async () => {
    const document = await open(watchedSource(bytes, 'model.pkl'));
    const whole = await (await open(fromBytes(bytes))).value!();
    expect(difference(await document.value!(), whole)).toBeUndefined();
    expect(difference(await document.values!(), [whole])).toBeUndefined();
  });

  test('a box of a tensor reads its rows', async () => {
    const source = watchedSource(bytes, 'model.pkl');
    const square = (await (await open(source)).tensors!()).find(({ name }) => name === '["square"]')!;
    const before = bytesRead(source);
    await square.read([[10, 12]]);
    // Text that is bytes in latin-1 cannot be cut.
    expect(bytesRead(source) - before).toBeLessThan(protocol === 2 ? 3_000_000 : 2 * 500 * 8 + 1);
  });

  test('a source of costly requests is asked seldom', async () => {
    const layers = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`layer${i}.weight`, array(0)]));
    const { source, requests } = remote(dump(layers, { protocol }));
    const { tensors } = await (await open(source)).inspect();
    expect(tensors).toHaveLength(40);
    expect(requests.length).toBeLessThanOrEqual(6);
    expect(requests.flat().reduce((sum, { length }) => sum + length, 0)).toBeLessThan(400_000);
  });
});

test('a file without large arrays is read once, and its outline is the value', async () => {
  const bytes = dump(Array.from({ length: 60_000 }, (_, i) => ({ id: i, name: `n${i}` })));
  const source = watchedSource(bytes, 'rows.pkl');
  const document = await open(source);
  const first = (await document.value!()) as PyValue & { items: PyValue[] };
  await document.inspect();
  expect(first.items).toHaveLength(60_000);
  const total = source.reads.reduce((sum, [, length]) => sum + length, 0);
  expect(total).toBeLessThan(bytes.length * 1.01 + 1000);
});

test('several pickles with arrays, and what follows them', async () => {
  const one = dump({ a: array(1) });
  const two = dump(array(2));
  const bytes = stream(one, two, new Uint8Array(70_000));
  const source = watchedSource(bytes, 'several.pkl');
  const found = await contents(await open(source));
  expect(found.inspection.details).toEqual({ pickles: 2 });
  expect(found.inspection.notes).toHaveLength(1);
  expect(difference(found, await contents(await open(fromBytes(bytes))))).toBeUndefined();
});

test('keys that are not read are not taken for each other', async () => {
  const data = new Uint8Array(1 << 20);
  const bytes = dumpPickle(pyDict([pyBytes(data), 1n, pyBytes(data.map(() => 1)), 2n]));
  const { tree } = await (await open(watchedSource(bytes, 'keys.pkl'))).inspect();
  expect(tree!.summary).toBe('2 entries');
});

test('what is held of the file is within the limit', async () => {
  const bytes = dump(Array.from({ length: 60_000 }, (_, i) => `text ${i}`));
  await expect(open(watchedSource(bytes, 'texts.pkl'), { bytes: 200_000 })).rejects.toMatchObject({
    code: 'BRINE-LIMIT-BYTES',
    fault: 'limit',
  });
  // The outline of arrays is, and the whole is not.
  const arrays = await open(watchedSource(dump({ a: array(1), b: array(2) }), 'arrays.pkl'), { bytes: 200_000 });
  expect((await arrays.inspect()).tensors).toHaveLength(2);
  await expect(arrays.value!()).rejects.toMatchObject({ code: 'BRINE-LIMIT-BYTES' });
});

test('an array that is cut off is an error when the file is opened', async () => {
  const bytes = dump({ a: array(1), b: array(2) });
  await expect(open(watchedSource(bytes.slice(0, 2_000_000), 'cut.pkl'))).rejects.toMatchObject({
    code: 'BRINE-PICKLE-TRUNCATED',
  });
});

test('arrays of a value out of windows lie as they are aligned in the file', async () => {
  // Wherever a window begins, 64 bytes of the file are 64 bytes in memory.
  const rows = Array.from({ length: 3000 }, (_, i) => py.ndarray(new Float64Array(40).fill(i)));
  const document = await open(watchedSource(dump(rows), 'rows.pkl'));
  const list = await document.value!();
  if (!isKind(list, 'list')) throw new Error('no list');
  for (const item of list.items as PyNdArray[]) expect(item.offset! % 8).toBe((item.data.byteOffset - 1) % 8);
});
