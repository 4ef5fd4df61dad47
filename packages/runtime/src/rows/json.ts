/** Rows that are no table: records and lists, written as JSON one by one. */

import { optionError } from '../errors.js';
import { describe, isListLike } from './table.js';

/** A row, its items, and pairs among these. */
const MOST_LEVELS = 3;

/**
 * A row as JSON: a record, or a list of cells or pairs.
 *
 * @throws CodecError `option` for what is neither
 */
export function rowToJson(row: unknown, position: number): string {
  if (typeof row !== 'object' || row === null) {
    throw optionError('ROWS', `row ${position} is ${describe(row)}, not a record or a list`, { path: `[${position}]` });
  }
  return toJson(row, MOST_LEVELS, position);
}

function toJson(value: unknown, levels: number, position: number): string {
  switch (typeof value) {
    case 'number':
      return Number.isNaN(value) ? 'null' : Number.isFinite(value) ? String(value) : value > 0 ? '1e999' : '-1e999';
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'string':
      return JSON.stringify(value);
    case 'undefined':
      return 'null';
    case 'object':
      if (value === null) return 'null';
      if (levels === 0) break;
      if (isListLike(value)) {
        return `[${Array.from(value, (item) => toJson(item, levels - 1, position)).join()}]`;
      }
      return `{${Object.entries(value)
        .map(([name, cell]) => `${JSON.stringify(name)}:${toJson(cell, levels - 1, position)}`)
        .join()}}`;
  }
  throw optionError('TYPE', `row ${position} holds ${describe(value)}`, {
    path: `[${position}]`,
    hint: 'A row is a record of numbers and texts, or a list of them.',
  });
}

/** `{ columns, rows }` as records. */
export function namedRecords({ columns, rows }: Readonly<Record<string, unknown>>): unknown {
  if (!Array.isArray(columns) || !Array.isArray(rows)) return undefined;
  return rows.map((row: unknown) =>
    isListLike(row) ? Object.fromEntries(columns.map((name, i): [string, unknown] => [String(name), row[i]])) : row,
  );
}
