import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { demo, json, run, temporaryFolder } from './io.js';

interface Expected {
  columns: string[] | null;
  rows: (string | number | null)[][];
  outputs: Record<string, unknown[]>;
}
const expected = (name: string) => json(demo(`${name}.expected.json`)) as Expected;

const iris = expected('iris-forest.joblib');
const passengers = expected('passengers.joblib');

const csv = (rows: readonly (readonly unknown[])[]) =>
  rows.map((row) => `${row.map((cell) => cell ?? '').join(',')}\n`).join('');
const file = (name: string, content: string) => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
};

interface Document {
  method: string;
  outputs: Record<string, { dtype: string; shape: number[]; data: unknown[] }>;
  classes?: unknown[];
}

function closeTo(got: unknown[], want: unknown[]) {
  const [a, b] = [got.flat(Infinity) as number[], want.flat(Infinity) as number[]];
  expect(a.length).toBe(b.length);
  const scale = Math.max(...b.map(Math.abs));
  a.forEach((value, i) => expect(Math.abs(value - b[i]!)).toBeLessThanOrEqual(1e-12 * scale));
}

describe('predict', () => {
  it('prints CSV by default: a header, a prediction a line', async () => {
    const { code, out, err } = await run(['predict', demo('iris-forest.joblib')], { stdin: csv(iris.rows) });
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(`predict\n${iris.outputs.predict!.join('\n')}\n`);
  });

  it('prints probabilities under the names of the classes', async () => {
    const { out } = await run(['predict', demo('iris-forest.joblib'), '--method', 'predict_proba'], {
      stdin: csv(iris.rows),
    });
    const [header, ...lines] = out.trim().split('\n');
    expect(header).toBe('setosa,versicolor,virginica');
    closeTo(
      lines.map((line) => line.split(',').map(Number)),
      iris.outputs.predict_proba!,
    );
  });

  it('prints JSON with every digit, and the classes', async () => {
    const { code, out } = await run(['predict', demo('passengers.joblib'), '--json', '-m', 'predict_proba'], {
      stdin: JSON.stringify({ columns: passengers.columns, rows: passengers.rows }),
    });
    const document = JSON.parse(out) as Document;
    expect(code).toBe(0);
    expect(document).toMatchObject({ method: 'predict_proba', classes: ['no', 'yes'] });
    expect(document.outputs.predict_proba).toMatchObject({ dtype: 'float64', shape: [passengers.rows.length, 2] });
    closeTo(document.outputs.predict_proba!.data, passengers.outputs.predict_proba!);
    const labels = JSON.parse(
      (
        await run(['predict', demo('passengers.joblib'), '--json'], {
          stdin: csv([passengers.columns!, ...passengers.rows]),
        })
      ).out,
    ) as Document;
    expect(Object.keys(labels)).toEqual(['method', 'outputs']);
    expect(labels.outputs.predict!.data).toEqual(passengers.outputs.predict);
  });

  it.each([
    ['rows.csv', csv([passengers.columns!, ...passengers.rows])],
    ['headless.json', JSON.stringify(passengers.rows)],
    [
      'records.json',
      JSON.stringify(
        passengers.rows.map((row) => Object.fromEntries(row.map((cell, i) => [passengers.columns![i], cell]))),
      ),
    ],
    ['rows.jsonl', passengers.rows.map((row) => `${JSON.stringify(row)}\n`).join('')],
    [
      'reordered.csv',
      csv([
        [...passengers.columns!].reverse().concat('extra'),
        ...passengers.rows.map((row) => [...row].reverse().concat('x')),
      ]),
    ],
  ])('takes %s', async (name, content) => {
    const { code, out } = await run(['predict', demo('passengers.joblib'), '--input', file(name, content)]);
    expect([code, out]).toEqual([0, `predict\n${passengers.outputs.predict!.join('\n')}\n`]);
  });

  it('writes .csv, .json and .jsonl files, and nothing on standard output', async () => {
    const folder = temporaryFolder();
    const argv = ['predict', demo('iris-forest.joblib'), '-i', file('rows.csv', csv(iris.rows))];
    for (const name of ['out.csv', 'out.json', 'out.jsonl']) {
      expect(await run([...argv, '--output', join(folder, name)])).toEqual({ code: 0, out: '', err: '' });
    }
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    expect(read('out.csv')).toBe((await run(argv)).out);
    expect(read('out.json')).toBe((await run([...argv, '--json'])).out);
    expect(read('out.jsonl')).toBe(
      iris.outputs.predict!.map((label) => `${JSON.stringify({ predict: label })}\n`).join(''),
    );
    const both = await run([...argv, '--json', '--output', join(folder, 'both.csv')]);
    expect([both.out, read('both.csv')]).toEqual([read('out.json'), read('out.csv')]);
  });

  it('takes the model from standard input', async () => {
    const rows = file('rows.csv', csv(iris.rows));
    const stdin = readFileSync(demo('iris-forest.joblib'));
    expect((await run(['predict', '-', '--input', rows], { stdin })).out).toContain('setosa');
    expect((await run(['predict', '-'], { stdin })).code).toBe(3);
  });

  it.each([
    [[[1, 2, 3]], 'error: standard input: the model takes 4 columns, but row 0 has 3', 3],
    [[[1, 2, 3, 'x']], 'column 3, row 0: "x" is not a number', 3],
    [[{ a: 1 }], 'the rows are records, but this model knows no column names', 3],
    [[], 'there are no rows', 3],
  ])('refuses %j', async (rows, message, exit) => {
    const { code, out, err } = await run(['predict', demo('iris-forest.joblib')], { stdin: JSON.stringify(rows) });
    expect([code, out]).toEqual([exit, '']);
    expect(err).toContain(message);
  });

  it('says which of its files is not there', async () => {
    const { code, err } = await run(['predict', demo('iris-forest.joblib'), '-i', '/nowhere/rows.csv']);
    expect([code, err.split('\n')[0]]).toEqual([4, 'error: /nowhere/rows.csv cannot be opened: there is no such file']);
  });

  it('refuses rows that are damaged, with exit code 2', async () => {
    const { code, err } = await run(['predict', demo('iris-forest.joblib')], { stdin: '[[1, 2' });
    expect(code).toBe(2);
    expect(err).toContain('the rows are not JSON');
  });

  it('-v says which engine ran', async () => {
    const stdin = '[[5.1,3.5,1.4,0.2]]';
    const quiet = await run(['predict', demo('iris-forest.joblib')], { stdin });
    const told = await run(['predict', demo('iris-forest.joblib'), '-v'], { stdin });
    expect([quiet.err, told.err, told.out]).toEqual(['', 'engine: brine\n', quiet.out]);
  }, 30_000);

  it('refuses a method, an engine, an output that there is not', async () => {
    const stdin = csv(iris.rows);
    const method = await run(['predict', demo('iris-forest.joblib'), '-m', 'transform'], { stdin });
    expect([method.code, method.err.includes('has no method "transform"')]).toEqual([3, true]);
    const engine = await run(['predict', demo('iris-forest.joblib'), '--engine', 'onnxrutime'], { stdin });
    expect([engine.code, engine.err.includes('Is "onnxruntime" meant?')]).toEqual([3, true]);
    const output = await run(['predict', demo('iris-forest.joblib'), '-o', 'x.jsno'], { stdin });
    expect([output.code, output.err.includes('Did you mean .json?')]).toEqual([3, true]);
    const folder = await run(['predict', demo('iris-forest.joblib'), '-o', join(temporaryFolder(), 'no/x.csv')], {
      stdin,
    });
    expect(folder.code).toBe(4);
  });

  it('refuses data that is no model', async () => {
    const { code, err } = await run(['predict', file('x.pkl', '\x80\x04K\x01.'), '-i', file('rows.csv', '1\n')]);
    expect(code).toBe(2);
    expect(err).toMatch(/error: .*x\.pkl/);
  });
});

describe('a network', () => {
  it('takes its tensor, and gives its outputs by their names', async () => {
    const onnx = join(temporaryFolder(), 'ridge.onnx');
    await run(['convert', demo('diabetes-ridge.pkl'), onnx]);
    const { rows, outputs } = expected('diabetes-ridge.pkl');
    const { out } = await run(['predict', onnx, '--json'], { stdin: JSON.stringify({ inputs: { X: rows } }) });
    closeTo((JSON.parse(out) as Document).outputs.predict!.data, outputs.predict!);
  });
});
