import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { demo, json, run, temporaryFolder } from './io.js';

/** A safetensors file of one tensor. */
function safetensors(folder: string): string {
  const json = JSON.stringify({ w: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } });
  const header = new TextEncoder().encode(json.padEnd(Math.ceil(json.length / 8) * 8));
  const bytes = new Uint8Array(8 + header.length + 8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  bytes.set(new Uint8Array(Float32Array.of(1, 2).buffer), 8 + header.length);
  writeFileSync(join(folder, 'w.safetensors'), bytes);
  return join(folder, 'w.safetensors');
}

interface Outputs {
  outputs: Record<string, { dtype: string; data: unknown[] }>;
}

describe('convert', () => {
  it('writes ONNX that predicts the same, with column names and classes', async () => {
    const onnx = join(temporaryFolder(), 'passengers.onnx');
    const written = await run(['convert', demo('passengers.joblib'), onnx]);
    expect([written.code, written.out]).toEqual([0, '']);
    const { columns, rows } = json(demo('passengers.joblib.expected.json')) as { columns: string[]; rows: unknown[][] };
    const stdin = JSON.stringify({ columns, rows });
    for (const method of ['predict', 'predict_proba']) {
      const argv = ['--json', '-m', method];
      const before = await run(['predict', demo('passengers.joblib'), ...argv], { stdin });
      const after = await run(['predict', onnx, ...argv], { stdin });
      expect([after.code, after.out]).toEqual([0, before.out]);
    }
  });

  it.each([
    ['--float32', 'float32'],
    ['--float64', 'float64'],
  ])('%s decides the type', async (flag, dtype) => {
    const onnx = join(temporaryFolder(), 'ridge.onnx');
    expect((await run(['convert', flag, demo('diabetes-ridge.pkl'), onnx])).code).toBe(0);
    const { outputs } = JSON.parse(
      (await run(['predict', onnx, '--json'], { stdin: '[[1,2,3,4,5,6,7,8,9,10]]' })).out,
    ) as Outputs;
    expect(outputs.predict!.dtype).toBe(dtype);
    expect((await run(['convert', '--float32', '--float64', demo('diabetes-ridge.pkl'), onnx])).code).toBe(3);
  });

  it('tells what it wrote as JSON', async () => {
    const output = join(temporaryFolder(), 'ridge.onnx');
    const { out } = await run(['convert', '--json', demo('diabetes-ridge.pkl'), output]);
    expect(JSON.parse(out)).toEqual({
      file: demo('diabetes-ridge.pkl'),
      output,
      format: 'onnx',
      bytes: readFileSync(output).length,
      notes: [],
    });
  });

  it('writes to standard output, by --to', async () => {
    const folder = temporaryFolder();
    const input = safetensors(folder);
    const { code, out } = await run(['convert', input, '-', '--to', 'safetensors']);
    expect([code, out.includes('"dtype":"F32"')]).toEqual([0, true]);
  });

  it('writes over its own input', async () => {
    const path = safetensors(temporaryFolder());
    const before = readFileSync(path);
    expect((await run(['convert', path, path])).code).toBe(0);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('writes through a link', async () => {
    const folder = temporaryFolder();
    const input = safetensors(folder);
    writeFileSync(join(folder, 'real.safetensors'), 'old');
    symlinkSync('real.safetensors', join(folder, 'link.safetensors'));
    expect((await run(['convert', input, join(folder, 'link.safetensors')])).code).toBe(0);
    expect(readFileSync(join(folder, 'real.safetensors')).equals(readFileSync(input))).toBe(true);
  });
});

describe('a conversion that fails', () => {
  /** Every way to fail leaves the folder as it was. */
  async function fails(argv: (folder: string) => string[], exit: number, message: string) {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'out.onnx'), 'old');
    const { code, out, err } = await run(['convert', ...argv(folder)]);
    expect([code, out]).toEqual([exit, '']);
    expect(err).toContain(message);
    expect([
      readdirSync(folder).filter((name) => !name.startsWith('in')),
      readFileSync(join(folder, 'out.onnx'), 'utf8'),
    ]).toEqual([['out.onnx'], 'old']);
  }
  const made = (folder: string, name: string, content: Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  it('for want of the input', () =>
    fails((folder) => [join(folder, 'none.pkl'), join(folder, 'out.onnx')], 4, 'there is no such file'));

  it('for a damaged input', () =>
    fails(
      (folder) => [
        made(folder, 'in.joblib', readFileSync(demo('iris-forest.joblib')).subarray(0, 20_000)),
        join(folder, 'out.onnx'),
      ],
      2,
      'where: byte ',
    ));

  it('for a value that is no model', () =>
    fails(
      (folder) => [made(folder, 'in.pkl', new Uint8Array([0x80, 4, 0x4b, 1, 0x2e])), join(folder, 'out.onnx')],
      2,
      'error: ',
    ));

  it('for a format that cannot hold it', () =>
    fails(
      (folder) => [demo('iris-forest.joblib'), '--to', 'gzip', join(folder, 'out.onnx')],
      3,
      'gzip files can be read, but not written',
    ));

  it('for an extension that says nothing', async () => {
    const folder = temporaryFolder();
    const { code, err } = await run(['convert', demo('iris-forest.joblib'), join(folder, 'out.xyz')]);
    expect([code, existsSync(join(folder, 'out.xyz'))]).toEqual([3, false]);
    expect(err).toContain('does not say which format to write');
    expect((await run(['convert', demo('iris-forest.joblib'), 'x', '--to', 'onxn'])).err).toContain(
      'Did you mean onnx?',
    );
  });

  it('for a folder that there is not', async () => {
    expect((await run(['convert', demo('iris-forest.joblib'), join(temporaryFolder(), 'no/out.onnx')])).code).toBe(4);
  });
});
