/** What the caller gave, as a tensor for each port of a program. */

import type { DenseTensor, InputPort, NumericData } from '@brine/core';
import { nearest, optionError } from '../errors.js';
import { castTo, checked, dtypeOf, isTensorLike } from './cast.js';
import { fillSlot } from './fill.js';
import { namedRecords, rowToJson } from './json.js';
import { type TableLayout, tableLayout } from './layout.js';
import { checkShape, inputTensor } from './nested.js';
import {
  type Cells,
  describe,
  fromFlat,
  fromLists,
  fromNamedLists,
  fromRecords,
  isListLike,
  wrongWidth,
} from './table.js';
import type { Rows, TensorLike } from './types.js';

export type Feeds = Readonly<Record<string, DenseTensor>>;

/**
 * @throws CodecError `option` that names the row and column (or the input) that does not fit
 */
export function feedsOf(inputs: readonly InputPort[], rows: Rows): Feeds {
  const given: unknown = rows;
  if (isObject(given) && 'inputs' in given) return namedInputs(inputs, given.inputs);
  const [first] = inputs;
  if (first?.json && inputs.length === 1) return jsonFeeds(given, first);
  const layout = tableLayout(inputs, widthOfRows(given));
  return layout ? tableFeeds(given, layout) : tensorFeeds(given, inputs);
}

/** Names of the inputs that a caller gives by name; none for rows of any other form. */
export function inputNames(rows: Rows): ReadonlySet<string> {
  const given: unknown = isObject(rows) && 'inputs' in rows ? rows.inputs : undefined;
  return new Set(isObject(given) ? Object.keys(given) : []);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !isListLike(value);
}

/** Columns of the rows, where their form tells it. */
function widthOfRows(rows: unknown): number | undefined {
  if (isTensorLike(rows)) return rows.shape[1];
  if (isObject(rows)) return Array.isArray(rows.columns) ? rows.columns.length : undefined;
  if (!Array.isArray(rows)) return undefined;
  const first: unknown = rows[0];
  return isListLike(first) ? first.length : typeof first === 'string' ? 1 : undefined;
}

/** Each row as it is, in one text. */
function jsonFeeds(rows: unknown, port: InputPort): Feeds {
  const list = isObject(rows) ? namedRecords(rows) : rows;
  if (!Array.isArray(list)) throw notRows(rows);
  if (list.length === 0) throw noRows();
  const result = emptyFeeds();
  result[port.name] = { dtype: 'str', shape: [list.length], data: list.map((row, i) => rowToJson(row, i)) };
  return result;
}

function tableFeeds(rows: unknown, layout: TableLayout): Feeds {
  if (ArrayBuffer.isView(rows)) return flatFeeds(rows as NumericData, layout);
  if (isTensorLike(rows)) return matrixFeeds(checked(rows, 'the matrix'), layout);
  const cells = cellsOf(rows, layout);
  if (cells.count === 0) throw noRows();
  return feeds(layout, (slot) => fillSlot(cells, slot, layout));
}

function cellsOf(rows: unknown, layout: TableLayout): Cells {
  if (isObject(rows) && Array.isArray(rows.columns) && Array.isArray(rows.rows)) {
    return fromNamedLists(rows.columns as string[], rows.rows as unknown[], layout);
  }
  if (!Array.isArray(rows)) throw notRows(rows);
  const first: unknown = rows[0];
  if (isObject(first)) return fromRecords(rows, layout);
  if (rows.length > 0 && !isListLike(first) && layout.width !== 1) {
    throw optionError('ROWS', `row 0 is ${describe(first)}, not a list of cells`, {
      path: '[0]',
      hint: 'Rows are a list of lists: for one row, [[...]].',
    });
  }
  return fromLists(rows, layout);
}

function flatFeeds(data: NumericData, layout: TableLayout): Feeds {
  const { width } = layout;
  if (width === 0 || data.length % width !== 0) throw wrongWidth(`${data.length} numbers in a row were given`, layout);
  return matrixFeeds({ dtype: dtypeOf(data), shape: [data.length / width, width], data }, layout);
}

