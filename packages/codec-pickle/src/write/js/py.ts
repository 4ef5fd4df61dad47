/**
 * Makers of Python values that plain JavaScript has no form for, to be passed to `dump` and `fromJs` among plain values.
 *
 * @packageDocumentation
 */

import { pyFrozenSet, pyGlobal, pyObject, pyTuple, sizeOf, type PyGlobal, type PyValue } from '@brine/core';
import { optionError } from '../errors.js';
import { call as reduce } from '../reduce/made.js';
import { arrayOf, dtypeOf, objectArray, typeOf } from './array.js';
import { datetimeOf, fieldsOf, timedeltaOf, timezoneOf, type DateTimeFields } from './datetime.js';
import { explicit, holesOf, type Explicit } from './explicit.js';

export type { DateTimeFields } from './datetime.js';
export type { Explicit } from './explicit.js';

/** A Python value as it is: one read out of a file, or made by the makers of `@brine/core`. */
export function value(python: PyValue): Explicit {
  return explicit(python);
}

/** `(item, item, ...)`. */
export function tuple(...items: readonly unknown[]): Explicit {
  const into: PyValue[] = [];
  return explicit(pyTuple(into), holesOf(into, items));
}

/** `frozenset(items)`. */
export function frozenset(items: Iterable<unknown>): Explicit {
  const into: PyValue[] = [];
  return explicit(pyFrozenSet(into), holesOf(into, items));
}

/**
 * A class or function by its name: `collections.OrderedDict`, or with a colon behind the module where the name is nested,
 * `package.module:Outer.Inner`.
 *
 * @throws CodecError `option` for a name without a module
 */
export function named(name: string): Explicit {
  return explicit(globalOf(name));
}

/**
 * What Python gets by calling a class or function: `call('pathlib.PurePosixPath', 'a', 'b')`.
 *
 * @throws CodecError `option` for a name without a module
 */
export function call(name: string, ...args: readonly unknown[]): Explicit {
  const into: PyValue[] = [];
  return explicit(pyObject('reduce', globalOf(name), pyTuple(into)), holesOf(into, args));
}

/**
 * An instance of a class, made as unpickling makes it: `cls.__new__(cls, *args)`, never `__init__`, then its attributes.
 *
 * @param state - its attributes; anything but a plain object or Map is what its `__setstate__` is given
 * @throws CodecError `option` for a name without a module
 */
export function instance(name: string, state: unknown = {}, args: readonly unknown[] = []): Explicit {
  const into: PyValue[] = [];
  const object = pyObject('newobj', globalOf(name), pyTuple(into));
  return explicit(object, [...holesOf(into, args), { into: object, key: 'state', value: state }]);
}

function globalOf(name: string): PyGlobal {
  const [, module, path] =
    /^([^:]+)[:.]([^:]+)$/.exec(name.includes(':') ? name : name.replace(/\.(?=[^.]*$)/, ':')) ?? [];
  if (module === undefined || path === undefined) {
    throw optionError(
      `${JSON.stringify(name)} names nothing in a module`,
      'Write module.Name, or module:Outer.Inner for what is nested.',
    );
  }
  return pyGlobal(module, path);
}

/**
 * `datetime.datetime`.
 *
 * @param when - fields, or a Date, whose fields are those of UTC; a Date has no more than milliseconds
 * @param utcOffset - minutes east of UTC, `null` for a naive one; a Date is in UTC by default, fields are naive
 * @throws CodecError `option` for a moment outside of the years 1 to 9999, or an offset of a day or more
 */
export function datetime(when: Date | DateTimeFields, utcOffset: number | null = isDate(when) ? 0 : null): Explicit {
  const fields = isDate(when) ? fieldsOf(when) : when;
  const zone = utcOffset === null ? undefined : timezoneOf(utcOffset);
  const made = fields && (utcOffset === null || zone) && datetimeOf(fields, zone);
  if (!made) throw optionError('a datetime is out of range', 'Years are 1 to 9999, months and days begin with 1.');
  return explicit(made);
}

function isDate(when: Date | DateTimeFields): when is Date {
  return when instanceof Date;
}

/**
 * `datetime.timedelta(days, seconds, microseconds)`.
 *
 * @throws CodecError `option` for parts that are no integers
 */
export function timedelta(days: number, seconds = 0, microseconds = 0): Explicit {
  if (![days, seconds, microseconds].every((part) => Number.isSafeInteger(part))) {
    throw optionError(
      'a timedelta is made of whole numbers',
      'Pass the fraction of a day as seconds and microseconds.',
    );
  }
  return explicit(timedeltaOf(days, seconds, microseconds));
}

/** What `decimal.Decimal` reads. @see https://docs.python.org/3/library/decimal.html#decimal.Decimal */
const DECIMAL = /^[+-]?(?:\d+\.?\d*(?:E[+-]?\d+)?|\.\d+(?:E[+-]?\d+)?|Inf(?:inity)?|s?NaN\d*)$/i;

/**
 * `decimal.Decimal(text)`.
 *
 * @throws CodecError `option` for text that is no decimal number
 */
export function decimal(text: string): Explicit {
  if (!DECIMAL.test(text))
    throw optionError(`${JSON.stringify(text)} is no decimal number`, 'Write it as Python does.');
  return explicit(reduce('decimal', 'Decimal', [text]));
}

export interface ArrayInit {
  /** Lengths of the axes. One axis by default. */
  readonly shape?: readonly number[];
  /**
   * numpy's type of the elements, where it is not that of the typed array: `M8[ns]` over a BigInt64Array, `bool` over a Uint8Array,
   * `complex128` over a Float64Array of pairs.
   */
  readonly dtype?: string;
  /** Whether the last axis is fastest in `data` (C, the default) or the first (F). */
  readonly order?: 'C' | 'F';
}

/**
 * A numpy array over the bytes of a typed array, which are not copied; or of Python objects, out of a plain array in C order.
 *
 * @throws CodecError `option` when data, dtype and shape do not fit together
 */
export function ndarray(data: ArrayBufferView | readonly unknown[], init: ArrayInit = {}): Explicit {
  if (!ArrayBuffer.isView(data)) return objects(data, init);
  const type = init.dtype ?? typeOf(data);
  const dtype = type === undefined ? undefined : dtypeOf(type);
  if (!dtype || dtype.itemsize === 0 || 'OT'.includes(dtype.type)) {
    throw optionError(
      `a dtype of ${type ?? 'a DataView'} has no elements in a typed array`,
      "Use numpy's names: <f8, M8[ns], U12.",
    );
  }
  const array = arrayOf(data, dtype, init.shape ?? [data.byteLength / dtype.itemsize], init.order);
  if (!array) {
    throw optionError(
      `${data.byteLength} bytes do not fill an array of shape (${init.shape?.join(', ') ?? ''}) and type ${type}`,
      'The product of the shape is the number of elements.',
    );
  }
  return explicit(array);
}

function objects(
  data: readonly unknown[],
  { shape = [data.length], dtype = 'object', order = 'C' }: ArrayInit,
): Explicit {
  if (dtypeOf(dtype)?.type !== 'O' || order !== 'C' || sizeOf(shape) !== data.length) {
    throw optionError(
      `an array of ${data.length} objects has the shape (${shape.join(', ')}), dtype ${dtype}, order ${order}`,
      'Pass numbers as a typed array; objects have dtype object and C order.',
    );
  }
  const items: PyValue[] = [];
  return explicit(objectArray(items, shape), holesOf(items, data));
}
