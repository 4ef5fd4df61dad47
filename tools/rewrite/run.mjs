/**
 * `npm run rewrite -- DIR [options]`: reads every pickle of a folder, writes it again, and has Python load both.
 *
 * Runs on the sources: esbuild puts them into one file, with the `paths` of tsconfig.base.json, so that nothing has to be built.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const workspace = join(import.meta.dirname, '../..');
const folder = join(workspace, 'node_modules/.cache/rewrite');
mkdirSync(folder, { recursive: true });
const outfile = join(folder, `run-${process.pid}.mjs`);
await build({
  entryPoints: [join(import.meta.dirname, 'main.ts')],
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
const { main } = await import(pathToFileURL(outfile).href);
process.exitCode = await main(process.argv.slice(2), join(import.meta.dirname, 'check.py'));
