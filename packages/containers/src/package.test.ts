import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import * as names from './index.js';

test('the public names', () => {
  const ids = names.containers.map(({ descriptor }) => descriptor.id);
  expect(ids).toEqual(['gzip', 'zlib', 'bz2', 'xz', 'lzma', 'lz4', 'zstd']);
  expect(Object.keys(names).sort()).toEqual(['compressors', 'containers', ...ids].sort());
});

test('a browser bundle needs nothing of Node', async () => {
  // esbuild refuses a `node:` import on the browser platform, so that bundling is the proof.
  const entry = fileURLToPath(new URL('index.ts', import.meta.url));
  const { errors } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    splitting: true,
    outdir: 'out',
    write: false,
  });
  expect(errors).toEqual([]);
});
