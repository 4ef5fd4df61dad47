/** Models of scikit-learn as modules: each predicts what the engine does, to the last bit. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { joblib } from '@brine/codec-joblib';
import { pickle } from '@brine/codec-pickle';
import { containers } from '@brine/containers';
import { sklearn } from '@brine/convert-sklearn';
import { fromBytes, type InputPort, MISSING_TEXT, NAN_TEXT } from '@brine/core';
import { createHost } from '@brine/core/host';
import { modelOf, type Prediction, type Rows } from '@brine/runtime';
import { describe, expect, it } from 'vitest';
import { engine } from '../../src/index.js';
import { imported, type Output } from './made.js';

const fixtures = join(import.meta.dirname, '../../../convert-sklearn/fixtures');
const SUFFIX = '.expected.json';

interface ExpectedOutput {
  readonly dtype: string;
  readonly data?: unknown;
  readonly list?: readonly ExpectedOutput[];
  readonly error?: string;
}

interface Sidecar {
  readonly X_test: { same_as: string } | { data: Rows } | Rows;
  readonly outputs: Readonly<Record<string, ExpectedOutput>>;
}

type Sidecars = Readonly<Record<string, Sidecar>>;

const sidecarsIn = (folder: string): Sidecars =>
  JSON.parse(gunzipSync(readFileSync(join(folder, 'expected.json.gz'))).toString()) as Sidecars;

function rowsOf(name: string, sidecars: Sidecars): Rows {
  const rows = sidecars[name]!.X_test;
  if ('same_as' in rows) return rowsOf(rows.same_as.slice(0, -SUFFIX.length), sidecars);
  return 'data' in rows ? (rows.data as Rows) : rows;
}

/** JSON of the sidecars has text where numbers are none, and tables that modules take as records. */
const SPECIAL: Readonly<Record<string, number>> = { NaN, Infinity, '-Infinity': -Infinity };
function typed(rows: Rows, inputs: readonly InputPort[]): unknown {
  const given = rows as unknown[] | { columns: string[]; rows: unknown[][] };
  const texts = new Set(inputs.flatMap(({ dtype, columns, name }) => (dtype === 'str' ? (columns ?? [name]) : [])));
  const cell = (value: unknown, column: string | undefined): unknown => {
    const isText = column === undefined ? texts.size > 0 : texts.has(column);
    return typeof value === 'string' && !isText ? (SPECIAL[value] ?? value) : value;
  };
  if (Array.isArray(given))
    return given.map((row) => (Array.isArray(row) ? row.map((value) => cell(value, undefined)) : row));
  return given.rows.map((row) =>
    Object.fromEntries(row.map((value, i) => [given.columns[i]!, cell(value, given.columns[i])])),
  );
}

const plain = ({ shape, data }: Prediction | Output) => ({
  shape,
  data: Array.from(data as ArrayLike<unknown>, (item) =>
    item === MISSING_TEXT ? null : item === NAN_TEXT ? NaN : item,
  ),
});

/** Labels are those of scikit-learn, numbers within what the order of sums may change. */
function assertLike(expected: ExpectedOutput, given: Output): void {
  const wanted = flat(expected.data);
  const actual = Array.from(given.data as ArrayLike<unknown>, (item) =>
    typeof item === 'bigint' ? Number(item) : item,
  );
  if (!/^.[fiub]/.test(expected.dtype)) expect(actual.slice(0, wanted.length)).toEqual(wanted);
  else wanted.forEach((item, i) => expect(actual[i] as number).toBeCloseTo(Number(item), 11));
}

const flat = (data: unknown): unknown[] => (Array.isArray(data) ? data.flatMap(flat) : [data]);

describe.each(readdirSync(fixtures))('%s', (version) => {
  const folder = join(fixtures, version);
  const sidecars = sidecarsIn(folder);
  const names = readdirSync(folder).filter((name) => Object.hasOwn(sidecars, name));

  it.each(names)('%s', { timeout: 60_000 }, async (name) => {
    const host = createHost([joblib, pickle, ...containers, sklearn, engine]);
    const opened = await host.open(fromBytes(readFileSync(join(folder, name)), name));
    const program = await opened.view('program');
    const model = await modelOf(host, opened, { engine: 'brine' });
    const exports = await imported(program);
    const rows = rowsOf(name, sidecars);
    for (const method of model.methods) {
      const expected = Object.values(await model.runAll(method, rows)).map(plain);
      const given = exports[method]!(typed(rows, program.inputs));
      const outputs = 'shape' in given ? [given as Output] : (Object.values(given) as Output[]);
      expect(outputs.map(plain), method).toEqual(expected);
      const python = sidecars[name]!.outputs[method];
      if (!python || python.error !== undefined || program.stages.length === 1) continue;
      (python.list ?? [python]).forEach((output, i) => assertLike(output, outputs[i]!));
    }
  });
});
