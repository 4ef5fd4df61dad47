/** pandas' arrays: what a column, an index or the categories of a Categorical are made of. */

import type { PyDType, PyNdArray, PyValue } from '../../../contract/value.js';
import { dictGet } from '../../../model/dict.js';
import { isKind } from '../../../model/make.js';
import { attribute } from '../../../model/object.js';
import { arrayValues, sizeOf, stored } from '../../../model/ndarray.js';
import { dtypeLabel } from '../../numpy/dtype-text.js';
import { NAT } from '../../numpy/datetime64.js';
import { complexRepr } from '../../python/numbers.js';
import { madeBy, safeInt, shortName } from '../adapter.js';
import { frequencyOf } from './frequency.js';
import { isMissing, plainElement } from './scalars.js';
import { sparseColumn } from './sparse.js';
import { endText, intervalText, periodText, timedeltaText, timestampText } from './text.js';
import { timeZone } from './zones.js';

export interface Column {
  /** As `str(dtype)`. */
  readonly dtype: string;
  readonly length: number;
  /**
   * Elements as `tolist()` gives them: None, NaN, NaT and NA told apart as Python does (null for the latter two); dates, intervals and
   * the like are pandas' text of them.
   */
  values(): readonly PyValue[];
  /** The numbers, where it is a plain numpy array. */
  readonly array?: PyNdArray;
  readonly categorical?: Categorical;
}

export interface Categorical {
  readonly categories: Column;
  /** -1 for a missing value. */
  readonly codes: readonly number[];
  readonly ordered: boolean;
}

/**
 * Reads what holds a column: a numpy array, an extension array, an index.
 *
 * @param row - of a block with two axes, which row
 * @returns undefined for a kind of array that nobody here knows
 */
export function columnOf(value: PyValue | undefined, row?: number, depth = 0): Column | undefined {
  if (depth > DEEPEST) return undefined;
  if (isKind(value, 'ndarray')) return numpyColumn(value, row);
  if (!isKind(value, 'object')) return undefined;
  const made = madeBy(value);
  if (!made?.name.startsWith('pandas.')) return undefined;
  const call = shortName(made.name);
  if (call.startsWith('__pyx_unpickle_')) {
    const cls = made.args[0];
    const state = value.state ?? made.args[2];
    return isKind(cls, 'global') && state != null
      ? extension(shortName(cls.name), partsOf(state), row, depth)
      : undefined;
  }
  return made.how === 'call' ? undefined : extension(call, partsOf(value.state ?? null), row, depth);
}

/** An index of a categorical of an index ...: pandas itself goes no deeper than three. */
const DEEPEST = 8;

/** The state of an extension array by name; pandas' compiled ones have a tuple of (dtype, array, attributes), in any order. */
type Parts = (name: string) => PyValue | undefined;

function partsOf(state: PyValue): Parts {
  const parts = isKind(state, 'tuple') ? state.items : [state];
  const dict = parts.find((part) => isKind(part, 'dict'));
  const array = isKind(state, 'tuple') ? parts.find((part) => isKind(part, 'ndarray')) : undefined;
  const dtype = isKind(state, 'tuple')
    ? parts.find((part) => isKind(part, 'dtype') || isKind(part, 'object'))
    : undefined;
  return (name) => {
    const own = name === '_ndarray' ? array : name === '_dtype' ? dtype : undefined;
    return own ?? (isKind(dict, 'dict') ? dictGet(dict, name) : undefined);
  };
}

type Reader = (parts: Parts, row: number | undefined, depth: number) => Column | undefined;

const ndarray = (parts: Parts, ...names: string[]): PyNdArray | undefined => {
  for (const name of names) {
    const value = parts(name);
    if (isKind(value, 'ndarray')) return value;
  }
  return undefined;
};

const dates: Reader = (parts, row) => {
  const array = rowOf(ndarray(parts, '_ndarray', '_data'), row);
  const unit = array?.dtype.unit?.name;
  if (!array || unit === undefined) return undefined;
  const dtype = parts('_dtype');
  const tz = isKind(dtype, 'object') ? timeZone(attribute(dtype, 'tz')) : null;
  if (tz === undefined) return undefined;
  const label =
    array.dtype.type === 'M'
      ? tz
        ? `datetime64[${unit}, ${tz.name}]`
        : `datetime64[${unit}]`
      : `timedelta64[${unit}]`;
  const text = (ticks: bigint) =>
    array.dtype.type === 'M' ? timestampText(ticks, unit, tz) : timedeltaText(ticks, unit);
  return textColumn(label, ticksOf(array), text);
};

