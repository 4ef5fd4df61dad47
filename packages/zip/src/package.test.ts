import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import * as names from './index.js';
import * as plugin from './plugin.js';

test('the public names', () => {
  expect(Object.keys(names)).toEqual(['auditZip', 'openZip', 'examineZip', 'zip', 'zipWriter']);
  expect(Object.keys(plugin)).toEqual(['zip']);
});

test('a browser bundle needs nothing of Node', async () => {
  const { errors } = await build({
    entryPoints: [fileURLToPath(new URL('index.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    splitting: true,
    outdir: 'out',
    write: false,
  });
  expect(errors).toEqual([]);
});
