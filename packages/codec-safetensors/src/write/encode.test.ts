import {
  fromBytes,
  pyDict,
  pyGlobal,
  pyList,
  toMemory,
  type DType,
  type EncodeViews,
  type PyDType,
  type PyNdArray,
  type PyValue,
  type Tensor,
} from '@brine/core';
import { createHost } from '@brine/core/host';
import { expect, test } from 'vitest';
import { safetensors } from '../index.js';
import { FILES, fixture, json, type Expected } from '../../test/fixtures.js';

const host = createHost([safetensors]);

test.each(FILES.filter((name) => name !== 'other-writer.safetensors'))(
  '%s is written byte for byte as by the reference',
  async (name) => {
    const bytes = fixture(name);
    const { metadata } = json<Expected>(`${name}.expected.json`);
    const sink = toMemory();
    const notes = await host.encode(await host.open(fromBytes(bytes)), sink, {
      to: 'safetensors',
      safetensors: { metadata },
    });
    expect(notes).toEqual([]);
    expect(sink.toBytes()).toEqual(bytes);
  },
);

const FLOAT64: PyDType = { kind: 'dtype', type: 'f', byteOrder: '<', itemsize: 8 };
const NDARRAY = pyGlobal('numpy', 'ndarray');

function array(data: Float64Array, shape: number[], more: Partial<PyNdArray> = {}): PyNdArray {
  return {
    kind: 'ndarray',
    class: NDARRAY,
    dtype: FLOAT64,
    shape,
    order: 'C',
    data: new Uint8Array(data.buffer),
    ...more,
  };
}

async function written(views: EncodeViews) {
  const sink = toMemory();
  const notes = await host.encode(views, sink, { to: 'safetensors' });
  const tensors = await (await host.open(fromBytes(sink.toBytes()))).view('tensors');
  const read = await Promise.all(tensors.map(async ({ name, read }) => [name, await read()] as const));
  return { notes, tensors: Object.fromEntries(read) };
}

const value = (of: PyValue) => ({ value: () => Promise.resolve(of) });

test('a dict of arrays is written under its keys, in C order, little-endian', async () => {
  const { notes, tensors } = await written(
    value(
      pyDict([
        'f',
        array(Float64Array.of(1, 2, 3, 4, 5, 6), [2, 3], { order: 'F' }),
        'b',
        array(Float64Array.of(0), [1], {
          dtype: { ...FLOAT64, byteOrder: '>' },
          data: Uint8Array.of(0x3f, 0xf0, 0, 0, 0, 0, 0, 0),
        }),
      ]),
    ),
  );
  expect(notes).toEqual([]);
  expect(tensors).toEqual({
    b: { dtype: 'float64', shape: [1], data: Float64Array.of(1) },
    f: { dtype: 'float64', shape: [2, 3], data: Float64Array.of(1, 3, 5, 2, 4, 6) },
  });
});

test('what an array is beside its numbers is noted as lost', async () => {
  const days: PyDType = { kind: 'dtype', type: 'M', byteOrder: '<', itemsize: 8, unit: { name: 'D', count: 1 } };
  const { notes, tensors } = await written(
    value(
      pyDict([
        't',
        array(new Float64Array(1), [1], { dtype: days }),
        'm',
        array(Float64Array.of(2), [1, 1], { class: pyGlobal('numpy', 'matrix') }),
      ]),
    ),
  );
  expect(notes.map(({ path, loss }) => [path, loss])).toEqual([
    ['t', true],
    ['m', true],
  ]);
  expect(tensors.t).toEqual({ dtype: 'int64', shape: [1], data: BigInt64Array.of(0n) });
});

const tensor = (name: string | undefined, dtype: DType, data: Float64Array, more: Partial<Tensor> = {}): Tensor => ({
  ...(name === undefined ? {} : { name }),
  dtype,
  shape: [data.length],
  byteLength: data.byteLength,
  read: () => Promise.resolve({ dtype, shape: [data.length], data }),
  ...more,
});

test('of any other value the arrays are written, which is noted', async () => {
  const { notes, tensors } = await written({
    ...value(pyList([1n])),
    tensors: () =>
      Promise.resolve([
        tensor('["w"]', 'float64', Float64Array.of(1)),
        tensor(undefined, 'float64', Float64Array.of(2)),
      ]),
  });
  expect(Object.keys(tensors)).toEqual(['1', '["w"]']);
  expect(notes).toEqual([expect.objectContaining({ code: 'BRINE-SAFETENSORS-ONLY', loss: true })]);
});

test.each<[string, EncodeViews, object]>([
  ['no tensors', value(1n), { fault: 'encode' }],
  [
    'a type that the format lacks',
    value(pyDict(['c', array(new Float64Array(2), [1], { dtype: { ...FLOAT64, type: 'c', itemsize: 16 } })])),
    { fault: 'encode', at: { path: 'c' } },
  ],
  [
    'the name of the metadata',
    value(pyDict(['__metadata__', array(new Float64Array(1), [1])])),
    { fault: 'encode', at: { path: '__metadata__' } },
  ],
  ['half a surrogate pair', value(pyDict(['\ud800', array(new Float64Array(1), [1])])), { fault: 'encode' }],
  [
    'one name twice',
    {
      tensors: () =>
        Promise.resolve([tensor('a', 'float64', Float64Array.of(1)), tensor('a', 'float64', Float64Array.of(1))]),
    },
    { fault: 'encode', at: { path: 'a' } },
  ],
  [
    'a tensor whose bytes do not fit its shape',
    { tensors: () => Promise.resolve([tensor('a', 'float64', Float64Array.of(1), { shape: [2] })]) },
    { fault: 'encode', at: { path: 'a' } },
  ],
])('%s is refused', async (_, views, error) => {
  await expect(host.encode(views, toMemory(), { to: 'safetensors' })).rejects.toMatchObject(error);
});

test('nothing is written when a tensor cannot be', async () => {
  const sink = toMemory();
  await expect(
    host.encode(
      value(
        pyDict([
          'a',
          array(new Float64Array(1), [1]),
          'b',
          array(new Float64Array(1), [1], { dtype: { ...FLOAT64, type: 'O' } }),
        ]),
      ),
      sink,
      { to: 'safetensors' },
    ),
  ).rejects.toThrow();
  expect(sink.toBytes().length).toBe(0);
});

test('metadata that are no text are refused', async () => {
  const encoded = host.encode(value(pyDict([])), toMemory(), {
    to: 'safetensors',
    safetensors: { metadata: { a: '\ud800' } },
  });
  await expect(encoded).rejects.toMatchObject({ fault: 'option' });
});