/** A column of texts; undefined when one of its elements has none. */
function textColumn(
  dtype: string,
  ticks: readonly bigint[] | undefined,
  text: (ticks: bigint) => string | null | undefined,
): Column | undefined {
  if (!ticks) return undefined;
  const first = ticks.find((tick) => tick !== NAT);
  if (first !== undefined && text(first) === undefined) return undefined;
  return { dtype, length: ticks.length, values: () => ticks.map((tick) => text(tick) ?? null) };
}

function ticksOf(array: PyNdArray): readonly bigint[] | undefined {
  const data = stored(array);
  return data ? Array.from(data as BigInt64Array) : undefined;
}

const masked: Reader = (parts, row) => {
  const data = rowOf(ndarray(parts, '_data'), row);
  const mask = rowOf(ndarray(parts, '_mask'), row)?.data;
  if (!data || !mask) return undefined;
  const name = dtypeLabel(data.dtype);
  const dtype = name === 'bool' ? 'boolean' : name.replace(/^u?./, (start) => start.toUpperCase());
  const values = () => (arrayValues(data) ?? []).map((value, i) => (mask[i] ? null : value));
  return { dtype, length: sizeOf(data.shape), values };
};

const READERS: Readonly<Record<string, Reader>> = {
  DatetimeArray: dates,
  TimedeltaArray: dates,
  PeriodArray(parts, row) {
    const array = rowOf(ndarray(parts, '_ndarray', '_data'), row);
    const dtype = parts('_dtype');
    const made = isKind(dtype, 'object') ? madeBy(dtype) : undefined;
    const freq = frequencyOf(made?.args[0])?.replace(/^period\[(.*)\]$/i, '$1');
    if (!array || freq === undefined) return undefined;
    return textColumn(`period[${freq}]`, ticksOf(array), (ordinal) => periodText(ordinal, freq));
  },
  Categorical(parts, row, depth) {
    const codes = rowOf(ndarray(parts, '_ndarray', '_codes'), row);
    const dtype = parts('_dtype');
    const data = codes && stored(codes);
    if (!data || !isKind(dtype, 'object')) return undefined;
    const categories = indexColumn(attribute(dtype, 'categories'), depth + 1);
    const ordered = attribute(dtype, 'ordered') === true;
    if (!categories) return undefined;
    const numbers = Array.from(data as ArrayLike<number | bigint>, Number);
    const values = () => {
      const names = categories.values();
      const missing = /^(datetime|timedelta)/.test(categories.dtype) ? null : NaN;
      return numbers.map((code) => (code < 0 ? missing : (names[code] ?? null)));
    };
    return { dtype: 'category', length: numbers.length, values, categorical: { categories, codes: numbers, ordered } };
  },
  StringArray(parts, row) {
    const array = rowOf(ndarray(parts, '_ndarray'), row);
    const dtype = parts('_dtype');
    const made = isKind(dtype, 'object') ? madeBy(dtype) : undefined;
    // Since pandas 3 the one whose missing value is NaN is called `str`.
    const label = made?.how === 'call' && typeof made.args[1] === 'number' ? 'str' : 'string';
    return array && { ...numpyColumn(array), dtype: label };
  },
  IntegerArray: masked,
  FloatingArray: masked,
  BooleanArray: masked,
  NumpyExtensionArray: (parts, row) => numpyColumn(ndarray(parts, '_ndarray'), row),
  PandasArray: (parts, row) => numpyColumn(ndarray(parts, '_ndarray'), row),
  IntervalArray(parts, _, depth) {
    const dtype = parts('_dtype');
    const closed = parts('_closed') ?? (isKind(dtype, 'object') ? attribute(dtype, 'closed') : undefined);
    return intervals(parts('_left'), parts('_right'), closed, depth);
  },
  SparseArray(parts) {
    const dtype = parts('_dtype');
    const fill = isKind(dtype, 'object') ? attribute(dtype, '_fill_value') : undefined;
    return sparseColumn(parts('_sparse_index'), numpyColumn(ndarray(parts, '_sparse_values')), fill);
  },
};

function extension(name: string, parts: Parts, row: number | undefined, depth: number): Column | undefined {
  return Object.hasOwn(READERS, name) ? READERS[name]!(parts, row, depth) : undefined;
}

