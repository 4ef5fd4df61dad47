import { compressors } from '@brine/containers';
import { npy } from '@brine/codec-numpy';
import { pickle } from '@brine/codec-pickle';
import { fromBytes, type ByteSource } from '@brine/core';
import { createHost } from '@brine/core/host';
import { describe, expect, test } from 'vitest';
import { fixture, names, STACKS } from '../../test/fixtures.js';
import { joblib } from '../index.js';
import { RULES } from './rules.js';

const host = createHost([joblib, pickle, npy]);
const ATTACK = bytesOf("cos\nsystem\n(S'echo pwned'\ntR.");

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

type Files = Readonly<Record<string, Uint8Array>>;

function sourceOf(files: Files, name: string): ByteSource {
  const sibling = (other: string) => Promise.resolve(Object.hasOwn(files, other) ? sourceOf(files, other) : undefined);
  return { ...fromBytes(files[name]!, name), sibling };
}

async function audit(files: Files, name: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { code, effect, path = '', message } of host.audit(sourceOf(files, name)))
    if (effect !== 'none') found.push(`${code} ${path} ${message}`);
  return found;
}

/** Files of joblib 0.9's layout, by their names. */
const folder = (stack: string): Files =>
  Object.fromEntries(
    ['old.pkl', 'old.pkl_01.npy', 'old.pkl_02.npy', 'old_z.pkl', 'old_z.pkl_01.npy.z'].map((name) => [
      name,
      fixture(stack, name),
    ]),
  );

async function zfile(content: Uint8Array, behind = ''): Promise<Uint8Array> {
  const head = `ZF${`0x${content.length.toString(16)}`.padEnd(19)}`;
  return new Uint8Array([...bytesOf(head), ...(await compressors.zlib.compress(content)), ...bytesOf(behind)]);
}

describe.each(STACKS)('%s', (stack) => {
  test.each(names(stack).filter((name) => /\.(?:joblib|pkl)$/.test(name)))('%s is safe', async (name) => {
    expect(await audit({ [name]: fixture(stack, name) }, name)).toEqual([]);
  });

  test.each(['old.pkl', 'old_z.pkl'])('%s is safe with the arrays beside it, and not without them', async (name) => {
    expect(await audit(folder(stack), name)).toEqual([]);
    const alone = await audit({ [name]: fixture(stack, name) }, name);
    expect(alone).toContainEqual(expect.stringMatching(/^BRINE-JOBLIB-001 .*which is not there/));
  });

  test('what numpy would load as a pickle is judged as one', async () => {
    const found = await audit({ ...folder(stack), 'old.pkl_01.npy': ATTACK }, 'old.pkl');
    expect(found).toContainEqual(expect.stringMatching(/^BRINE-PICKLE-001 old\.pkl_01\.npy: .*os\.system/));
    const harmless = await audit({ ...folder(stack), 'old.pkl_01.npy': bytesOf('K\x01.') }, 'old.pkl');
    expect(harmless).toContainEqual(expect.stringMatching(/^BRINE-JOBLIB-001 .* is no array/));
  });

  test('nothing may follow in a zfile', async () => {
    const files = folder(stack);
    const more = (name: string) => ({ ...files, [name]: new Uint8Array([...files[name]!, 1]) });
    for (const name of ['old_z.pkl', 'old_z.pkl_01.npy.z'])
      expect(await audit(more(name), 'old_z.pkl')).toContainEqual(
        expect.stringMatching(/^BRINE-JOBLIB-002 .*1 bytes behind/),
      );
  });
});

test('in a zfile the bytes behind a wrapper of today are opcodes, as to joblib', async () => {
  const wrapper =
    'cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\x81}(S"subclass"\ncnumpy\nndarray\nS"shape"\n(I33\ntS"order"\nS"C"\nS"dtype"\n' +
    'cnumpy\ndtype\n(S"u1"\nI0\nI1\ntRS"allow_mmap"\nI00\nub';
  const hidden = "0cos\nsystem\n(S'echo pwned'\ntR.   ";
  const stream = bytesOf(`\x80\x02${wrapper}${hidden}.`);
  expect(await audit({ 'a.pkl': await zfile(stream) }, 'a.pkl')).toContainEqual(
    expect.stringContaining('BRINE-PICKLE-001'),
  );
});

test.each(RULES.flatMap(({ code, bad }) => bad.map(({ what, stream }) => [code, what, stream] as const)))(
  '%s finds %s',
  async (code, _, stream) => {
    const bytes = typeof stream === 'string' ? bytesOf(stream) : stream();
    expect(await audit({ 'a.pkl': bytes }, 'a.pkl')).toContainEqual(expect.stringContaining(code));
  },
);

test('a file is not of two kinds, and an array begins empty', async () => {
  const of = (cls: string, more: string) =>
    `cjoblib.numpy_pickle\n${cls}\n)\x81}(S"filename"\nS"a.npy"\nS"subclass"\ncnumpy\nndarray\n${more}ub`;
  const args = 'S"init_args"\ncnumpy\nndarray\n(I1000000\ntS"b"\n\x87';
  const stream = bytesOf(`\x80\x02(${of('NDArrayWrapper', '')}${of('ZNDArrayWrapper', args)}t.`);
  const found = await audit({ 'a.pkl': stream }, 'a.pkl');
  expect(found).toContainEqual(expect.stringContaining('is to be two kinds of file'));
  expect(found).toContainEqual(expect.stringContaining('not begun as joblib begins it'));
});
