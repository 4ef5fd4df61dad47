import {
  fromBytes,
  isCodecError,
  pyGlobal,
  pyList,
  toMemory,
  type ByteSink,
  type PyNdArray,
  type PyValue,
} from '@brine/core';
import { createHost } from '@brine/core/host';
import { compressors, type Compression } from '@brine/containers';
import { pickle } from '@brine/codec-pickle';
import { expect, test } from 'vitest';
import { expected, fixture, names, STACKS } from '../../test/fixtures.js';
import { joblib, type JoblibOptions } from '../index.js';

const host = createHost([joblib, pickle]);

/** Files that are not written as they were, and why. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'every.joblib': 'its big-endian array is read in native order, as joblib.load does',
  'every.joblib.gz': 'the same',
  'large.joblib.gz': 'the same',
  'sklearn-externals.joblib': "joblib's own names are written, not those of the copy in scikit-learn",
  'unaligned.joblib': 'joblib 1.1 and older wrote no padding',
  'unaligned.p2.joblib': 'the same',
};

const cases = STACKS.flatMap((stack) => names(stack).map((name) => [stack, name] as const));

test.each(cases)('%s, %s is written as by joblib', async (stack, name) => {
  const bytes = fixture(stack, name);
  const opened = await host.open(fromBytes(bytes, name));
  const { version } = await opened.inspect();
  const numpy = (expected(stack, name) as unknown as { numpy: string }).numpy.startsWith('1.') ? 1 : 2;
  const [container] = opened.containers as Compression[];
  const sink = toMemory();
  const options: JoblibOptions = { protocol: Number(version), numpy, ...(container ? { compress: container } : {}) };
  expect(await host.encode(opened, sink, { to: 'joblib', joblib: options })).toEqual([]);
  // Two compressors seldom agree on bytes.
  const inside = (file: Uint8Array) => (container ? compressors[container].decompress(file) : file);
  const [before, after] = [await inside(bytes), await inside(sink.toBytes())];
  const same = before.length === after.length && before.every((byte, i) => byte === after[i]);
  expect(same).toBe(!(name in DIFFERENT));
});

const value = (of: PyValue) => ({ value: () => Promise.resolve(of) });

const array = (data: Uint8Array, more: Partial<PyNdArray> = {}): PyNdArray => ({
  kind: 'ndarray',
  class: pyGlobal('numpy', 'ndarray'),
  dtype: { kind: 'dtype', type: 'f', byteOrder: '<', itemsize: 8 },
  shape: [data.length / 8],
  order: 'C',
  data,
  ...more,
});

async function written(of: PyValue, options: JoblibOptions = {}, name?: string): Promise<Uint8Array> {
  const memory = toMemory();
  const sink: ByteSink = { ...memory, ...(name === undefined ? {} : { name }) };
  await host.encode(value(of), sink, { to: 'joblib', joblib: options });
  return memory.toBytes();
}

test.each([0, 1, 2, 3, 4, 5])('protocol %i comes back the same, with arrays aligned to 16 bytes', async (protocol) => {
  const objects = array(new Uint8Array(0), {
    dtype: { kind: 'dtype', type: 'O', byteOrder: '|', itemsize: 8 },
    shape: [2],
    items: ['text', array(new Uint8Array(24).fill(7))],
  });
  const matrix = array(new Uint8Array(48).fill(1), { shape: [3, 2], order: 'F', class: pyGlobal('numpy', 'matrix') });
  const bytes = await written(pyList([array(new Uint8Array(40)), matrix, objects, array(new Uint8Array(0))]), {
    protocol,
  });
  const opened = await host.open(fromBytes(bytes, 'a.joblib'));
  const { items } = (await opened.view('value')) as unknown as { items: PyNdArray[] };
  expect(items.map(({ shape, order }) => [shape, order])).toEqual([
    [[5], 'C'],
    [[3, 2], 'F'],
    [[2], 'C'],
    [[0], 'C'],
  ]);
  expect(items[1]).toMatchObject({ data: new Uint8Array(48).fill(1), class: { name: 'matrix' } });
  expect(items[2]!.items).toMatchObject(['text', { data: new Uint8Array(24).fill(7) }]);
  for (const { offset } of [items[0]!, items[1]!]) expect(offset! % 16).toBe(0);
});

test('an array in two places is written twice, as by joblib', async () => {
  const shared = array(new Uint8Array(8).fill(3));
  const opened = await host.open(fromBytes(await written(pyList([shared, shared])), 'a.joblib'));
  const { items } = (await opened.view('value')) as unknown as { items: PyNdArray[] };
  expect(items[0]).not.toBe(items[1]);
  expect(items[1]!.data).toEqual(shared.data);
});

test.each(['zlib', 'gzip', 'bz2', 'lzma', 'xz', 'lz4'])('%s compresses, with and without a level', async (name) => {
  const bytes = array(new Uint8Array(80_000));
  for (const compress of [name, `${name}:1`]) {
    const file = await written(bytes, { compress });
    expect(file.length).toBeLessThan(5000);
    const opened = await host.open(fromBytes(file, 'a.joblib'));
    expect(opened.containers).toEqual([name]);
    const { data } = (await opened.view('value')) as PyNdArray;
    expect([data.length, data.some((byte) => byte !== 0)]).toEqual([80_000, false]);
  }
});

test("without the option the file's name decides", async () => {
  for (const [name, magic] of Object.entries({ 'a.joblib.gz': 0x1f, 'a.joblib.BZ2': 0x42, 'a.joblib': 0x80 })) {
    expect((await written(1n, {}, name))[0]).toBe(magic);
  }
});

test.each<[string, JoblibOptions, object]>([
  ['an unknown compressor', { compress: 'zip' }, { code: 'BRINE-JOBLIB-COMPRESS', fault: 'option' }],
  ['a level that is none', { compress: 'xz:10' }, { code: 'BRINE-JOBLIB-COMPRESS', fault: 'option' }],
  ['a level that the compressor lacks', { compress: 'bz2:0' }, { fault: 'option' }],
  ['buffers out of band', { protocol: 5, bufferCallback: () => false }, { fault: 'option' }],
  ['a protocol that there is not', { protocol: 6 }, { fault: 'option' }],
])('%s is refused', async (_, options, error) => {
  const thrown = await written(1n, options).catch((caught: unknown) => caught);
  expect(isCodecError(thrown)).toBe(true);
  expect(thrown).toMatchObject(error);
});

test('tensors alone are no value', async () => {
  const views = { tensors: () => Promise.resolve([]) };
  await expect(host.encode(views, toMemory(), { to: 'joblib' })).rejects.toMatchObject({ fault: 'encode' });
});
