import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Verification } from '@brine/runtime';
import { demo, file, json, run, temporaryFolder } from './io.js';

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

/** Ids are labels: only which are the same matters, and here nothing is shared. */
const withoutIds = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'id' ? undefined : inner)));

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

  it('writes joblib files in the protocol and the compression that are asked for', async () => {
    const folder = temporaryFolder();
    const output = join(folder, 'copy.joblib');
    const written = await run(['convert', '--compress', 'xz:3', '--protocol', '5', demo('diabetes-ridge.pkl'), output]);
    expect([written.code, written.err]).toEqual([0, '']);
    const { containers, version } = JSON.parse((await run(['inspect', '--json', output])).out) as Record<
      string,
      unknown
    >;
    expect([containers, version]).toEqual([['xz'], '5']);
    const dump = (path: string) => run(['dump', '--json', path]).then(({ out }) => withoutIds(JSON.parse(out)));
    const [before, after] = [await dump(demo('diabetes-ridge.pkl')), await dump(output)];
    expect({ ...(after as object), file: '', format: '' }).toEqual({
      ...(before as object),
      file: '',
      format: '',
    });
    const wrong = await run(['convert', '--compress', 'zip', demo('diabetes-ridge.pkl'), join(folder, 'x.joblib')]);
    expect([wrong.code, wrong.err]).toEqual([3, expect.stringContaining('NAME:LEVEL') as string]);
    expect((await run(['convert', '--compress', 'xz', safetensors(folder), join(folder, 'x.pkl')])).code).toBe(3);
  }, 20_000);

  it('writes numpy files, compressed when asked', async () => {
    const folder = temporaryFolder();
    const [npz, npy] = [join(folder, 'w.npz'), join(folder, 'w.npy')];
    expect((await run(['convert', '--compress', 'deflate', safetensors(folder), npz])).code).toBe(0);
    expect((await run(['convert', npz, npy])).code).toBe(0);
    const { format, tensors } = JSON.parse((await run(['inspect', '--json', npy])).out) as Record<string, unknown>;
    expect([format, tensors]).toEqual(['npy', [{ dtype: 'float32', shape: [2], bytes: 8, offset: 128 }]]);
  });

  it('writes a module that predicts by itself, and its types beside it', async () => {
    const folder = temporaryFolder();
    const output = join(folder, 'model.mjs');
    const written = await run(['convert', demo('passengers.joblib'), output]);
    expect([written.code, written.err, readdirSync(folder)]).toEqual([0, '', ['model.d.mts', 'model.mjs']]);
    const { columns, rows } = json(demo('passengers.joblib.expected.json')) as { columns: string[]; rows: unknown[][] };
    const records = rows.map((row) => Object.fromEntries(row.map((cell, i) => [columns[i]!, cell])));
    const model = (await import(pathToFileURL(output).href)) as Record<
      string,
      (rows: unknown) => { shape: number[]; data: Float64Array }
    >;
    const stdin = JSON.stringify({ columns, rows });
    const argv = ['predict', demo('passengers.joblib'), '--engine', 'brine', '--json', '-m', 'predict_proba'];
    const { outputs } = JSON.parse((await run(argv, { stdin })).out) as Outputs;
    expect([...model['predict_proba']!(records).data]).toEqual(outputs.predict_proba!.data.flat());
    expect(readFileSync(join(folder, 'model.d.mts'), 'utf8')).toContain('export declare function predict_proba');
  });

  it('--weights decides where the weights of a module are', async () => {
    const folder = temporaryFolder();
    const argv = ['convert', '--weights', 'beside', demo('diabetes-ridge.pkl')];
    expect((await run([...argv, join(folder, 'ridge.mjs')])).code).toBe(0);
    expect(readdirSync(folder)).toEqual(['ridge.bin', 'ridge.d.mts', 'ridge.mjs']);
    expect((await run([...argv, join(folder, 'ridge.onnx')])).code).toBe(3);
  });

  it('--opset decides the version of the operators', async () => {
    const onnx = join(temporaryFolder(), 'ridge.onnx');
    expect((await run(['convert', '--opset', '21', demo('diabetes-ridge.pkl'), onnx])).code).toBe(0);
    const { summary } = JSON.parse((await run(['dump', '--json', onnx])).out) as { summary: { opsets: unknown } };
    expect(summary.opsets).toEqual([['', 21]]);
    const row = '[[1,2,3,4,5,6,7,8,9,10]]';
    expect((await run(['predict', onnx], { stdin: row })).out).toBe(
      (await run(['predict', demo('diabetes-ridge.pkl')], { stdin: row })).out,
    );
    const low = await run(['convert', '--opset', '3', demo('diabetes-ridge.pkl'), onnx]);
    expect([low.code, low.err.includes('opset 3 of ai.onnx is not possible')]).toEqual([3, true]);
  });

  it('--opset takes models to versions before those that converters make, and ONNX files too', async () => {
    const folder = temporaryFolder();
    const [old, newer] = [join(folder, 'old.onnx'), join(folder, 'newer.onnx')];
    expect((await run(['convert', '--opset', '13', demo('passengers.joblib'), old])).code).toBe(0);
    const converted = await run(['convert', '--opset', 'ai.onnx=18', old, newer]);
    expect([converted.code, converted.err]).toEqual([0, '']);
    const { columns, rows } = json(demo('passengers.joblib.expected.json')) as { columns: string[]; rows: unknown[][] };
    const predict = async (file: string) =>
      (await run(['predict', file, '--json', '-m', 'predict_proba'], { stdin: JSON.stringify({ columns, rows }) })).out;
    const opset = async (file: string) =>
      (JSON.parse((await run(['dump', '--json', file])).out) as { summary: { opsets: [string, number][] } }).summary
        .opsets;
    expect([await opset(old), await opset(newer)].map((opsets) => new Map(opsets).get(''))).toEqual([13, 18]);
    const expected = await predict(demo('passengers.joblib'));
    expect(await predict(newer)).toBe(expected);
    // onnxruntime runs the old one, and rounds the last bit another way.
    const rounded = (text: string) => text.replaceAll(/0\.\d+/g, (digits) => Number(digits).toFixed(12));
    expect(rounded(await predict(old))).toBe(rounded(expected));
    const wrong = await run(['convert', '--opset', 'x', old, newer]);
    expect([wrong.code, wrong.err]).toEqual([3, expect.stringContaining('not a whole number') as string]);
  });

  it('--external-data puts weights beside the model', async () => {
    const folder = temporaryFolder();
    const [text, model, back] = ['t', 'm', 'back'].map((name) => join(folder, `${name}.onnx`)) as [
      string,
      string,
      string,
    ];
    const port = (name: string) =>
      `{ name: "${name}" type { tensor_type { elem_type: 1 shape { dim { dim_value: 512 } } } } }`;
    writeFileSync(
      text,
      `ir_version: 8 graph { name: "g" node { input: "x" input: "w" output: "y" op_type: "Add" }
       initializer { dims: 512 data_type: 1 name: "w" raw_data: "${'\\000\\001\\000\\077'.repeat(512)}" }
       input ${port('x')} output ${port('y')} } opset_import { version: 17 }\n`,
    );
    const written = await run(['convert', '--external-data', text, model]);
    expect([written.code, written.err]).toEqual([0, '']);
    expect(readdirSync(folder)).toEqual(['m.onnx', 'm.onnx.data', 't.onnx']);
    const { details } = JSON.parse((await run(['inspect', '--json', model])).out) as { details: { external: object } };
    expect(details.external).toEqual({ w: { location: 'm.onnx.data', offset: '0', length: '2048' } });
    expect((await run(['convert', model, back])).code).toBe(0);
    expect(readFileSync(back).includes(readFileSync(join(folder, 'm.onnx.data')))).toBe(true);
    const refused = await run(['convert', '--external-data', model, join(folder, 'm.safetensors')]);
    expect([refused.code, refused.err]).toEqual([3, expect.stringContaining('--external-data is for onnx') as string]);
  });

  it('--verify says how far apart the model and what was written are, on every engine', async () => {
    const onnx = join(temporaryFolder(), 'passengers.onnx');
    const told = await run(['convert', '--verify', demo('passengers.joblib'), onnx]);
    expect([told.code, told.out]).toEqual([0, '']);
    expect(told.err).toMatch(/^verified: 200 rows, the model itself on \w+; largest difference:\n {2}\w+: /);
    const { rows } = json(demo('passengers.joblib.expected.json')) as { rows: unknown[][] };
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'rows.json'), JSON.stringify(rows));
    const asked = [
      'convert',
      '--json',
      '--verify',
      '--input',
      join(folder, 'rows.json'),
      demo('passengers.joblib'),
      onnx,
    ];
    const { verification } = JSON.parse((await run(asked)).out) as { verification: Verification };
    expect(verification).toMatchObject({ rows: rows.length, agrees: true });
    expect(verification.engines.map(({ id }) => id).sort()).toEqual(['brine', 'onnxruntime']);
  });

  it('--verify writes nothing where float32 does not predict as the model does', async () => {
    const folder = temporaryFolder();
    const argv = [
      'convert',
      '--verify',
      '--float32',
      file('packages/convert-sklearn/fixtures/sk1.9/kernelridge_chi2.joblib'),
    ];
    const refused = await run([...argv, join(folder, 'x.onnx')]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('nothing was written, for it does not predict as the model does');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    [['--verify', 'x.pkl'], '--verify is for onnx'],
    [['--input', 'rows.csv', 'x.onnx'], '--input names the rows of --verify'],
  ])('refuses %j', async (argv, message) => {
    const { code, err } = await run(['convert', ...argv.slice(0, -1), demo('diabetes-ridge.pkl'), argv.at(-1)!]);
    expect([code, err.includes(message)]).toEqual([3, true]);
  });

  it.each([0, 2, 4, 5])('writes pickles of protocol %d that hold the same', async (protocol) => {
    const path = join(temporaryFolder(), 'copy.pkl');
    expect(await run(['convert', '--protocol', String(protocol), demo('diabetes-ridge.pkl'), path])).toEqual({
      code: 0,
      out: '',
      err: '',
    });
    const value = async (name: string) =>
      (JSON.parse((await run(['dump', '--json', '--full', name])).out) as { value: unknown }).value;
    expect(withoutIds(await value(path))).toEqual(withoutIds(await value(demo('diabetes-ridge.pkl'))));
    expect((JSON.parse((await run(['inspect', '--json', path])).out) as { version: string }).version).toBe(
      String(protocol),
    );
  });

  it('refuses options that are for another format', async () => {
    const { code, err } = await run([
      'convert',
      '--protocol',
      '2',
      demo('diabetes-ridge.pkl'),
      join(temporaryFolder(), 'x.onnx'),
    ]);
    expect([code, err.includes('--protocol is for pickle, joblib, and onnx is written')]).toEqual([3, true]);
  });

  it('--strict writes nothing when something is lost', async () => {
    const path = join(temporaryFolder(), 'ridge.safetensors');
    const strict = await run(['convert', '--strict', demo('diabetes-ridge.pkl'), path]);
    expect([strict.code, existsSync(path)]).toEqual([2, false]);
    expect(strict.err).toContain('nothing was written, for this would be lost: ');
    const loose = await run(['convert', demo('diabetes-ridge.pkl'), path]);
    expect([loose.code, existsSync(path)]).toEqual([0, true]);
    expect(loose.err).toMatch(/^lost: /);
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
