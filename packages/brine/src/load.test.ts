import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { createHost, isCodecError, load, open, plugins } from './index.js';

const models = join(import.meta.dirname, '../../../examples/demo/models');
const path = (name: string) => join(models, name);

let runtimes = 0;
vi.mock('onnxruntime-node', async (importOriginal) => {
  runtimes++;
  return importOriginal();
});

interface Expected {
  columns: string[] | null;
  rows: (string | number | null)[][];
  outputs: Record<string, unknown[]>;
}
const expected = (name: string) => JSON.parse(readFileSync(path(`${name}.expected.json`), 'utf8')) as Expected;

/** Labels are equal; numbers differ by no more than 1e-12 of the largest. */
function agrees(got: unknown, want: unknown) {
  const [a, b] = [got, want].map((items) => (items as unknown[]).flat(Infinity));
  expect(a!.length).toBe(b!.length);
  if (typeof b![0] !== 'number') return expect(a).toEqual(b);
  const numbers = b as number[];
  const scale = Math.max(...numbers.map(Math.abs));
  const worst = Math.max(...numbers.map((want, i) => Math.abs(Number(a![i]) - want)));
  expect(worst).toBeLessThanOrEqual(1e-12 * scale);
}

// The first test: nothing has predicted yet.
it('loads ONNX Runtime when it is asked for, not before', async () => {
  const model = await load(path('diabetes-ridge.pkl'));
  expect([model.methods, runtimes]).toEqual([['predict'], 0]);
  await model.predict(expected('diabetes-ridge.pkl').rows);
  expect([await model.engine(), runtimes]).toEqual(['brine', 0]);
  await model.close();
  const other = await load(path('diabetes-ridge.pkl'), { engine: 'onnxruntime' });
  await other.predict(expected('diabetes-ridge.pkl').rows);
  expect([await other.engine(), runtimes]).toEqual(['onnxruntime', 1]);
  await other.close();
});

describe.each(['iris-forest.joblib', 'diabetes-ridge.pkl', 'passengers.joblib'])('%s', (name) => {
  const { columns, rows, outputs } = expected(name);

  it('predicts what scikit-learn predicted', async () => {
    const model = await load(path(name));
    const forms = [
      rows,
      ...(columns
        ? [{ columns, rows }, rows.map((row) => Object.fromEntries(row.map((cell, i) => [columns[i]!, cell])))]
        : []),
      ...(columns ? [] : [Float64Array.from(rows.flat() as number[])]),
    ];
    for (const form of forms) {
      for (const [method, want] of Object.entries(outputs))
        agrees((await model.run(method as 'predict', form)).toArray(), want);
    }
    await model.close();
  });
});

describe('a model', () => {
  it('says what it takes and can do', async () => {
    const model = await load(path('passengers.joblib'));
    expect(model.inputs.map(({ name, dtype, columns }) => [name, dtype, columns])).toEqual([
      ['age', 'float64', ['age']],
      ['fare', 'float64', ['fare']],
      ['class', 'str', ['class']],
      ['port', 'str', ['port']],
    ]);
    expect(model.methods).toEqual(['predict', 'predict_proba', 'predict_log_proba', 'decision_function']);
    expect(model.classes).toEqual(['no', 'yes']);
    await model.close();
  });

  it('refuses rows that do not fit', async () => {
    const model = await load(path('passengers.joblib'));
    await expect(model.predict([{ age: 3, fare: 1, clas: 'first', port: 'Southampton' }])).rejects.toMatchObject({
      fault: 'option',
      message: 'column "class" is missing in row 0',
    });
    await expect(model.predict([[3, 'cheap', 'first', 'Southampton']])).rejects.toMatchObject({
      fault: 'option',
      message: 'column "fare", row 0: "cheap" is not a number',
    });
    await model.close();
  });
});

describe('load and open', () => {
  it.each([
    ['a file: URL', () => pathToFileURL(path('iris-forest.joblib'))],
    ['bytes', () => new Uint8Array(readFileSync(path('iris-forest.joblib')))],
    ['a Blob', () => new Blob([readFileSync(path('iris-forest.joblib'))])],
  ])('take %s', async (_, source) => {
    expect((await load(source())).name).toMatch(/RandomForestClassifier/);
  });

  it('open looks at any file', async () => {
    const file = await open(path('passengers.joblib'));
    expect([file.codec, file.containers, (await file.inspect()).root]).toEqual([
      'joblib',
      ['zlib'],
      'sklearn.pipeline.Pipeline',
    ]);
    await file.close();
  });

  it('refuse what is no file, or no model', async () => {
    const failures = [
      load(path('nothing.pkl')),
      load(new URL('http://127.0.0.1/x.pkl')),
      load(new Uint8Array([1, 2, 3])),
      load(path('.')),
    ];
    const faults = await Promise.all(
      failures.map((work) => work.catch((error: unknown) => isCodecError(error) && error.fault)),
    );
    expect(faults).toEqual(['io', 'option', 'unsupported', 'io']);
  });

  it('take options of plugins and limits', async () => {
    const size = statSync(path('diabetes-ridge.pkl')).size;
    await expect(load(path('diabetes-ridge.pkl'), { limits: { bytes: size - 1 } })).rejects.toMatchObject({
      fault: 'limit',
    });
    const model = await load(path('diabetes-ridge.pkl'), { sklearn: { float: 'float32' } });
    expect(model.inputs[0]!.dtype).toBe('float32');
  });
});

it('has one list of plugins, of which none stands twice', () => {
  const { codecs, converters, engines } = createHost(plugins).registry;
  expect(codecs.length + converters.length + engines.length).toBe(plugins.length);
});
