import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import * as names from './index.js';

test('the public names', () => {
  const ids = names.containers.map(({ descriptor }) => descriptor.id);
  expect(ids).toEqual(['gzip', 'zlib', 'bz2', 'xz', 'lzma', 'lz4', 'zstd']);
  expect(Object.keys(names).sort()).toEqual(['compressors', 'containers', ...ids].sort());
});

test('a browser bundle needs nothing of Node, and only what is used is loaded', async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('index.ts', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'esm',
    // esbuild refuses a `node:` import on this platform.
    platform: 'browser',
    splitting: true,
    outdir: 'out',
    write: false,
  });
  for (const { text } of outputFiles) expect(text).not.toMatch(/(from|import\(|require\()\s*["']node:/);
  const entry = outputFiles.find(({ path }) => path.endsWith('index.js'))!;
  expect(gzipSync(entry.contents).length).toBeLessThan(3 * 1024);
});
