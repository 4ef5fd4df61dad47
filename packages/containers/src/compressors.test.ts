import { fromBytes } from '@brine/core';
import { createHost } from '@brine/core/host';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { CONTENT, fixture, isSame } from '../test/fixtures.js';
import { PAYLOADS } from '../test/payloads.js';
import { compressors, containers, type Compression } from './index.js';

// Compressing takes its time where other tests run beside.
vi.setConfig({ testTimeout: 60_000 });

const ids = Object.keys(compressors) as Compression[];
/** Node has Zstandard from 22.15 on. */
const writesZstd = 'zstdCompress' in process.getBuiltinModule('node:zlib');
const written = ids.filter((id) => id !== 'zstd' || writesZstd);

afterEach(() => vi.restoreAllMocks());

test('each container is a compressor', () => {
  expect(ids).toEqual(containers.map(({ descriptor }) => descriptor.id));
});

describe.each(written)('%s', (id) => {
  const { levels, compress, decompress } = compressors[id];
  const limits = { expansion: Infinity };

  test.each([levels.min, levels.usual, levels.max])('what is written at level %i can be read', async (level) => {
    for (const [name, bytes] of PAYLOADS) {
      expect(isSame(await decompress(await compress(bytes, level), { limits }), bytes), name).toBe(true);
    }
  });

  test('it is a file of the format, smaller, and always the same', async () => {
    const { matches } = await createHost(containers).identify(fromBytes(await compress(CONTENT)));
    expect(matches.map(({ codec }) => codec)).toEqual([id]);
    const smallest = await compress(CONTENT, levels.max);
    expect(smallest.length).toBeLessThan(CONTENT.length / 3);
    expect(await compress(CONTENT, levels.max)).toEqual(smallest);
  });

  test('larger pieces than a block go through', async () => {
    const block = PAYLOADS.find(([name]) => name === 'numbers')![1];
    const bytes = new Uint8Array(40 * block.length);
    for (let i = 0; i < 40; i++) bytes.set(block, i * block.length);
    for (let i = 0; i < bytes.length; i += 997) bytes[i] = i;
    expect(isSame(await decompress(await compress(bytes, Math.max(1, levels.min))), bytes)).toBe(true);
  });

  test.each([levels.min - 1, levels.max + 1, 1.5, NaN])('there is no level %d', async (level) => {
    await expect(compress(CONTENT, level)).rejects.toMatchObject({
      name: 'CodecError',
      fault: 'option',
      code: `BRINE-${id.toUpperCase()}-LEVEL`,
    });
  });

  test('an aborted signal ends it', async () => {
    const signal = AbortSignal.abort();
    await expect(compress(CONTENT, levels.usual, signal)).rejects.toMatchObject({ name: 'AbortError' });
    await expect(decompress(await compress(CONTENT), { signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

test.each(written.filter((id) => id !== 'zstd'))('%s is written without Node, too', async (id) => {
  vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined);
  const { levels, compress, decompress } = compressors[id];
  for (const level of [levels.min, levels.max])
    expect(await decompress(await compress(CONTENT, level))).toEqual(CONTENT);
});

test('limits hold for the functions as well', async () => {
  const bytes = fixture('content.safetensors.xz');
  await expect(compressors.xz.decompress(bytes, { limits: { expanded: 1000 } })).rejects.toMatchObject({
    code: 'BRINE-LIMIT-EXPANDED',
  });
});

test('without a library for Zstandard it is said what to do', async () => {
  vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined);
  await expect(compressors.zstd.compress(CONTENT)).rejects.toMatchObject({
    fault: 'unsupported',
    code: 'BRINE-ZSTD-LIBRARY',
  });
});
