import {
  fromBytes,
  isKind,
  pyDict,
  pyList,
  toMemory,
  type EncodeViews,
  type PyNdArray,
  type PyValue,
} from '@brine/core';
import { createHost } from '@brine/core/host';
import { expect, test } from 'vitest';
import { FILES, fixture } from '../../test/fixtures.js';
import { npy, npz } from '../index.js';

const host = createHost([npy, npz]);

async function written(views: EncodeViews, to: 'npy' | 'npz', options: object = {}) {
  const sink = toMemory();
  const notes = await host.encode(views, sink, { to, ...options });
  return { bytes: sink.toBytes(), notes };
}

/** numpy.save writes the lowest version that holds the header. */
const OTHER_VERSIONS = ['version2.npy', 'version3.npy'];

test.each(FILES.filter((name) => !OTHER_VERSIONS.includes(name) && !/objects|compressed/.test(name)))(
  '%s is written byte for byte as by numpy',
  async (name) => {
    const to = name.endsWith('.npz') ? 'npz' : 'npy';
    const before = fixture(name);
    const { bytes, notes } = await written((await host.open(fromBytes(before))).views(['value']), to);
    expect(notes).toEqual([]);
    expect(Buffer.compare(bytes, before)).toBe(0);
  },
);

const value = (of: PyValue): EncodeViews => ({ value: () => Promise.resolve(of) });
const arrayOf = async (name: string) => (await (await host.open(fromBytes(fixture(name)))).view('value')) as PyNdArray;

test('a compressed archive comes back the same', async () => {
  const views = (await host.open(fromBytes(fixture('stored.npz')))).views(['value']);
  for (const compress of ['deflate', 'deflate:9']) {
    const { bytes } = await written(views, 'npz', { npz: { compress } });
    expect(bytes.length).toBeLessThan(fixture('stored.npz').length);
    const again = await written((await host.open(fromBytes(bytes))).views(['value']), 'npz');
    expect(Buffer.compare(again.bytes, fixture('stored.npz'))).toBe(0);
  }
  await expect(written(views, 'npz', { npz: { compress: 'xz' } })).rejects.toMatchObject({ fault: 'option' });
});

test('arrays without names are numbered, as by savez', async () => {
  const scalar = await arrayOf('scalar.npy');
  const { bytes } = await written(value(pyList([scalar, scalar])), 'npz');
  const read = await (await host.open(fromBytes(bytes))).view('value');
  expect(isKind(read, 'dict') && read.entries.filter((_, i) => i % 2 === 0)).toEqual(['arr_0', 'arr_1']);
});

test('tensors are written in C order, and what is lost is said', async () => {
  const opened = await host.open(fromBytes(fixture('fortran_3d.npy')));
  const { bytes, notes } = await written(opened.views(['tensors']), 'npy');
  expect(notes).toEqual([]);
  const again = (await (await host.open(fromBytes(bytes))).view('value')) as PyNdArray;
  expect(again).toMatchObject({ order: 'C', shape: [2, 3, 4] });
  const days = await written((await host.open(fromBytes(fixture('days.npy')))).views(['tensors']), 'npy');
  expect(days.notes).toEqual([expect.objectContaining({ code: 'BRINE-NUMPY-TYPE', loss: true })]);
});

test.each<[string, PyValue, 'npy' | 'npz']>([
  ['an int', 1n, 'npy'],
  ['a dict as one array', pyDict([]), 'npy'],
  ['a dict of other things', pyDict(['a', 1n]), 'npz'],
])('%s is refused', async (_, of, to) => {
  await expect(written(value(of), to)).rejects.toMatchObject({ fault: 'encode' });
});

test('objects and dtypes that cannot be described are refused', async () => {
  const struct = await arrayOf('struct.npy');
  const overlapping = struct.dtype.fields!.map((field) => ({ ...field, offset: 0 }));
  const object: PyNdArray['dtype'] = { kind: 'dtype', type: 'O', byteOrder: '|', itemsize: 8 };
  for (const bad of [
    { ...struct, dtype: { ...struct.dtype, fields: overlapping } },
    { ...struct, dtype: object, data: new Uint8Array(0), items: [null, null, null] },
    { ...struct, shape: [4] },
  ]) {
    await expect(written(value(bad), 'npy')).rejects.toMatchObject({ fault: 'encode' });
  }
});
