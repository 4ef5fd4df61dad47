import { fromBytes, isCodecError } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { fixture, host, open } from '../test/fixtures.js';
import { find, walk } from './walk.js';

async function dataset(name: string) {
  const { root } = await (await open('links.h5')).view('hierarchy');
  const found = await find(root, name);
  if (found?.kind !== 'dataset') throw new Error(name);
  return found;
}

describe('a file that leads elsewhere', () => {
  it('shows its links and follows none of them out of the file, or in a circle', async () => {
    const paths: unknown[] = [];
    for await (const { path, link, again } of walk(await (await open('links.h5')).view('hierarchy'))) {
      paths.push(again ? [path, 'again'] : link?.kind === 'external' ? [path, link.file, link.path] : path);
    }
    expect(paths).toEqual([
      '/',
      '/data',
      ['/external', '/etc/passwd', '/x'],
      '/group',
      '/group/self',
      ['/group/up', 'again'],
      '/huge',
      '/outside',
      '/virtual',
    ]);
  });

  it('names the file of a dataset that is stored outside, and does not read it', async () => {
    const outside = await dataset('outside');
    expect(outside.external).toEqual(['/etc/hostname']);
    await expect(outside.read()).rejects.toMatchObject({ code: 'BRINE-HDF5-EXTERNAL', fault: 'unsupported' });
  });

  it('does not read virtual datasets, which would be zeros', async () => {
    await expect((await dataset('virtual')).read()).rejects.toMatchObject({ code: 'BRINE-HDF5-EXTERNAL' });
  });

  it('refuses 8 TB of elements that were never written; a box of them is read', async () => {
    const huge = await dataset('huge');
    await expect(huge.read()).rejects.toMatchObject({ fault: 'limit' });
    const { bytes } = await huge.read([
      [5, 7],
      [999_998, 1_000_000],
    ]);
    expect(bytes).toEqual(new Uint8Array(32));
  });
});

it('a filter that is not there is refused by its name', async () => {
  const bytes = fixture('kinds_earliest.h5');
  // The filter's number beside its name, as h5py registers it.
  const at = bytes.findIndex(
    (byte, i) => byte === 0 && bytes[i + 1] === 0x7d && bytes[i + 8] === 0x6c && bytes[i + 9] === 0x7a,
  );
  expect(at).toBeGreaterThan(0);
  bytes.set([0x0f, 0x7d], at);
  const { root } = await (await open('x.h5', bytes)).view('hierarchy');
  const lzf = await find(root, 'chunks/lzf');
  await expect(lzf?.kind === 'dataset' && lzf.read()).rejects.toMatchObject({
    fault: 'unsupported',
    message: expect.stringContaining('zstd (32015)') as string,
  });
});

it('damage anywhere is an error with a place, or a value; never anything else', async () => {
  const bytes = fixture('kinds_latest.h5');
  let seed = 1;
  const random = (most: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return Math.floor((seed / 2 ** 32) * most);
  };
  for (let round = 0; round < 250; round++) {
    const damaged = round % 5 === 0 ? bytes.slice(0, random(bytes.length)) : bytes.slice();
    for (let i = 0; i < 4 && damaged.length > 0; i++) damaged[random(damaged.length)] = random(256);
    try {
      const opened = await host.open(fromBytes(damaged, 'x.h5'), { limits: { bytes: 1 << 26, items: 1e5 } });
      for (const tensor of await opened.view('tensors')) await tensor.read().catch(expected);
    } catch (error) {
      expected(error);
    }
  }
});

function expected(error: unknown): void {
  if (!isCodecError(error) || error.fault === 'bug') throw error;
}
