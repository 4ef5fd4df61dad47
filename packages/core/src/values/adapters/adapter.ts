/** What this project knows about one Python class: how to read its inert record, and how to show it. */

import type { PyDict, PyNdArray, PyObject, PyTuple, PyValue } from '../../contract/value.js';
import { isKind, pyTuple } from '../../model/make.js';
import { globalName, typeName } from '../../model/object.js';
import type { JsArray } from '../js/elements.js';
import type { Json, JsonObject } from '../json.js';

/** An inert record with its class and arguments sorted out, whichever way the stream spelled the call. */
export interface Made {
  readonly object: PyObject;
  /** `call`: `cls(*args)`; `new`: `cls.__new__(cls, *args)`; `base`: an instance of cls with the value of its builtin base. */
  readonly how: 'call' | 'new' | 'base';
  /** `module.Class`, or the function that is called. */
  readonly name: string;
  /** Of `base`: (base class, its value). */
  readonly args: readonly PyValue[];
  readonly kwargs?: PyDict;
}

/**
 * Sorts out a record: `copyreg.__newobj__(cls, ...)` called is the same as NEWOBJ, and a partial called is its function called.
 *
 * @returns undefined when what is called is not named (the result of another call)
 */
export function madeBy(object: PyObject): Made | undefined {
  const partial = isKind(object.func, 'object') ? madeByPartial(object, object.func) : undefined;
  if (partial) return partial;
  const name = typeName(object);
  if (name === undefined) return undefined;
  const { items } = object.args;
  switch (object.via) {
    case 'newobj':
    case 'newobj_ex':
      return { object, how: 'new', name, args: items, ...(object.kwargs ? { kwargs: object.kwargs } : {}) };
    case 'reconstructor':
      return { object, how: 'base', name, args: items };
    case 'inst':
      // Without arguments CPython makes the instance by __new__, unless the class has __getinitargs__.
      return { object, how: items.length === 0 ? 'new' : 'call', name, args: items };
    case 'reduce':
      if (name === 'copyreg.__newobj__') return called(object, items.slice(1));
      if (name === 'copyreg.__newobj_ex__') {
        const [, args, kwargs] = items;
        return isKind(args, 'tuple') && isKind(kwargs, 'dict') ? called(object, args.items, kwargs) : undefined;
      }
  }
  return { object, how: 'call', name, args: items };
}

/** `functools.partial(name, *args, **kwargs)(*more)`; the partial keeps all of that in its state. */
function madeByPartial(object: PyObject, { func, state }: PyObject): Made | undefined {
  if (object.via !== 'reduce' || globalName(func) !== 'functools.partial' || !isKind(state, 'tuple')) return undefined;
  const [target, args, kwargs] = state.items;
  const name = globalName(target);
  if (name === undefined || !isKind(args, 'tuple') || !isKind(kwargs, 'dict')) return undefined;
  return { object, how: 'call', name, args: [...args.items, ...object.args.items], kwargs };
}

function called(object: PyObject, args: readonly PyValue[], kwargs?: PyDict): Made | undefined {
  const name = globalName(object.args.items[0]);
  if (name === undefined) return undefined;
  return { object, how: 'new', name, args, ...(kwargs && kwargs.entries.length > 0 ? { kwargs } : {}) };
}

/** What an adapter writes tagged JSON with. Values are written later, in the order of the calls, so that ids follow Python's order. */
export interface Tagging {
  /** Whether long data is written whole. */
  readonly full: boolean;
  /** Writes the tagged value to `target[key]`. */
  put(target: Json[] | JsonObject, key: number | string, value: PyValue): void;
  list(values: ArrayLike<PyValue>): Json[];
  /** `[[key, value], ...]` of `key, value, ...`. */
  pairs(entries: readonly PyValue[]): Json[];
  /** An object of attributes. */
  named(attributes: Iterable<readonly [name: string, value: PyValue]>): JsonObject;
  /** `{shape, dtype, sha256, data | first}` of an array. */
  array(array: PyNdArray): JsonObject;
}

/** What an adapter makes plain JavaScript with. Containers are handed out at once and filled later, so that depth costs no stack. */
export interface Converting {
  /** Writes the converted value to `target[key]`. */
  put(target: Record<string, unknown>, key: string, value: PyValue): void;
  list(values: ArrayLike<PyValue>): unknown[];
  /** A record without prototype, with these first. */
  named(
    attributes: Iterable<readonly [name: string, value: PyValue]>,
    first?: Readonly<Record<string, unknown>>,
  ): Record<string, unknown>;
  /** The numbers of an array in C order: their typed array, booleans as a list. */
  numbers(array: PyNdArray): JsArray['data'];
  /** A dict of `key, value, ...`: a record when all keys are text, else a Map. */
  dict(entries: readonly PyValue[]): Record<string, unknown> | Map<unknown, unknown>;
}

/** A part of a text: plain, or a value to be rendered, or either after a label (`x=`, `'key': `). */
export type Part = string | { readonly label?: string | { readonly value: PyValue }; readonly value: PyValue };

/** A text that can be broken over lines between its parts. */
export interface Shown {
  readonly open: string;
  readonly parts: readonly Part[];
  readonly close: string;
}

/** One class, or several that are alike. */
export interface Adapter<V = unknown> {
  /** `module.Class` as streams spell it, the current spelling first. Functions that make the instances go by their own names. */
  readonly names: readonly string[];
  /**
   * Reads a record.
   *
   * @returns undefined when it is not what this class writes; it is shown as any unknown object then
   */
  read(made: Made): V | undefined;
  tag(view: V, out: Tagging): JsonObject;
  js(view: V, out: Converting): unknown;
  text(view: V): Shown | string;
}

/** Keeps the view's type within one adapter and out of the table. */
export function adapter<V>(definition: Adapter<V>): Adapter {
  return definition as Adapter;
}

/** `name(positional, key=value)` as text. */
export function call(name: string, parts: readonly Part[]): Shown {
  return { open: `${name}(`, parts, close: ')' };
}

export function positional(values: ArrayLike<PyValue>): Part[] {
  return Array.from(values, (value) => ({ value }));
}

export function keyword(name: string, value: PyValue): Part {
  return { label: `${name}=`, value };
}

/** The last part of a dotted name. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Items of a tuple or list; undefined for anything else. */
export function itemsOf(value: PyValue | undefined): ArrayLike<PyValue> | undefined {
  return isKind(value, 'tuple') || isKind(value, 'list') ? value.items : undefined;
}

/** A number out of an int that a double holds exactly. */
export function safeInt(value: PyValue | undefined): number | undefined {
  if (typeof value !== 'bigint') return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** `func(*args)` as a record. */
export function reduced(func: PyValue, args: PyValue[]): PyObject {
  const tuple: PyTuple = pyTuple(args);
  return { kind: 'object', via: 'reduce', func, args: tuple };
}
