/**
 * `npm run corpus -- DIR [--filter TEXT] [--engine ID] [--verbose]`: opens every file of a folder that has a `FILE.expected.json` beside it and compares.
 *
 * Runs on the sources, as the unit tests do: esbuild puts them into one file, with the `paths` of tsconfig.base.json, so that nothing
 * has to be built and a change shows at once.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const workspace = join(import.meta.dirname, '../..');
const folder = join(workspace, 'node_modules/.cache/corpus');
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
const { main } = await import(pathToFileURL(outfile).href).finally(() => rmSync(outfile));
process.exitCode = await main(process.argv.slice(2));
