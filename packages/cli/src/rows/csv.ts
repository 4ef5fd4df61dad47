/** Rows as CSV, with a first line of column names unless all of its cells are numbers; missing cells as pandas takes them. */

import { createRequire } from 'node:module';
import type { InputPort } from '@brine/core';
import type { Cell, Rows } from '@brine/runtime';
import type * as PapaParse from 'papaparse';
import { decodeText, inputError } from './errors.js';

/** Not by import, which searches a CommonJS module for names to export: that takes 8 ms, longer than most rows. */
const Papa = createRequire(import.meta.url)('papaparse') as typeof PapaParse;

/** @see https://pandas.pydata.org/docs/reference/api/pandas.read_csv.html (na_values) */
const MISSING: ReadonlySet<string> = new Set([
  '',
  '#N/A',
  '#N/A N/A',
  '#NA',
  '-1.#IND',
  '-1.#QNAN',
  '-NaN',
  '-nan',
  '1.#IND',
  '1.#QNAN',
  '<NA>',
  'N/A',
  'NA',
  'NULL',
  'NaN',
  'None',
  'n/a',
  'nan',
  'null',
]);

/** Infinities as Python and pandas read them. */
const INFINITE = /^([+-]?)inf(?:inity)?$/i;

export const readCsv = (bytes: Uint8Array, inputs: readonly InputPort[]) => readDelimited(bytes, inputs, ',');
export const readTsv = (bytes: Uint8Array, inputs: readonly InputPort[]) => readDelimited(bytes, inputs, '\t');

async function readDelimited(bytes: Uint8Array, inputs: readonly InputPort[], delimiter: string): Promise<Rows> {
  const { data, errors } = Papa.parse<string[]>(decodeText(bytes), { delimiter, skipEmptyLines: true });
  const [problem] = errors;
  if (problem) {
    throw inputError(
      'malformed',
      `row ${problem.row ?? 0} of the CSV: ${problem.message}`,
      'Rows are counted from 0, the header among them.',
    );
  }
  const [first] = data;
  if (!first) throw inputError('malformed', 'there are no rows');
  const texts = textColumns(inputs);
  if (first.every(isNumber)) return data.map((row) => row.map((cell, i) => cellOf(cell, texts(undefined, i))));
  const isText = first.map((name, i) => texts(name, i));
  const rows = data.slice(1);
  if (rows.length === 0) throw inputError('malformed', 'there is a header, but there are no rows');
  const ragged = rows.findIndex((row) => row.length !== first.length);
  if (ragged >= 0) {
    throw inputError(
      'malformed',
      `row ${ragged} has ${rows[ragged]!.length} cells, but the header has ${first.length}`,
    );
  }
  return { columns: first, rows: rows.map((row) => row.map((cell, i) => cellOf(cell, isText[i] === true))) };
}

function isNumber(cell: string): boolean {
  return MISSING.has(cell) || INFINITE.test(cell) || (cell.trim() !== '' && Number.isFinite(Number(cell)));
}

function cellOf(cell: string, isText: boolean): Cell {
  // pandas makes a missing cell NaN, in a column of text too.
  if (MISSING.has(cell)) return NaN;
  // As the runtime spells them.
  return isText ? cell : cell.replace(INFINITE, (_, sign: string) => (sign === '-' ? '-Infinity' : 'Infinity'));
}

/** Whether a column is text for the model: by its name where there is one, else by its place. */
function textColumns(inputs: readonly InputPort[]): (name: string | undefined, place: number) => boolean {
  const byName = new Map<string, boolean>();
  const byPlace: boolean[] = [];
  for (const { dtype, columns, name, shape } of inputs) {
    const width = columns?.length ?? (typeof shape?.[1] === 'number' ? shape[1] : 1);
    for (let i = 0; i < width; i++) {
      byName.set(columns?.[i] ?? name, dtype === 'str');
      byPlace.push(dtype === 'str');
    }
  }
  return (name, place) => (name === undefined ? undefined : byName.get(name)) ?? byPlace[place] ?? false;
}
