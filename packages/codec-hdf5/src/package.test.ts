import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import * as names from './index.js';

test('the public names', () => {
  expect(Object.keys(names)).toEqual(['hdf5', 'keras', 'kerasWeights']);
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
