import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { describe, expect, test } from 'vitest';
import * as names from './index.js';
import * as vm from './vm.js';
import * as write from './write/index.js';

test('the public names', () => {
  expect(Object.keys(names).sort()).toMatchInlineSnapshot(`
    [
      "pickle",
    ]
  `);
  expect(Object.keys(write).sort()).toEqual([
    'dump',
    'dumpPickle',
    'freshText',
    'fromJs',
    'py',
    'reduceArray',
    'writePickle',
  ]);
});

test('the public names of /vm', () => {
  expect(Object.keys(vm).sort()).toMatchInlineSnapshot(`
    [
      "Cursor",
      "Machine",
      "Memo",
      "OPCODES",
      "ValueBackend",
      "arrayOf",
      "auditPickle",
      "mapBytes",
      "pickleDocument",
      "sniffPickle",
    ]
  `);
});

describe('a browser bundle', () => {
  const bundle = async (entry: string) => {
    const { outputFiles, metafile } = await build({
      entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      splitting: true,
      outdir: 'out',
      write: false,
      metafile: true,
    });
    return { outputFiles, metafile };
  };

  test.each(['index.ts', 'vm.ts'])('%s needs nothing of Node', async (entry) => {
    // esbuild refuses a `node:` import on the browser platform, so that bundling is the proof.
    const { metafile } = await bundle(entry);
    const inputs = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
    expect(inputs.filter((path) => /node_modules|core\/src\/(node|host)/.test(path))).toEqual([]);
  });

  test('to read, it is within 30 KB with the parts of core, minified and compressed', async () => {
    const { outputFiles, metafile } = await bundle('plugin.ts');
    const chunks = outputFiles.filter(({ path }) => {
      const [, output] = Object.entries(metafile.outputs).find(([name]) => path.endsWith(name))!;
      return !Object.keys(output.inputs).some((input) => LATER.test(input));
    });
    const bytes = chunks.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).byteLength, 0);
    expect(bytes).toBeLessThan(30 * 1024);
    expect(chunks.length).toBeLessThan(outputFiles.length);
  });

  test('in one file, the writer included, it is within 34 KB as servers compress for browsers', async () => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL('index.ts', import.meta.url))],
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      write: false,
      // Not for every visitor: they are loaded by who judges files, or wants their opcodes.
      external: ['./audit/*', '../dis/*'],
    });
    expect(brotliCompressSync(outputFiles[0]!.contents).byteLength).toBeLessThan(34 * 1024);
  });

  test('the plugin loads the machine when a file is opened', async () => {
    const inputs = eager((await bundle('plugin.ts')).metafile);
    expect(inputs.length).toBeGreaterThan(1);
    expect(inputs.filter((path) => /(^|\/)src\/(read|build|inspect|write)\//.test(path))).toEqual([]);
  });
});

/** Rooms that reading does not load. */
const LATER = /(^|\/)src\/(write|audit|dis)\//;

/** Inputs of the entry's own chunk and those that it imports at once. */
function eager({ outputs }: Metafile): string[] {
  const entry = Object.keys(outputs).find((path) => outputs[path]!.entryPoint?.endsWith('src/plugin.ts'))!;
  const found = new Set<string>();
  const visit = (path: string) => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: next, kind } of outputs[path]!.imports) if (kind === 'import-statement') visit(next);
  };
  visit(entry);
  return [...found].flatMap((path) => Object.keys(outputs[path]!.inputs));
}
