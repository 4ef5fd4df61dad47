/** Python values as the plain JavaScript that most users want. */

import type { PyNdArray, PyObject, PyRecord, PyValue } from '../../contract/value.js';
import { sizeOf, toCOrder } from '../../model/ndarray.js';
import { definitionOf } from '../../model/object.js';
import type { Converting } from '../adapters/adapter.js';
import { definitionJs } from '../adapters/definitions.js';
import { viewOf } from '../adapters/index.js';
import { inertJs } from '../adapters/object.js';
import { dtypeLabel } from '../numpy/dtype-text.js';
import { arrayJs, elementJs, intJs, type JsArray } from './elements.js';
import { partsOf, pickledParts, userClassOf, type UserClasses, type UserMaker } from './user-classes.js';

export interface ToJsOptions {
  /** Classes of the program for classes that the file names, by `module.Class`. All others stay plain records. */
  readonly classes?: UserClasses;
}

/**
 * A value as plain JavaScript. Not exact: use the value itself, or `toTagged`, where `1` and `1.0`, or a list and a tuple, must be told
 * apart. Sharing and cycles are kept; depth costs no stack.
 *
 * | Python | JavaScript |
 * | --- | --- |
 * | None, bool, str | null, boolean, string |
 * | int, float | number; bigint for an int that a number does not hold exactly |
 * | complex | `{ re, im }` |
 * | bytes, bytearray | Uint8Array (may be a view of the file) |
 * | list, tuple, deque, iterators | Array |
 * | dict, OrderedDict, Counter, defaultdict | an object without prototype when all keys are str, else Map |
 * | set, frozenset | Set |
 * | numpy array | `{ dtype, shape, data }`, see {@link JsArray} |
 * | numpy scalar | the plain value; text of a date |
 * | numpy dtype | its name |
 * | datetime | Date when it has an offset from UTC and is exact to the millisecond, else ISO 8601 text |
 * | date, time, pandas Timestamp, Timedelta, Period, Interval | text |
 * | timedelta | `{ days, seconds, microseconds }` |
 * | Decimal, Fraction, UUID, paths | text |
 * | range, slice | `{ start, stop, step }` |
 * | scipy.sparse | `{ class, format, shape, dtype, data, indices, indptr, ... }` with arrays by scipy's names |
 * | pandas DataFrame | `{ columns, dtypes, index, data }`: a typed array or list for each column |
 * | pandas Series, Index | `{ name, index, dtype, data }`, a typed array or list |
 * | NaT | null |
 * | class, function | `{ global: "module.name" }`, saved by value or not |
 * | module, bound method, cell, code object, saved by value | `{ module }`, `{ method, self }`, `{ cell }`, `{ code: name }` |
 * | persistent id | `{ persistent: id }` |
 * | any other object | `{ class: "module.Class", ...attributes }`; with `value`, `items` or `entries` of a subclass of a builtin type |
 * | what only Python could make | `{ class, args, kwargs?, state?, items?, entries? }` |
 * | an object of a class in `options.classes` | an object of the program's class |
 *
 * @throws CodecError `option` for a class that was given as such and is pickled with more than attributes
 * @example
 * ```ts
 * class Order {
 *   lines: string[] = [];
 *   get count() { return this.lines.length; }
 * }
 * const order = toJs(await file.view('value'), { classes: new Map([['shop.Order', Order]]) }) as Order;
 * ```
 */
export function toJs(value: PyValue, options: ToJsOptions = {}): unknown {
  return new Converter(options).run(value);
}

/** Makes one value plain. */
export class Converter implements Converting {
  /** Which of the results are arrays. */
  readonly arrays = new Set<object>();
  /** Typed arrays among the results that are columns: a Uint8Array without a dtype beside it is bytes otherwise. */
  readonly columns = new Set<object>();
  readonly #made = new Map<PyRecord, unknown>();
  /** Containers that were handed out and wait for their contents. */
  readonly #fills: (() => void)[] = [];
  /** Objects of the program's classes that wait for what they are given, the outer before the inner. */
  readonly #restores: (() => void)[] = [];
  readonly #classes: UserClasses | undefined;

  constructor({ classes }: ToJsOptions = {}) {
    this.#classes = classes;
  }

