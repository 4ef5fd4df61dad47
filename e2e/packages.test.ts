import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Installed, packAll, type Tarballs } from './installed.ts';

const workspace = join(import.meta.dirname, '..');
const models = join(workspace, 'examples/demo/models');
const require = createRequire(import.meta.url);

let tarballs: Tarballs;
const folders: string[] = [];
const homes: Installed[] = [];

function install(...names: string[]): Installed {
  const home = new Installed(tarballs, names);
  homes.push(home);
  return home;
}

beforeAll(() => {
  const all = packAll();
  tarballs = all.tarballs;
  folders.push(all.folder);
  for (const { name, files } of all.packed) {
    const paths = files.map(({ path }) => path);
    if (!paths.some((path) => path.startsWith('dist/'))) throw new Error(`${name} is not built: npm run build`);
  }
});

afterAll(() => {
  for (const home of homes) home.remove();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe('@brine/core with one codec', () => {
  it('brings nothing else, and opens a file of that codec', () => {
    const home = install('@brine/core', '@brine/codec-pickle');
    expect(home.packages()).toEqual(['@brine/codec-pickle', '@brine/core']);
    home.write('ridge.pkl', readFileSync(join(models, 'diabetes-ridge.pkl')));
    const printed = home.run(`
      import { createHost } from '@brine/core/host';
      import { fromFile } from '@brine/core/node';
      import { className } from '@brine/core';
      import { pickle } from '@brine/codec-pickle';
      const file = await createHost([pickle]).open(await fromFile('ridge.pkl'));
      console.log(file.codec, className(await file.view('value')));
      await file.close();
    `);
    expect(printed.trim()).toBe('pickle sklearn.pipeline.Pipeline');
  });
});

describe('the command with two codecs', () => {
  let home: Installed;
  beforeAll(() => {
    home = install('@brine/cli', '@brine/codec-pickle', '@brine/codec-safetensors');
    home.write('ridge.pkl', readFileSync(join(models, 'diabetes-ridge.pkl')));
    home.write(
      'tiny.safetensors',
      safetensors({ w: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } }, new Uint8Array(8)),
    );
    home.write('forest.joblib', readFileSync(join(models, 'iris-forest.joblib')));
  });

  it('opens the files of both', () => {
    const { status, stdout } = home.brine('inspect', '--json', 'ridge.pkl', 'tiny.safetensors');
    const formats = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { format: string }).format);
    expect([status, formats]).toEqual([0, ['pickle', 'safetensors']]);
  });

  it('names the one command that installs what a prediction needs', () => {
    const { status, stderr } = home.brine('predict', 'forest.joblib', '--input', '-');
    expect(status).toBe(2);
    const command = /npm install (.+)/.exec(stderr)?.[1];
    expect(command?.split(' ').sort()).toEqual(['@brine/codec-joblib', '@brine/convert-sklearn', '@brine/engine']);
  });

  it('has neither of the native parts', () => {
    expect(home.packages().filter((name) => /onnxruntime|h5wasm|codec-(joblib|onnx)|convert/.test(name))).toEqual([]);
  });
});

describe("a stranger's codec", () => {
  it('written against the published types is opened by its name, and only by its name', () => {
    const home = install('@brine/cli', '@brine/core');
    const plugin = join(home.folder, 'node_modules/brine-codec-toy');
    home.write(
      'node_modules/brine-codec-toy/package.json',
      JSON.stringify({
        name: 'brine-codec-toy',
        version: '1.0.0',
        type: 'module',
        exports: './index.js',
        keywords: ['brine-plugin'],
      }),
    );
    cpSync(join(import.meta.dirname, 'toy/index.ts'), join(plugin, 'index.ts'));
    // No `paths`, no workspace: the types are those of the packed @brine/core.
    home.write(
      'tsconfig.json',
      JSON.stringify({
        compilerOptions: { strict: true, target: 'ES2022', lib: ['ES2023', 'DOM'], module: 'NodeNext', types: [] },
        files: [join(plugin, 'index.ts')],
      }),
    );
    execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', home.folder], { stdio: 'pipe' });

    home.write('x.toy', 'TOY1{"a": 1.5}');
    const { status, stdout } = home.brine('dump', '--json', '--codec', 'brine-codec-toy', 'x.toy');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'toy',
      value: { $: 'dict', v: [['a', { $: 'float', v: 1.5 }]] },
    });

    expect(home.brine('dump', 'x.toy').status).toBe(2);
    home.write('brine.config.json', JSON.stringify({ plugins: ['brine-codec-toy'] }));
    expect(home.brine('dump', 'x.toy').status).toBe(0);
  });
});

describe('the umbrella', () => {
  it('predicts as scikit-learn did, without ONNX Runtime', () => {
    const home = install('brine');
    home.write('iris-forest.joblib', readFileSync(join(models, 'iris-forest.joblib')));
    const expected = JSON.parse(readFileSync(join(models, 'iris-forest.joblib.expected.json'), 'utf8')) as {
      rows: number[][];
      outputs: { predict: string[] };
    };
    const printed = home.run(`
      import { load } from 'brine';
      const model = await load('iris-forest.joblib');
      console.log(JSON.stringify((await model.predict(${JSON.stringify(expected.rows)})).data));
      await model.close();
    `);
    expect(JSON.parse(printed)).toEqual(expected.outputs.predict);
    expect(home.packages().filter((name) => name.startsWith('h5wasm'))).toEqual([]);
  });
});

function safetensors(header: object, data: Uint8Array): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const file = new Uint8Array(8 + json.length + data.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(json, 8);
  file.set(data, 8 + json.length);
  return file;
}
