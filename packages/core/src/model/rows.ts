/** Rows that are no table, as the text that a port of them takes: see `InputPort.json`. */

/** A row, its items, and pairs among these. */
const MOST_LEVELS = 3;

/**
 * A row as JSON: a record, or a list of cells or pairs. Whole numbers are written in full, infinities as `1e999` and `-1e999`, what is
 * missing and NaN as `null`.
 *
 * @param refuse - the error for a value that has no place in a row, which may be the row itself
 * @throws what `refuse` makes
 */
export function rowToJson(row: unknown, refuse: (value: unknown) => Error): string {
  if (typeof row !== 'object' || row === null) throw refuse(row);
  return toJson(row, MOST_LEVELS, refuse);
}

function toJson(value: unknown, levels: number, refuse: (value: unknown) => Error): string {
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
      if (isListLike(value)) return `[${Array.from(value, (item) => toJson(item, levels - 1, refuse)).join()}]`;
      return `{${Object.entries(value)
        .map(([name, cell]) => `${JSON.stringify(name)}:${toJson(cell, levels - 1, refuse)}`)
        .join()}}`;
  }
  throw refuse(value);
}

function isListLike(value: object): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}
