import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const workspace = join(import.meta.dirname, '../..');
/** A module is known by its URL: each import has one of its own. */
let imports = 0;

/**
 * Imports a TypeScript file of the tools as it stands: esbuild puts it and the packages' sources into one file, with the `paths` of
 * tsconfig.base.json, so that nothing has to be built and a change shows at once.
 */
export async function importSource(entry) {
  const folder = join(workspace, 'node_modules/.cache/tools');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `run-${process.pid}-${imports++}.mjs`);
  await build({
    entryPoints: [entry],
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
  return import(pathToFileURL(outfile).href).finally(() => rmSync(outfile));
}
