/** Writes docs/sklearn-support.md. Runs on the sources, put into one file by esbuild, as tools/corpus/run.mjs does. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const workspace = join(import.meta.dirname, '../..');
const folder = join(workspace, 'node_modules/.cache/docs');
mkdirSync(folder, { recursive: true });
const outfile = join(folder, `run-${process.pid}.mjs`);
await build({
  entryPoints: [join(import.meta.dirname, 'sklearn-support.ts')],
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  tsconfig: join(workspace, 'tsconfig.base.json'),
  outfile,
  sourcemap: 'inline',
  logLevel: 'warning',
});
const { main } = await import(pathToFileURL(outfile).href).finally(() => rmSync(outfile));
await main(workspace);
