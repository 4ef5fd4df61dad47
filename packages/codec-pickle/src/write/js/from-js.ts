/** Plain JavaScript as Python values. */

import {
  CodecError,
  isKind,
  keyOf,
  pyBytes,
  pyDict,
  pyList,
  pySet,
  type PyDict,
  type PyFrozenSet,
  type PySet,
  type PyValue,
} from '@brine/core';
import { arrayOf, dtypeOf, isDetached, typeOf } from './array.js';
import { datetimeOf, fieldsOf, timezoneOf } from './datetime.js';
import { isExplicit, valueOf, type Explicit } from './explicit.js';

export interface FromJsOptions {
  /**
   * Makes ints of numbers that are whole and exact (up to 2^53). By default each number is a float and a bigint an int, so that what a
   * value's type is in Python never depends on its value.
   */
  readonly integers?: boolean;
}

/**
 * Plain JavaScript as a Python value:
 *
 * | JavaScript | Python |
 * | --- | --- |
 * | `null`, `undefined`, boolean, string | None, bool, str |
 * | number | float (see `integers`) |
 * | bigint | int |
 * | array | list |
 * | plain object, Map | dict |
 * | Set | set |
 * | Uint8Array, ArrayBuffer | bytes, not copied |
 * | other typed arrays | numpy.ndarray of one axis, not copied |
 * | Date | datetime.datetime in UTC |
 * | what the makers of `py` give | tuple, ndarray, datetime, Decimal, instance, ... |
 *
 * Sharing and cycles are kept. Objects are read by their own enumerable properties with string keys.
 *
 * @throws CodecError `encode` with the path of what has no form in Python: functions, symbols, instances of classes, and a key
 * or set item that Python cannot hash or holds equal to another
 */
export function fromJs(value: unknown, { integers = false }: FromJsOptions = {}): PyValue {
  return new Conversion(integers).run(value);
}

/** Where a container is, from the inside out; it becomes text only for an error. */
interface Place {
  readonly outer: Place | undefined;
  /** The key or index in what is around it. */
  readonly step: unknown;
}

/** Fields that make an object with this `kind` look like one of core's records. */
const RECORDS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['complex', ['re', 'im']],
  ['bytes', ['data']],
  ['bytearray', ['data']],
  ['list', ['items']],
  ['tuple', ['items']],
  ['dict', ['entries']],
  ['set', ['items']],
  ['frozenset', ['items']],
  ['constant', ['name']],
  ['global', ['module', 'name']],
  ['object', ['via', 'func', 'args']],
  ['persistent', ['id']],
  ['dtype', ['type', 'itemsize']],
  ['ndarray', ['dtype', 'shape', 'data']],
  ['npscalar', ['dtype', 'data']],
]);

class Conversion {
  private readonly made = new Map<object, PyValue>();
  /** Containers whose records are still empty, instead of a recursion into them. */
  private readonly waiting: (() => void)[] = [];
  /** Dicts and sets whose keys are looked at when they are complete. */
  private readonly keyed: { readonly record: PyDict | PySet | PyFrozenSet; readonly place: Place }[] = [];
  private readonly utc = timezoneOf(0)!;

  constructor(private readonly integers: boolean) {}

  run(root: unknown): PyValue {
    const value = this.convert(root, undefined, undefined);
    for (let next = this.waiting.pop(); next; next = this.waiting.pop()) next();
    for (const { record, place } of this.keyed) checkKeys(record, place);
    return value;
  }

  private convert(value: unknown, outer: Place | undefined, step: unknown): PyValue {
    switch (typeof value) {
      case 'string':
      case 'boolean':
      case 'bigint':
        return value;
      case 'number':
        return this.integers && Number.isSafeInteger(value) && !Object.is(value, -0) ? BigInt(value) : value;
      case 'undefined':
        return null;
      case 'object':
        return value === null ? null : (this.made.get(value) ?? this.remember(value, { outer, step }));
      default:
        throw noForm(`a ${typeof value}`, { outer, step });
    }
  }

  private remember(object: object, place: Place): PyValue {
    const value = this.convertObject(object, place);
    this.made.set(object, value);
    return value;
  }

  private convertObject(object: object, place: Place): PyValue {
    if (isExplicit(object)) return this.explicit(object, place);
    if (Array.isArray(object)) return this.list(object, place);
    if (ArrayBuffer.isView(object)) return view(object, place);
    if (object instanceof ArrayBuffer) {
      if (isDetached(object)) throw noForm(TRANSFERRED, place);
      return pyBytes(new Uint8Array(object));
    }
    if (object instanceof Map) return this.dict(object, place);
    if (object instanceof Set) return this.set(object, place);
    if (object instanceof Date) return this.date(object, place);
    const prototype: unknown = Object.getPrototypeOf(object);
    // A plain object of another realm (a vm context, a frame) has a prototype of its own that has none.
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
      throw noForm(`an instance of ${className(object)}`, place);
    if (looksLikeRecord(object)) {
      throw new CodecError({
        codec: 'pickle',
        code: 'BRINE-PICKLE-AMBIGUOUS',
        fault: 'encode',
        message: 'an object looks like a Python value of Brine, and may be data that only looks so',
        path: pathOf(place),
        hint: 'If it is a Python value, pass it as py.value(...); if it is data, make it a Map.',
      });
    }
    return this.plain(object, place);
  }

