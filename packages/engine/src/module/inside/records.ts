/** Rows that are no table, as the text of the one port that takes them. */

import { rowToJson } from '@brine/core';
import { assertRows, shown, wrong } from './cells.js';
import type { Reader } from './rows.js';

export const recordFeeds: Reader = (inputs, rows) => {
  assertRows(rows);
  return { [inputs[0]!.name]: { dtype: 'str', shape: [rows.length], data: rows.map(jsonOf) } };
};

const jsonOf = (row: unknown, r: number): string =>
  rowToJson(row, (value) =>
    wrong(
      value === row
        ? `row ${r} is ${shown(row)}, neither a record nor a list`
        : `row ${r} holds ${shown(value)}, which is nested too deep or no cell`,
    ),
  );
