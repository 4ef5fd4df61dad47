import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { defineConfig } from 'tsup';

interface Manifest {
  exports: Record<string, string | { default: string }>;
  bin?: Record<string, string>;
}

/**
 * The build of one package. Its entries are what its package.json promises: `dist/x.js` is built from `src/x.ts`, so an
 * export has to be named in one place only.
 *
 * @param programs - further entries that the package starts itself, by their names in src
 * @param rooms - what is imported by its folder's index (`../tree/index.js`) stays an import: see {@link roomsOf}
 */
export function build(folder: string, programs: readonly string[] = [], rooms = false) {
  // A package without a main entry is still being begun and must not hold up the others; `check` refuses to publish it.
  if (!existsSync(join(folder, 'src/index.ts'))) return defineConfig([]);
  const published = entries(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest);
  return defineConfig({
    entry: {
      ...published,
      ...Object.fromEntries(programs.map((name) => [name, `src/${name}.ts`])),
    },
    esbuildPlugins: rooms ? [ROOMS] : [],
    format: ['esm'],
    target: 'node20',
    // tsup sets the deprecated baseUrl by itself. Without `paths` the types of siblings come from their dist, as for a user.
    dts: { entry: published, compilerOptions: { ignoreDeprecations: '6.0', paths: {} } },
    sourcemap: true,
    clean: true,
    treeshake: true,
    removeNodeProtocol: false,
    silent: true,
  });
}

/** Leaves an import of a room as it is. No `external` of tsup's, which would take the rooms out of the types too. */
const ROOMS: Plugin = {
  name: 'rooms',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\/\w+\/index\.js$/ }, ({ path }) => ({ path, external: true }));
  },
};

/**
 * The folders of src that have an index, as entries: each is one file of dist then, which the others import as src does. Left to itself
 * esbuild makes a file of whatever the same entries share: where there are many entries, dozens of scraps.
 */
export function roomsOf(folder: string): string[] {
  return readdirSync(join(folder, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, 'src', entry.name, 'index.ts')))
    .map(({ name }) => `${name}/index`);
}

function entries(manifest: Manifest): Record<string, string> {
  const targets = [
    ...Object.values(manifest.exports).map((target) => (typeof target === 'string' ? target : target.default)),
    ...Object.values(manifest.bin ?? {}),
  ];
  return Object.fromEntries(
    targets
      .map((target) => /^(?:\.\/)?dist\/(.+)\.js$/.exec(target)?.[1])
      .filter((name) => name !== undefined)
      .map((name) => [name, `src/${name}.ts`]),
  );
}
