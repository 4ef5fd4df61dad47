/** Cells as elements. Types say what fits, so a cell is taken as it is or refused: no text is read as a number. */

import { type DType, MISSING_TEXT, NAN_TEXT, type NumericData } from '@brine/core';
import { engineError } from '../../errors.js';

export type Elements = NumericData | string[];

/** Elements of a dtype to be, and how a cell becomes one: undefined for a cell that is none. */
export interface Filling {
  readonly data: Elements;
  readonly convert: (cell: unknown) => number | bigint | string | undefined;
}

const MAKE: Readonly<Partial<Record<DType, new (length: number) => Elements>>> = {
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

export function filling(dtype: DType, length: number): Filling {
  const data = new MAKE[dtype]!(length);
  return { data, convert: dtype === 'str' ? toText : dtype.startsWith('float') ? toNumber : toInteger(data, dtype) };
}

const toNumber: Filling['convert'] = (cell) => {
  if (typeof cell === 'number') return cell;
  if (cell === null || cell === undefined) return NaN;
  return typeof cell === 'bigint' || typeof cell === 'boolean' ? Number(cell) : undefined;
};

const toText: Filling['convert'] = (cell) => {
  if (typeof cell === 'string') return cell;
  if (cell === null || cell === undefined) return MISSING_TEXT;
  return cell !== cell ? NAN_TEXT : undefined;
};

/** Whole numbers that the array holds. */
function toInteger(data: Elements, dtype: DType): Filling['convert'] {
  const one = new (data.constructor as new (length: number) => NumericData)(1);
  const wide = dtype === 'int64' || dtype === 'uint64';
  return (cell) => {
    if (typeof cell !== 'bigint' && typeof cell !== 'boolean' && !Number.isInteger(cell)) return undefined;
    const value = wide ? BigInt(cell as number) : Number(cell);
    one[0] = value;
    return one[0] === value && (dtype !== 'bool' || value === 0 || value === 1) ? value : undefined;
  };
}

export const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What the caller gave, in a message. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value);
  if (typeof value === 'function' || isRecord(value))
    return isList(value) ? `a list of ${value.length}` : `a ${typeof value}`;
  return String(value);
}

/** @param where - row and column, or the name of an input */
export function wrongCell(where: string, cell: unknown, dtype: DType): Error {
  const noun =
    dtype === 'str' ? 'text' : dtype === 'bool' ? 'true or false' : dtype.startsWith('float') ? 'number' : `${dtype}`;
  return wrong(`${where}: ${shown(cell)} is no ${noun}`);
}

export const wrong = (message: string): Error => engineError('option', 'ROWS', message);

export function assertRows(rows: unknown): asserts rows is readonly unknown[] {
  if (Array.isArray(rows) && rows.length > 0) return;
  throw wrong(`rows are a list with at least one row, not ${Array.isArray(rows) ? 'an empty one' : shown(rows)}`);
}