/** One matrix for all columns. A model that takes it as it is gets the caller's own memory. */
function matrixFeeds(matrix: DenseTensor, layout: TableLayout): Feeds {
  const { shape, data } = matrix;
  const rank1 = layout.slots[0]!.port.shape?.length === 1 && layout.slots.length === 1;
  const count = shape[0] ?? 0;
  if (!(rank1 && shape.length === 1) && (shape.length !== 2 || shape[1] !== layout.width)) {
    throw wrongWidth(`a tensor of shape [${shape.join(', ')}] was given`, layout);
  }
  if (count === 0) throw noRows();
  return feeds(layout, (slot) => {
    if (slot.width < layout.width) return fillSlot(fromFlat(data, count, layout.width), slot, layout);
    const tensor = castTo(matrix, slot.port.dtype, slot.port.name);
    return rank1 ? { ...tensor, shape: [count] } : tensor;
  });
}

function feeds(layout: TableLayout, tensorOf: (slot: TableLayout['slots'][number]) => DenseTensor): Feeds {
  const result = emptyFeeds();
  for (const slot of layout.slots) {
    const tensor = tensorOf(slot);
    // An exported model may fix the number of rows; its width has been checked.
    if (typeof slot.port.shape?.[0] === 'number') checkShape(tensor.shape, slot.port);
    result[slot.port.name] = tensor;
  }
  return result;
}

/** The tensor itself, for a network of one input. */
function tensorFeeds(value: unknown, inputs: readonly InputPort[]): Feeds {
  const [port] = inputs;
  if (!port || inputs.length > 1) {
    throw optionError('INPUT', `the model has ${inputs.length} inputs, so it takes { inputs: ... }`, {
      hint: `Give { inputs: { ${inputs.map(({ name }) => `${JSON.stringify(name)}: ...`).join(', ')} } }.`,
    });
  }
  const result = emptyFeeds();
  const flat = ArrayBuffer.isView(value) ? shaped(value as NumericData, port) : value;
  result[port.name] = inputTensor(flat, port);
  return result;
}

/** A typed array in the port's shape, when at most one length is open. */
function shaped(data: NumericData, port: InputPort): TensorLike {
  const axes = port.shape ?? [null, null];
  const open = axes.filter((dimension) => typeof dimension !== 'number').length;
  const fixed = axes.reduce<number>(
    (product, dimension) => product * (typeof dimension === 'number' ? dimension : 1),
    1,
  );
  if (open > 1 || fixed === 0 || data.length % fixed !== 0) {
    throw optionError('SHAPE', `${data.length} numbers do not tell the shape of input ${JSON.stringify(port.name)}`, {
      hint: 'Give { data, shape }.',
    });
  }
  return { data, shape: axes.map((dimension) => (typeof dimension === 'number' ? dimension : data.length / fixed)) };
}

function namedInputs(inputs: readonly InputPort[], given: unknown): Feeds {
  const result = emptyFeeds();
  if (Array.isArray(given) && !isTensorLike(given)) {
    if (given.length !== inputs.length) {
      throw optionError('INPUT', `the model has ${inputs.length} inputs, but ${given.length} were given`);
    }
    inputs.forEach((port, i) => (result[port.name] = inputTensor(given[i], port)));
    return result;
  }
  if (!isObject(given)) throw optionError('INPUT', `"inputs" is ${describe(given)}, not an object by name or a list`);
  const names = inputs.map(({ name }) => name);
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue;
    const near = nearest(name, names);
    throw optionError('INPUT', `the model has no input ${JSON.stringify(name)}`, {
      hint: `${near === undefined ? '' : `Is ${JSON.stringify(near)} meant? `}Its inputs are: ${names.join(', ')}.`,
    });
  }
  for (const port of inputs) {
    if (!Object.hasOwn(given, port.name)) {
      throw optionError('INPUT', `input ${JSON.stringify(port.name)} is missing`, {
        hint: `The model takes: ${names.join(', ')}.`,
      });
    }
    result[port.name] = inputTensor(given[port.name], port);
  }
  return result;
}

/** Port names come out of the file, so the record has no prototype. */
function emptyFeeds(): Record<string, DenseTensor> {
  return Object.create(null) as Record<string, DenseTensor>;
}

function noRows(): Error {
  return optionError('ROWS', 'there are no rows', { hint: 'Give at least one.' });
}

function notRows(value: unknown): Error {
  return optionError('ROWS', `${describe(value)} was given instead of rows`, {
    hint: 'Rows are a list of lists or of records, or { columns, rows }.',
  });
}
