/** Models of scikit-learn as modules: each predicts what the engine does, to the last bit. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { joblib } from '@brine/codec-joblib';
import { pickle } from '@brine/codec-pickle';
import { containers } from '@brine/containers';
import { sklearn } from '@brine/convert-sklearn';
import { fromBytes, type InputPort, MISSING_TEXT, NAN_TEXT } from '@brine/core';
import { createHost } from '@brine/core/host';
import { modelOf, type Prediction, type Rows } from '@brine/runtime';
import { expect, it } from 'vitest';
import { engine } from '../../src/index.js';
import { imported, type Output, written } from './made.js';

const folder = join(import.meta.dirname, '../../../convert-sklearn/fixtures/sk1.9');
const SUFFIX = '.expected.json';

interface Sidecar {
  readonly X_test: { same_as: string } | { data: Rows } | Rows;
}

const sidecars = JSON.parse(gunzipSync(readFileSync(join(folder, 'expected.json.gz'))).toString()) as Record<
  string,
  Sidecar
>;

function rowsOf(name: string): Rows {
  const rows = sidecars[name]!.X_test;
  if ('same_as' in rows) return rowsOf(rows.same_as.slice(0, -SUFFIX.length));
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

it.each(readdirSync(folder).filter((name) => Object.hasOwn(sidecars, name) && existsSync(join(folder, name))))(
  '%s',
  async (name) => {
    const host = createHost([joblib, pickle, ...containers, sklearn, engine]);
    const opened = await host.open(fromBytes(readFileSync(join(folder, name)), name));
    const program = await opened.view('program');
    const model = await modelOf(host, opened, { engine: 'brine' });
    if (program.stages.some(({ kind }) => kind !== 'graph')) {
      await expect(written(program)).rejects.toMatchObject({ code: 'BRINE-ENGINE-STAGES', fault: 'encode' });
      return;
    }
    const exports = await imported(program);
    const rows = rowsOf(name);
    for (const method of model.methods) {
      const expected = Object.values(await model.runAll(method, rows)).map(plain);
      const given = exports[method]!(typed(rows, program.inputs));
      expect('shape' in given ? [plain(given as Output)] : Object.values(given).map(plain), method).toEqual(expected);
    }
  },
);
