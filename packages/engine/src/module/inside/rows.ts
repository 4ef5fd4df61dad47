/** What a module's methods take, as tensors. Types say what fits, so a cell is taken as it is or refused: no text is read as a number. */

import { type DenseTensor, type DType, type InputPort, MISSING_TEXT, NAN_TEXT, type NumericData } from '@brine/core';
import { engineError } from '../../errors.js';

export type Feeds = Record<string, DenseTensor>;

type Elements = NumericData | string[];
type Make = new (length: number) => Elements;

const MAKE: Readonly<Partial<Record<DType, Make>>> = {
  float64: Float64Array,
  float32: Float32Array,
  int64: BigInt64Array,
  int32: Int32Array,
  int16: Int16Array,
  int8: Int8Array,
  uint64: BigUint64Array,
  uint32: Uint32Array,
  uint16: Uint16Array,
  uint8: Uint8Array,
  bool: Uint8Array,
  str: Array<string>,
};

/** A port as a range of a table's columns. */
interface Slot {
  readonly port: InputPort;
  readonly start: number;
  readonly width: number;
}

/** @throws CodecError `option` that names what does not fit */
export function feedsOf(inputs: readonly InputPort[], network: boolean, given: unknown): Feeds {
  return network ? tensorFeeds(inputs, given) : tableFeeds(inputs, given);
}

function tableFeeds(inputs: readonly InputPort[], rows: unknown): Feeds {
  const feeds = Object.create(null) as Feeds;
  const [only] = inputs;
  if (inputs.length === 1 && ArrayBuffer.isView(rows)) {
    const width = widthOf(only!, 1);
    const data = rows as unknown as ArrayLike<unknown>;
    if (data.length === 0 || data.length % width !== 0) throw wrong(`${data.length} numbers are not rows of ${width}`);
    const count = data.length / width;
    const shape = only!.shape?.length === 1 ? [count] : [count, width];
    feeds[only!.name] = { dtype: only!.dtype, shape, data: filled(only!, data.length, (at) => data[at]) };
    return feeds;
  }
  if (!Array.isArray(rows) || rows.length === 0) throw wrong('rows are a list with at least one row');
  const first: unknown = rows[0];
  let start = 0;
  const slots = inputs.map((port): Slot => {
    const slot = { port, start, width: widthOf(port, isList(first) ? first.length : 1) };
    start += slot.width;
    return slot;
  });
  for (const { port, start: from, width } of slots) {
    const names = port.columns ?? [port.name];
    const data = filled(port, rows.length * width, (at) => {
      const row: unknown = rows[Math.floor(at / width)];
      const column = at % width;
      if (isList(row)) {
        if (row.length !== start) throw wrong(`row ${Math.floor(at / width)} has ${row.length} cells, not ${start}`);
        return row[from + column];
      }
      if (typeof row !== 'object' || row === null) {
        if (start === 1) return row;
        throw wrong(`row ${Math.floor(at / width)} is neither a list nor a record`);
      }
      const name = names[column];
      if (name === undefined || !Object.hasOwn(row, name))
        throw wrong(`row ${Math.floor(at / width)} has no ${name ?? `name for column ${from + column}`}`);
      return (row as Record<string, unknown>)[name];
    });
    feeds[port.name] = {
      dtype: port.dtype,
      shape: port.shape?.length === 1 ? [rows.length] : [rows.length, width],
      data,
    };
  }
  return feeds;
}

/** @param given - columns of the rows, for a port that does not say how many */
function widthOf({ columns, shape }: InputPort, given: number): number {
  const last = shape?.[1];
  return columns?.length ?? (shape?.length === 1 ? 1 : typeof last === 'number' ? last : given);
}

/** Tensors by name; of one input the tensor itself. */
function tensorFeeds(inputs: readonly InputPort[], given: unknown): Feeds {
  const feeds = Object.create(null) as Feeds;
  const bare = inputs.length === 1 && (isList(given) || isTensor(given));
  for (const port of inputs) {
    const { name } = port;
    const value = bare ? given : isRecord(given) && Object.hasOwn(given, name) ? given[name] : undefined;
    if (isTensor(value)) {
      const { data, shape } = value;
      feeds[name] = { dtype: port.dtype, shape, data: filled(port, data.length, (at) => data[at]) };
    } else if (isList(value)) {
      const shape: number[] = [];
      for (let at: unknown = value; isList(at); at = at[0]) shape.push(at.length);
      const flat: unknown[] = [];
      flatten(value, shape, 0, flat);
      feeds[name] = { dtype: port.dtype, shape, data: filled(port, flat.length, (at) => flat[at]) };
    } else throw wrong(`the input ${name} is missing, or is neither nested lists nor { shape, data }`);
  }
  return feeds;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

function isTensor(value: unknown): value is { shape: readonly number[]; data: ArrayLike<unknown> } {
  return isRecord(value) && Array.isArray(value['shape']) && isList(value['data']);
}

/** As deep as the first elements are: the recursion ends with the shape. */
function flatten(value: unknown, shape: readonly number[], axis: number, into: unknown[]): void {
  if (!isList(value) || value.length !== shape[axis]) throw wrong(`lists of unequal length along axis ${axis}`);
  for (let i = 0; i < value.length; i++) {
    if (axis + 1 < shape.length) flatten(value[i], shape, axis + 1, into);
    else into.push(value[i]);
  }
}

/** Cells as elements. */
function filled({ dtype, name }: InputPort, length: number, cellAt: (at: number) => unknown): Elements {
  const data = new MAKE[dtype]!(length);
  const convert = dtype === 'str' ? toText : dtype.startsWith('float') ? toNumber : toInteger(data, dtype);
  for (let at = 0; at < length; at++) {
    const cell = cellAt(at);
    const element = convert(cell);
    if (element === undefined) throw wrong(`${typeof cell} ${String(cell)} is no ${dtype} for ${name}`);
    data[at] = element;
  }
  return data;
}

type Convert = (cell: unknown) => number | bigint | string | undefined;

const toNumber: Convert = (cell) => {
  if (typeof cell === 'number') return cell;
  if (cell === null || cell === undefined) return NaN;
  return typeof cell === 'bigint' || typeof cell === 'boolean' ? Number(cell) : undefined;
};

const toText: Convert = (cell) => {
  if (typeof cell === 'string') return cell;
  if (cell === null || cell === undefined) return MISSING_TEXT;
  return cell !== cell ? NAN_TEXT : undefined;
};

/** Whole numbers that the array holds. */
function toInteger(data: Elements, dtype: DType): Convert {
  const one = new (data.constructor as new (length: number) => NumericData)(1);
  const wide = dtype === 'int64' || dtype === 'uint64';
  return (cell) => {
    if (typeof cell !== 'bigint' && typeof cell !== 'boolean' && !Number.isInteger(cell)) return undefined;
    const value = wide ? BigInt(cell as number) : Number(cell);
    one[0] = value;
    return one[0] === value && (dtype !== 'bool' || value === 0 || value === 1) ? value : undefined;
  };
}

const wrong = (message: string): Error => engineError('option', 'ROWS', message);
