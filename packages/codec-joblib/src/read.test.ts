import { className, fromBytes, isKind, toCOrder, toDense, typestring, type PyNdArray, type PyValue } from '@brine/core';
import { createHost } from '@brine/core/host';
import { pickle } from '@brine/codec-pickle';
import { describe, expect, test } from 'vitest';
import { expected, fixture, names, sha256, STACKS, type ExpectedArray } from '../test/fixtures.js';
import { joblib } from './index.js';

const host = createHost([joblib, pickle]);
const installed = new Set(host.registry.codecs.flatMap(({ descriptor }) => descriptor.extensions));
const open = (stack: string, name: string) => host.open(fromBytes(fixture(stack, name), name));

/** Containers by the end of the fixtures' names. */
const CONTAINERS: Readonly<Record<string, string>> = {
  gz: 'gzip',
  z: 'zlib',
  bz2: 'bz2',
  lzma: 'lzma',
  xz: 'xz',
  lz4: 'lz4',
};

function bytesInCOrder({ dtype, shape, order, data }: PyNdArray): Uint8Array {
  return order === 'F' && shape.length > 1 ? toCOrder(data, shape, dtype.itemsize) : data;
}

function dtypeOf({ dtype }: PyNdArray): ExpectedArray['dtype'] {
  return (
    dtype.fields?.map((field) => [field.name, typestring(field.dtype.subarray?.base ?? field.dtype)]) ??
    typestring(dtype)
  );
}

function itemOf(item: PyValue): string | null {
  return item === null || typeof item === 'string' ? item : (item as { kind: string }).kind;
}

/** Arrays by key, the value itself under the empty one. */
function arraysOf(value: PyValue): Map<string, PyValue> {
  if (!isKind(value, 'dict')) return new Map([['', value]]);
  const found = new Map<string, PyValue>();
  for (let i = 0; i < value.entries.length; i += 2) {
    if (!isKind(value.entries[i + 1], 'dict')) found.set(value.entries[i] as string, value.entries[i + 1]!);
  }
  return found;
}

/** The container that a fixture is in, by its name. */
function containerOf(name: string): string | undefined {
  return name === 'level.joblib' ? 'zlib' : CONTAINERS[/[^.]*$/.exec(name)![0]];
}

describe.each(STACKS)('%s', (stack) => {
  test.each(names(stack))('%s', async (name) => {
    const want = expected(stack, name);
    const opened = await open(stack, name);
    const container = containerOf(name);
    expect([opened.document.format, ...opened.containers]).toEqual(container ? ['joblib', container] : ['joblib']);
    const found = arraysOf(await opened.view('value'));
    expect([...found.keys()]).toEqual(Object.keys(want.arrays));
    for (const [key, about] of Object.entries(want.arrays)) {
      const array = found.get(key)!;
      // numpy.ma restores it by a call of its own, which stays a record here.
      if (key === 'masked') {
        expect(className(array)).toMatch(/^numpy\.ma\..*_mareconstruct$/);
        continue;
      }
      if (!isKind(array, 'ndarray')) throw new Error(`${key} is no array`);
      expect({ dtype: dtypeOf(array), shape: array.shape, order: array.order }, key).toEqual({
        dtype: about.dtype,
        shape: about.shape,
        order: about.order,
      });
      if (about.items) expect(array.items!.map(itemOf), key).toEqual(about.items);
      else expect(sha256(bytesInCOrder(array)), key).toBe(about.sha256);
    }
    if (want.offsets) {
      // Arrays that are swapped to the machine's byte order are no views of the file any more.
      const swapped = [...found.keys()].filter((key) => key.startsWith('big')).length;
      const { tensors } = await opened.inspect();
      const offsets = new Set(tensors!.map(({ offset }) => offset).filter((offset) => offset !== undefined));
      expect(want.offsets.filter((offset) => !offsets.has(offset)).length).toBe(swapped);
    }
  });

  test('arrays are views of the file', async () => {
    const bytes = fixture(stack, 'every.joblib');
    const opened = await host.open(fromBytes(bytes));
    const arrays = arraysOf(await opened.view('value'));
    const f8 = arrays.get('f8') as PyNdArray;
    expect(f8.data.buffer).toBe(bytes.buffer);
    expect(f8.data.byteOffset - bytes.byteOffset).toBe(f8.offset);
    expect((toDense(f8).data as Float64Array).buffer).toBe(bytes.buffer);
  });

  test('the class of a matrix is kept, though numpy 2 does not give it back', async () => {
    const arrays = arraysOf(await (await open(stack, 'every.joblib')).view('value'));
    expect(className(arrays.get('matrix'))).toBe('numpy.matrix');
  });

  test('nested pickles have their own protocol and memo', async () => {
    const arrays = arraysOf(await (await open(stack, 'small.p0.joblib')).view('value'));
    const { items } = arrays.get('objects') as PyNdArray;
    expect(items![2]).toEqual({ kind: 'dict', entries: ['k', { kind: 'list', items: [1n, 2.5] }] });
    expect((items![3] as PyNdArray).shape).toEqual([3]);
  });

  test('a pickle that turns out to hold arrays later is one of joblib, whichever codec opens it', async () => {
    const { matches } = await host.identify(fromBytes(fixture(stack, 'late.pkl'), 'late.pkl'));
    expect(matches.map(({ codec, confidence }) => [codec, confidence])).toEqual([
      ['pickle', 'certain'],
      ['joblib', 'possible'],
    ]);
    const opened = await open(stack, 'late.pkl');
    expect([opened.codec, (await opened.inspect()).format]).toEqual(['pickle', 'joblib']);
  });
});

test('a plain pickle under the name of joblib is read without the pickle codec', async () => {
  const bytes = Uint8Array.of(0x80, 4, 0x4b, 7, 0x2e);
  const opened = await createHost([joblib]).open(fromBytes(bytes, 'seven.joblib'));
  expect(await opened.view('value')).toBe(7n);
});

test('what joblib writes is opened without further plugins', () => {
  for (const extension of ['.joblib', '.gz', '.z']) expect(installed).toContain(extension);
});
