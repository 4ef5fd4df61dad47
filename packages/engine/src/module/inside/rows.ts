/** Rows of a table as tensors. */

import type { DenseTensor, InputPort } from '@brine/core';
import { assertRows, type Elements, filling, isList, isRecord, shown, wrong, wrongCell } from './cells.js';

/** Inputs by name, out of what a method is given. */
export type Reader = (inputs: readonly InputPort[], given: unknown) => Feeds;

export type Feeds = Record<string, DenseTensor>;

/** Rows of cells. @throws CodecError `option` that names what does not fit, as the other readers */
export function tableFeeds(inputs: readonly InputPort[], rows: unknown): Feeds {
  const feeds = Object.create(null) as Feeds;
  const [only] = inputs;
  if (inputs.length === 1 && ArrayBuffer.isView(rows)) {
    const cells = rows as unknown as ArrayLike<unknown>;
    const width = widthOf(only!, 1);
    if (cells.length === 0 || cells.length % width !== 0)
      throw wrong(`${cells.length} numbers are not rows of ${width}`);
    const place = { port: only!, names: [], start: 0, width, total: width };
    feeds[only!.name] = tensorOf(place, cells.length / width, (row) => (column) => cells[row * width + column]);
    return feeds;
  }
  assertRows(rows);
  const [first] = rows;
  const widths = inputs.map((port) => widthOf(port, isList(first) ? first.length : 1));
  const total = widths.reduce((sum, width) => sum + width, 0);
  let start = 0;
  inputs.forEach((port, i) => {
    const names = port.columns ?? (inputs.length > 1 ? [port.name] : []);
    const place = { port, names, start, width: widths[i]!, total };
    feeds[port.name] = tensorOf(place, rows.length, (row) => cellsOf(rows[row], row, place));
    start += place.width;
  });
  return feeds;
}

/** A port as a range of a table's columns. */
interface Place {
  readonly port: InputPort;
  /** Of its columns, where they have names. */
  readonly names: readonly string[];
  readonly start: number;
  readonly width: number;
  /** Columns of the table. */
  readonly total: number;
}

/** A cell by its column, counted from the port's first. */
type Cells = (column: number) => unknown;

function tensorOf({ port, names, start, width }: Place, count: number, cellsAt: (row: number) => Cells): DenseTensor {
  const { dtype, shape } = port;
  const { data, convert } = filling(dtype, count * width);
  for (let row = 0, at = 0; row < count; row++) {
    const cells = cellsAt(row);
    for (let column = 0; column < width; column++) {
      const cell = cells(column);
      const element = convert(cell);
      if (element === undefined) throw wrongCell(`row ${row}, column ${names[column] ?? start + column}`, cell, dtype);
      (data as Elements & unknown[])[at++] = element;
    }
  }
  return { dtype, shape: shape?.length === 1 ? [count] : [count, width], data };
}

function cellsOf(row: unknown, r: number, { names, start, total }: Place): Cells {
  if (isList(row)) {
    if (row.length !== total) throw wrong(`row ${r} has ${row.length} cells, not ${total}`);
    return (column) => row[start + column];
  }
  if (!isRecord(row)) {
    if (total === 1) return () => row;
    throw wrong(`row ${r} is ${shown(row)}, neither a list of ${total} cells nor a record`);
  }
  return (column) => {
    const name = names[column];
    if (name === undefined)
      throw wrong(`row ${r} is a record, and the columns have no names: give a list of ${total} cells`);
    if (!Object.hasOwn(row, name)) throw wrong(`row ${r} has no ${JSON.stringify(name)}`);
    return row[name];
  };
}

/** @param given - columns of the rows, for a port that does not say how many */
function widthOf({ columns, shape }: InputPort, given: number): number {
  const last = shape?.[1];
  return columns?.length ?? (shape?.length === 1 ? 1 : typeof last === 'number' ? last : given);
}