/** An array of intervals, out of the arrays or indexes of their ends. */
export function intervals(
  left: PyValue | undefined,
  right: PyValue | undefined,
  closed: PyValue | undefined,
  depth: number,
): Column | undefined {
  const [from, to] = [left, right].map((side) => columnOf(side, undefined, depth + 1) ?? indexColumn(side, depth + 1));
  if (!from || !to || typeof closed !== 'string') return undefined;
  const values = () => {
    const ends = to.values();
    return from.values().map((start, i) => {
      const [a, b] = [endText(start), endText(ends[i]!)];
      return a === undefined || b === undefined || a === 'nan' ? NaN : intervalText(a, b, closed);
    });
  };
  return { dtype: `interval[${from.dtype}, ${closed}]`, length: from.length, values };
}

/** The column of an index: of `_new_Index(cls, {'data': ..., 'name': ...})`, or of a range. */
export function indexColumn(value: PyValue | undefined, depth = 0): Column | undefined {
  const made = isKind(value, 'object') && depth <= DEEPEST ? madeBy(value) : undefined;
  const [cls, dict] = made?.args ?? [];
  if (!made || !/\._new_\w*Index$/.test(made.name) || !isKind(cls, 'global') || !isKind(dict, 'dict')) return undefined;
  const part = (name: string) => dictGet(dict, name);
  if (shortName(cls.name) === 'RangeIndex') return rangeColumn(part('start'), part('stop'), part('step'));
  if (shortName(cls.name) === 'IntervalIndex' && part('left') !== undefined) {
    return intervals(part('left'), part('right'), part('closed'), depth);
  }
  return columnOf(part('data'), undefined, depth + 1);
}

/** Longest range that is written out. */
const RANGE_LIMIT = 2 ** 24;

function rangeColumn(...bounds: (PyValue | undefined)[]): Column | undefined {
  const [start, stop, step] = bounds.map(safeInt);
  if (start === undefined || stop === undefined || !step) return undefined;
  const length = Math.max(Math.ceil((stop - start) / step), 0);
  if (length > RANGE_LIMIT) return undefined;
  return { dtype: 'int64', length, values: () => Array.from({ length }, (_, i) => BigInt(start + i * step)) };
}

/** One row of an array of two axes, laid out for itself; the array itself when it has one. */
function rowOf(array: PyNdArray | undefined, row: number | undefined): PyNdArray | undefined {
  if (!array || array.shape.length < 2) return array;
  const [rows, width] = array.shape as [number, number];
  if (row === undefined || row >= rows || array.shape.length > 2) return undefined;
  const { itemsize } = array.dtype;
  const part = { ...array, shape: [width], order: 'C' as const };
  const place = (i: number) => (array.order === 'C' ? row * width + i : i * rows + row);
  if (array.items) return { ...part, items: Array.from({ length: width }, (_, i) => array.items![place(i)]!) };
  if (array.order === 'C')
    return { ...part, data: array.data.subarray(row * width * itemsize, (row + 1) * width * itemsize) };
  const data = new Uint8Array(width * itemsize);
  for (let i = 0; i < width; i++)
    data.set(array.data.subarray(place(i) * itemsize, (place(i) + 1) * itemsize), i * itemsize);
  return { ...part, data };
}

function numpyColumn(whole: PyNdArray, row?: number): Column;
function numpyColumn(whole: PyNdArray | undefined, row?: number): Column | undefined;
function numpyColumn(whole: PyNdArray | undefined, row?: number): Column | undefined {
  const array = rowOf(whole, row);
  if (!array) return undefined;
  const { dtype } = array;
  const length = sizeOf(array.shape);
  const label = columnLabel(dtype);
  if (dtype.type === 'M' || dtype.type === 'm') {
    const unit = dtype.unit?.name ?? 'ns';
    const text = dtype.type === 'M' ? timestampText : timedeltaText;
    return textColumn(label, ticksOf(array), (ticks) => text(ticks, unit, null));
  }
  const values = () => {
    if (array.items) return array.items.map((item) => (isMissing(item) ? null : plainElement(item)));
    return (arrayValues(array) ?? []).map((value) =>
      isKind(value, 'complex') ? complexRepr(value.re, value.im) : value,
    );
  };
  return { dtype: label, length, values, ...(array.items || dtype.type === 'c' ? {} : { array }) };
}

function columnLabel(dtype: PyDType): string {
  return dtype.type === 'O' ? 'object' : dtypeLabel(dtype);
}