  private explicit(object: Explicit, place: Place): PyValue {
    const value = valueOf(object);
    this.waiting.push(() => {
      for (const { into, key, value: content } of object.holes) {
        (into as unknown as Record<PropertyKey, PyValue>)[key] = this.convert(content, place, key);
      }
    });
    if (isKind(value, 'frozenset')) this.keyed.push({ record: value, place });
    return value;
  }

  private list(array: readonly unknown[], place: Place): PyValue {
    const items: PyValue[] = [];
    this.waiting.push(() => {
      for (let i = 0; i < array.length; i++) items.push(this.convert(array[i], place, i));
    });
    return pyList(items);
  }

  private plain(object: object, place: Place): PyValue {
    const entries: PyValue[] = [];
    this.waiting.push(() => {
      for (const key of Object.keys(object)) {
        entries.push(key, this.convert((object as Record<string, unknown>)[key], place, key));
      }
    });
    return pyDict(entries);
  }

  private dict(map: ReadonlyMap<unknown, unknown>, place: Place): PyValue {
    const entries: PyValue[] = [];
    const record = pyDict(entries);
    this.waiting.push(() => {
      for (const [key, value] of map) entries.push(this.convert(key, place, key), this.convert(value, place, key));
    });
    this.keyed.push({ record, place });
    return record;
  }

  private set(set: ReadonlySet<unknown>, place: Place): PyValue {
    const items: PyValue[] = [];
    const record = pySet(items);
    this.waiting.push(() => {
      for (const item of set) items.push(this.convert(item, place, item));
    });
    this.keyed.push({ record, place });
    return record;
  }

  private date(date: Date, place: Place): PyValue {
    const fields = fieldsOf(date);
    const value = fields && datetimeOf(fields, this.utc);
    if (!value) throw noForm('a Date that is invalid or outside of the years 1 to 9999', place);
    return value;
  }
}

const TRANSFERRED = 'a buffer that was transferred elsewhere';

function view(data: ArrayBufferView, place: Place): PyValue {
  const type = typeOf(data);
  if (type === undefined) throw noForm('a DataView', place);
  if (isDetached(data.buffer)) throw noForm(TRANSFERRED, place);
  if (type === '|u1' && !isClamped(data)) return pyBytes(data as Uint8Array);
  const dtype = dtypeOf(type)!;
  return arrayOf(data, dtype, [data.byteLength / dtype.itemsize])!;
}

function isClamped(data: ArrayBufferView): boolean {
  return data instanceof Uint8ClampedArray;
}

function looksLikeRecord(object: object): boolean {
  const fields = RECORDS.get((object as { kind?: unknown }).kind);
  return fields?.every((field) => Object.hasOwn(object, field)) ?? false;
}

function className(object: object): string {
  const { constructor } = object as { constructor?: unknown };
  return typeof constructor === 'function' ? constructor.name : 'a class';
}

function checkKeys(record: PyDict | PySet | PyFrozenSet, place: Place): void {
  const keys = record.kind === 'dict' ? record.entries.filter((_, i) => i % 2 === 0) : record.items;
  if (keys.every((key) => typeof key === 'string')) return;
  const seen = new Set<unknown>();
  for (const key of keys) {
    const identity = keyOf(key);
    if (identity === undefined) throw noForm(`a key or set item that Python cannot hash (a ${kindOf(key)})`, place);
    if (seen.has(identity))
      throw noForm(`two keys or set items that Python holds equal (a ${kindOf(key)} is one)`, place);
    seen.add(identity);
  }
}

function kindOf(value: PyValue): string {
  return value !== null && typeof value === 'object' ? value.kind : typeof value;
}

function noForm(what: string, place: Place): CodecError {
  return new CodecError({
    codec: 'pickle',
    code: 'BRINE-PICKLE-JS',
    fault: 'encode',
    message: `${what} has no form in Python`,
    path: pathOf(place),
    hint: 'Pass plain objects, Maps, arrays and numbers, and Python values by the makers of py.',
  });
}

function pathOf(place: Place): string {
  const steps: string[] = [];
  for (let at: Place | undefined = place; at?.outer; at = at.outer) {
    steps.push(`[${typeof at.step === 'string' ? JSON.stringify(at.step) : stepText(at.step)}]`);
  }
  return steps.reverse().join('');
}

function stepText(step: unknown): string {
  return typeof step === 'object' && step !== null ? '<object>' : String(step);
}
