import { fromBytes, isKind, type ByteSource, type PyNdArray } from '@brine/core';
import { createHost } from '@brine/core/host';
import { compressors } from '@brine/containers';
import { npy } from '@brine/codec-numpy';
import { pickle } from '@brine/codec-pickle';
import { describe, expect, test } from 'vitest';
import { fixture, STACKS } from '../../test/fixtures.js';
import { joblib } from '../index.js';

const host = createHost([joblib, pickle, npy]);

/** A file with those beside it, as in a folder. */
function inFolder(name: string, files: Readonly<Record<string, Uint8Array>>): ByteSource {
  const sourceOf = (plain: string): ByteSource | undefined => {
    const bytes = Object.hasOwn(files, plain) ? files[plain] : undefined;
    return bytes && { ...fromBytes(bytes, plain), sibling: (other) => Promise.resolve(sourceOf(other)) };
  };
  return sourceOf(name)!;
}

const NAMES = ['old.pkl', 'old.pkl_01.npy', 'old.pkl_02.npy', 'old_z.pkl', 'old_z.pkl_01.npy.z'];
const folder = (stack: string) => Object.fromEntries(NAMES.map((name) => [name, fixture(stack, name)]));

/** `np.asfortranarray(np.arange(12.0).reshape(3, 4))` */
const W = Float64Array.of(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);

describe.each(STACKS)('%s', (stack) => {
  test.each(['old.pkl', 'old_z.pkl'])('%s, with its arrays beside it', async (name) => {
    const opened = await host.open(inFolder(name, folder(stack)));
    expect([opened.codec, opened.confidence]).toEqual(['joblib', 'certain']);
    const value = await opened.view('value');
    if (!isKind(value, 'dict')) throw new Error('no dict');
    const [, w, , n, , big] = value.entries as [string, PyNdArray, string, bigint, string, PyNdArray | undefined];
    expect(n).toBe(1n);
    expect(w).toMatchObject({ shape: [3, 4], order: 'F', class: { name: 'ndarray' }, dtype: { byteOrder: '<' } });
    expect(new Float64Array(w.data.slice().buffer)).toEqual(W);
    // A place in the other file would be none in this one.
    expect(w.offset).toBeUndefined();
    // In the machine's byte order, as joblib.load gives it.
    if (big)
      expect([big.dtype.byteOrder, new Int32Array(big.data.slice().buffer)]).toEqual([
        '<',
        Int32Array.of(0, 1, 2, 3, 4),
      ]);
    expect((await opened.inspect()).tensors).toHaveLength(big ? 2 : 1);
  });

  test.each(['old.pkl', 'old_z.pkl'])('%s alone is refused by name', async (name) => {
    await expect(host.open(fromBytes(fixture(stack, name), name))).rejects.toMatchObject({
      code: 'BRINE-JOBLIB-SIDE-FILE',
      fault: 'io',
      message: expect.stringContaining(`${name}_01.npy`) as string,
    });
  });

  test('without what reads .npy files there is a hint', async () => {
    const alone = createHost([joblib, pickle]);
    await expect(alone.open(inFolder('old.pkl', folder(stack)))).rejects.toMatchObject({
      fault: 'unsupported',
      hint: 'npm install @brine/codec-numpy',
    });
  });

  test('a file beside it that is damaged is named', async () => {
    const files = folder(stack);
    const cut = { ...files, 'old.pkl_01.npy': files['old.pkl_01.npy']!.subarray(0, 150) };
    await expect(host.open(inFolder('old.pkl', cut))).rejects.toMatchObject({
      fault: 'malformed',
      message: expect.stringContaining('old.pkl_01.npy') as string,
    });
    const wrong = { ...files, 'old.pkl_01.npy': Uint8Array.of(0x80, 4, 0x4b, 7, 0x2e) };
    await expect(host.open(inFolder('old.pkl', wrong))).rejects.toMatchObject({ fault: 'malformed' });
    const zipped = { ...files, 'old_z.pkl_01.npy.z': files['old_z.pkl_01.npy.z']!.subarray(0, 40) };
    await expect(host.open(inFolder('old_z.pkl', zipped))).rejects.toMatchObject({ fault: 'malformed' });
  });

  test('a name that leaves the folder is refused', async () => {
    const name = 'old.pkl_01.npy';
    const text = Buffer.from(fixture(stack, 'old.pkl')).toString('latin1').replace(name, '../etc/passwd1');
    const bytes = new Uint8Array(Buffer.from(text, 'latin1'));
    const source = { ...inFolder('old.pkl', { 'old.pkl': bytes }) };
    await expect(host.open(source)).rejects.toMatchObject({ fault: 'malformed' });
  });
});

test('a zfile of another length than it says is refused', async () => {
  const inner = await compressors.zlib.compress(Uint8Array.of(0x80, 2, 0x4b, 7, 0x2e));
  const zfile = (header: string) => new Uint8Array([...new TextEncoder().encode(header), ...inner]);
  const open = (header: string) => host.open(fromBytes(zfile(header), 'a.pkl'));
  const length = '0x5'.padEnd(19);
  expect(await (await open(`ZF${length}`)).view('value')).toBe(7n);
  // As joblib 0.8.4 wrote it with Python 2.
  expect(await (await open(`ZF${'0x5L'.padEnd(20)}`)).view('value')).toBe(7n);
  for (const header of [`ZF${'0x6'.padEnd(19)}`, `ZF${'0x5z'.padEnd(19)}`, 'ZF0x5']) {
    await expect(open(header)).rejects.toMatchObject({ code: 'BRINE-JOBLIB-ZFILE', fault: 'malformed' });
  }
});