  run(value: PyValue): unknown {
    const result = this.#value(value);
    for (let fill = this.#fills.pop(); fill; fill = this.#fills.pop()) fill();
    for (let restore = this.#restores.pop(); restore; restore = this.#restores.pop()) restore();
    return result;
  }

  /** What it gives is whole, or a container that is filled later: it never waits for a value within. */
  #value(value: PyValue): unknown {
    switch (typeof value) {
      case 'bigint':
        return intJs(value);
      case 'object':
        return value === null ? null : this.#record(value);
      default:
        return value;
    }
  }

  #record(record: PyRecord): unknown {
    if (this.#made.has(record)) return this.#made.get(record);
    const js = this.#make(record);
    this.#made.set(record, js);
    return js;
  }

  #make(record: PyRecord): unknown {
    switch (record.kind) {
      case 'complex':
        return { re: record.re, im: record.im };
      case 'bytes':
      case 'bytearray':
        return record.data;
      case 'list':
      case 'tuple':
        return this.list(record.items);
      case 'set':
      case 'frozenset':
        return this.#set(record.items);
      case 'dict':
        return this.dict(record.entries);
      case 'constant':
        return { constant: record.name };
      case 'global':
        return { global: `${record.module}.${record.name}` };
      case 'persistent':
        return this.named([['persistent', record.id]]);
      case 'dtype':
        return dtypeLabel(record);
      case 'npscalar':
        return record.dtype.type === 'O'
          ? this.named([['value', record.value ?? null]])
          : elementJs(record.data, 0, record.dtype);
      case 'ndarray': {
        const { dtype, shape, order, items } = record;
        const ordered = items && order === 'F' && sizeOf(shape) > 0 ? toCOrder(items, shape) : items;
        const js = ordered ? { dtype: dtypeLabel(dtype), shape, data: this.list(ordered) } : arrayJs(record);
        this.arrays.add(js);
        return js;
      }
      case 'object': {
        const own = userClassOf(this.#classes, record);
        if (own) return this.#user(record, ...own);
        const definition = definitionOf(record);
        if (definition) return definitionJs(definition, this);
        const known = viewOf(record);
        return known ? known.adapter.js(known.view, this) : inertJs(record, this);
      }
    }
  }

  #user(record: PyObject, name: string, maker: UserMaker): object {
    const object = maker.make();
    const { values, keys } = partsOf(record);
    const lists = values.map((list) => this.#value(list) as unknown[]);
    const kwargs = this.dict(record.kwargs?.entries ?? []);
    this.#restores.push(() => maker.restore(object, pickledParts(name, keys, lists, kwargs)));
    return object;
  }

  list(values: ArrayLike<PyValue>): unknown[] {
    const list = new Array<unknown>(values.length);
    let records = false;
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (typeof value === 'object' && value !== null) records = true;
      else list[i] = this.#value(value);
    }
    if (records) {
      this.#fills.push(() => {
        for (let i = 0; i < values.length; i++) {
          const value = values[i]!;
          if (typeof value === 'object' && value !== null) list[i] = this.#record(value);
        }
      });
    }
    return list;
  }

  numbers(array: PyNdArray): JsArray['data'] {
    const { dtype, data } = arrayJs(array);
    if (dtype === 'bool') return Array.from(data as Uint8Array, (byte) => byte !== 0);
    this.columns.add(data);
    return data;
  }

  #set(items: readonly PyValue[]): Set<unknown> {
    const set = new Set<unknown>();
    this.#fills.push(() => {
      for (const item of items) set.add(this.#value(item));
    });
    return set;
  }

  dict(entries: readonly PyValue[]): Record<string, unknown> | Map<unknown, unknown> {
    let named = true;
    for (let i = 0; named && i < entries.length; i += 2) named = typeof entries[i] === 'string';
    if (named) {
      const pairs: [string, PyValue][] = [];
      for (let i = 0; i < entries.length; i += 2) pairs.push([entries[i] as string, entries[i + 1]!]);
      return this.named(pairs);
    }
    const map = new Map<unknown, unknown>();
    this.#fills.push(() => {
      for (let i = 0; i < entries.length; i += 2) map.set(this.#value(entries[i]!), this.#value(entries[i + 1]!));
    });
    return map;
  }

  named(
    attributes: Iterable<readonly [name: string, value: PyValue]>,
    first: Readonly<Record<string, unknown>> = {},
  ): Record<string, unknown> {
    const record = Object.assign(Object.create(null) as Record<string, unknown>, first);
    for (const [name, value] of attributes) this.put(record, name, value);
    return record;
  }

  put(target: Record<string, unknown>, key: string, value: PyValue): void {
    if (typeof value !== 'object' || value === null) {
      target[key] = this.#value(value);
      return;
    }
    // Names the key now, so that keys keep their order.
    target[key] = undefined;
    this.#fills.push(() => (target[key] = this.#record(value)));
  }
}
