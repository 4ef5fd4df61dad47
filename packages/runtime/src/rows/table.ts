/** Rows of a table, in whichever form they came, as cells by row and column of the model. */

import type { NumericData } from '@brine/core';
import { nearest, optionError } from '../errors.js';
import type { TableLayout } from './layout.js';

export interface Cells {
  readonly count: number;
  /** @param column - counted as the model counts its columns */
  cell(row: number, column: number): unknown;
}

export function isListLike(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

/** Rows as lists of cells in the model's order. */
export function fromLists(rows: readonly unknown[], layout: TableLayout): Cells {
  const lists = rows.map((row, r) => {
    // A row of a table of one column may be its cell alone.
    if (!isListLike(row) && layout.width === 1 && (typeof row !== 'object' || row === null)) return [row];
    if (!isListLike(row))
      throw optionError('ROWS', `row ${r} is ${describe(row)}, not a list of cells`, { path: `[${r}]` });
    if (row.length !== layout.width) throw wrongWidth(`row ${r} has ${row.length}`, layout, `[${r}]`);
    return row;
  });
  return { count: lists.length, cell: (row, column) => lists[row]![column] };
}

/** Rows as records by column name; what the model has no column for is left aside. */
export function fromRecords(rows: readonly unknown[], layout: TableLayout): Cells {
  const { names } = layout;
  if (!names) {
    throw optionError('COLUMN', 'the rows are records, but this model knows no column names', {
      hint: `Give each row as a list of its ${layout.width} cells, in the order of the columns that the model was fitted on.`,
    });
  }
  const records = rows.map((row, r) => {
    if (typeof row !== 'object' || row === null || isListLike(row)) {
      throw optionError('ROWS', `row ${r} is ${describe(row)}, not a record like the first row`, { path: `[${r}]` });
    }
    for (const name of names) if (!Object.hasOwn(row, name)) throw missingColumn(name, Object.keys(row), `[${r}]`);
    return row as Readonly<Record<string, unknown>>;
  });
  return { count: records.length, cell: (row, column) => records[row]![names[column]!] };
}

/**
 * Rows as lists with the names of their columns: by name where the model knows its own, else in their order.
 */
export function fromNamedLists(columns: readonly string[], rows: readonly unknown[], layout: TableLayout): Cells {
  const { names } = layout;
  if (!names && columns.length !== layout.width) throw wrongWidth(`the rows have ${columns.length}`, layout);
  const positions = new Map(columns.map((name, i) => [name, i]));
  const order = (names ?? columns).map((name, i) => {
    if (!names) return i;
    const position = positions.get(name);
    if (position === undefined) throw missingColumn(name, columns);
    return position;
  });
  const given = { ...layout, width: columns.length };
  const lists = fromLists(rows, given);
  return { count: lists.count, cell: (row, column) => lists.cell(row, order[column]!) };
}

/** Rows one after another in one list. */
export function fromFlat(data: NumericData | readonly unknown[], count: number, width: number): Cells {
  return { count, cell: (row, column) => data[row * width + column] };
}

export function wrongWidth(what: string, layout: TableLayout, path?: string): Error {
  const { width, names } = layout;
  return optionError('WIDTH', `the model takes ${width} column${width === 1 ? '' : 's'}, but ${what}`, {
    path,
    hint: names ? `The columns are: ${list(names)}.` : undefined,
  });
}

function missingColumn(name: string, given: readonly string[], path?: string): Error {
  const near = nearest(name, given);
  return optionError(
    'COLUMN',
    `column ${JSON.stringify(name)} is missing${path === undefined ? '' : ` in row ${path.slice(1, -1)}`}`,
    {
      path,
      hint:
        (near === undefined ? '' : `Is ${JSON.stringify(near)} meant for it? `) +
        `The columns given are: ${given.length > 0 ? list(given) : 'none'}.`,
    },
  );
}

/** Names for a message, not more than one can read. */
function list(names: readonly string[]): string {
  const shown = names.slice(0, 20).map((name) => JSON.stringify(name));
  return names.length > 20 ? `${shown.join(', ')} and ${names.length - 20} more` : shown.join(', ');
}

/** A value in a message. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (isListLike(value)) return `a list of ${value.length}`;
  switch (typeof value) {
    case 'object':
      return 'an object';
    case 'string':
      return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return typeof value;
  }
}
