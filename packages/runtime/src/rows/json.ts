/** Rows that are no table: records and lists, written as JSON one by one. */

import { rowToJson as toJson } from '@brine/core';
import { optionError } from '../errors.js';
import { describe, isListLike } from './table.js';

/**
 * A row as JSON: a record, or a list of cells or pairs.
 *
 * @throws CodecError `option` for what is neither
 */
export function rowToJson(row: unknown, position: number): string {
  const path = `[${position}]`;
  return toJson(row, (value) =>
    value === row
      ? optionError('ROWS', `row ${position} is ${describe(row)}, not a record or a list`, { path })
      : optionError('TYPE', `row ${position} holds ${describe(value)}`, {
          path,
          hint: 'A row is a record of numbers and texts, or a list of them.',
        }),
  );
}

/** `{ columns, rows }` as records. */
export function namedRecords({ columns, rows }: Readonly<Record<string, unknown>>): unknown {
  if (!Array.isArray(columns) || !Array.isArray(rows)) return undefined;
  return rows.map((row: unknown) =>
    isListLike(row) ? Object.fromEntries(columns.map((name, i): [string, unknown] => [String(name), row[i]])) : row,
  );
}
