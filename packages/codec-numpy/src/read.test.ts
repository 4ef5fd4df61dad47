import { fromBytes, isKind, toCOrder, typestring, type ByteSource, type PyNdArray, type PyValue } from '@brine/core';
import { createHost } from '@brine/core/host';
import { pickle } from '@brine/codec-pickle';
import { describe, expect, test } from 'vitest';
import { expected, FILES, fixture, sha256, type ExpectedArray } from '../test/fixtures.js';
import { npy, npz } from './index.js';

const host = createHost([npy, npz, pickle]);
const open = (name: string) => host.open(fromBytes(fixture(name), name));

function check(value: PyValue | undefined, about: ExpectedArray): void {
  if (!isKind(value, 'ndarray')) throw new Error('no array');
  const { dtype, shape, order, data } = value;
  expect({ dtype: typestring(dtype), shape, fortran: order === 'F' }).toEqual({
    dtype: about.dtype,
    shape: about.shape,
    fortran: about.fortran,
  });
  expect(dtype.fields?.map((field) => [field.name, typestring(field.dtype), field.offset])).toEqual(about.fields);
  expect(sha256(order === 'F' ? toCOrder(data, shape, dtype.itemsize) : data)).toBe(about.sha256);
}

test.each(FILES.filter((name) => name.endsWith('.npy') && name !== 'objects.npy'))('%s', async (name) => {
  const opened = await open(name);
  expect([opened.codec, opened.confidence]).toEqual(['npy', 'certain']);
  const about = expected<ExpectedArray>(name);
  check(await opened.view('value'), about);
  const { tensors, version } = await opened.inspect();
  expect(version).toBe(name.startsWith('version') ? `${name.at(7)}.0` : name.startsWith('unicode') ? '3.0' : '1.0');
  const bytes = fixture(name);
  expect(tensors).toHaveLength(1);
  expect(tensors![0]).toMatchObject({ shape: about.shape, offset: bytes.length - tensors![0]!.bytes });
});

describe.each(FILES.filter((name) => name.endsWith('.npz')))('%s', (name) => {
  test('is read', async () => {
    const opened = await open(name);
    expect([opened.codec, opened.confidence]).toEqual(['npz', 'certain']);
    const value = await opened.view('value');
    if (!isKind(value, 'dict')) throw new Error('no dict');
    const all = expected<Record<string, ExpectedArray>>(name);
    expect(value.entries.filter((_, i) => i % 2 === 0)).toEqual(Object.keys(all));
    Object.values(all).forEach((about, i) => check(value.entries[2 * i + 1], about));
  });

  test('tensors have names, and offsets where they lie as they are', async () => {
    const tensors = await (await open(name)).view('tensors');
    expect(tensors.map((tensor) => tensor.name)).toEqual(['d', 'fortran', 'text', 'empty', 'scalar']);
    expect(tensors[0]!.offset === undefined).toBe(name === 'compressed.npz');
    expect((await tensors[0]!.read([[1, 2]])).data).toEqual(Float64Array.of(12, 15, 18, 21));
  });
});

test('an array of objects is the pickle in it', async () => {
  const value = await (await open('objects.npy')).view('value');
  expect((value as PyNdArray).items).toMatchObject(['text', null, { kind: 'list' }]);
});

test('without what reads pickles there is a hint', async () => {
  const alone = createHost([npy]);
  const opened = await alone.open(fromBytes(fixture('objects.npy'), 'objects.npy'));
  expect((await opened.inspect()).tensors).toMatchObject([{ dtype: 'object', shape: [3] }]);
  await expect(opened.view('value')).rejects.toMatchObject({
    code: 'BRINE-NUMPY-OBJECTS',
    fault: 'unsupported',
    hint: 'npm install @brine/codec-pickle',
  });
});

test('an array is a view of the file', async () => {
  const bytes = fixture('large.npy');
  const array = (await (await host.open(fromBytes(bytes))).view('value')) as PyNdArray;
  expect(array.data.buffer).toBe(bytes.buffer);
  expect(array.data.byteOffset - bytes.byteOffset).toBe(array.offset);
});

test.each(['fortran_3d.npy', 'type_float64.npy', 'big_int.npy', 'type_complex128.npy', 'text.npy'])(
  'boxes of %s are those of the whole',
  async (name) => {
    const [tensor] = await (await open(name)).view('tensors');
    const { shape } = tensor!;
    const whole = await tensor!.read();
    const width = whole.data.length / shape.reduce((size, length) => size * length, 1);
    const selection = shape.map((length) => [1, Math.min(3, length)] as const);
    const box = await tensor!.read(selection);
    const wanted: unknown[] = [];
    const visit = (axis: number, at: number) => {
      if (axis === shape.length) for (let i = 0; i < width; i++) wanted.push(whole.data[at * width + i]);
      else for (let i = selection[axis]![0]; i < selection[axis]![1]; i++) visit(axis + 1, at * shape[axis]! + i);
    };
    visit(0, 0);
    expect(Array.from(box.data as ArrayLike<unknown>)).toEqual(wanted);
  },
);

function remote(bytes: Uint8Array): ByteSource & { readonly total: () => number } {
  let read = 0;
  return {
    size: bytes.length,
    total: () => read,
    read(offset, length) {
      read += length;
      return Promise.resolve(bytes.slice(offset, offset + length));
    },
  };
}

test('inspect reads the header only, a box its own bytes', async () => {
  const source = remote(fixture('large.npy'));
  const { document } = await host.open(source);
  await document.inspect();
  const before = source.total();
  expect(before).toBeLessThan(6000);
  const [tensor] = await document.tensors!();
  expect((await tensor!.read([[3, 4]])).data).toHaveLength(100);
  expect(source.total() - before).toBe(800);
});
