import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import * as values from './index.js';

it('has these public names', () => {
  expect(Object.keys(values).sort()).toEqual([
    'columnOf',
    'dataFrameOf',
    'dtypeLabel',
    'fromTagged',
    'indexOf',
    'jsonChunks',
    'plainJson',
    'reprOf',
    'seriesOf',
    'sparseOf',
    'stringify',
    'toJs',
    'toTagged',
    'toText',
    'viewOf',
  ]);
});

it('needs nothing of Node, and is in no bundle of @brine/core itself', async () => {
  const bundle = async (entry: string) => {
    const entryPoints = [fileURLToPath(new URL(entry, import.meta.url))];
    const { metafile } = await build({
      entryPoints,
      bundle: true,
      format: 'esm',
      platform: 'browser',
      write: false,
      metafile: true,
    });
    return Object.keys(metafile.inputs);
  };
  // esbuild refuses a `node:` import on the browser platform, so that bundling is the proof.
  expect(await bundle('index.ts')).toContainEqual(expect.stringContaining('@noble/hashes'));
  expect((await bundle('../index.ts')).filter((input) => /values|@noble/.test(input))).toEqual([]);
});
