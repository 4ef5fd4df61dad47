/** Classes of the program for classes that a file names. */

import type { PyObject, PyValue } from '../../contract/value.js';
import { CodecError } from '../../errors.js';
import { attributes, className } from '../../model/object.js';

/** How the stream makes an object, in plain JavaScript. Nothing of it is run. */
export interface PickledParts {
  /** `module.Class` (or the function that is called), as in the file. */
  readonly class: string;
  /** Arguments of `__new__` or of the call. */
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>> | ReadonlyMap<unknown, unknown>;
  /** Attributes by name, as its state has them; no prototype. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** What `__setstate__` is given, each time: one state, as a rule. */
  readonly states: readonly unknown[];
  /** Items of a subclass of list or set. */
  readonly items: readonly unknown[];
  /** Entries of a subclass of dict. */
  readonly entries: readonly (readonly [key: unknown, value: unknown])[];
}

/** Makes objects of a class. */
export interface UserMaker<T extends object = object> {
  /** Makes the object, before anything that it holds: a cycle may lead back to it. */
  make(): T;
  /**
   * Gives it what the file has. All values in the parts are made, and objects of other classes within are restored, but for those that
   * hold this one or that others hold too.
   */
  restore(object: T, parts: PickledParts): void;
}

/**
 * A class of the program, or how to make its objects. Of a class an object is made without its constructor, as `pickle` makes one
 * without `__init__`, and given its attributes.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- parameters of constructors are compared the other way round
export type UserClass = (new (...args: any[]) => object) | UserMaker<any>;

/** Classes by `module.Class`. What a file names is looked up here, and nowhere else. */
export type UserClasses = ReadonlyMap<string, UserClass>;

/** The class of the program for an object, with its name. */
export function userClassOf(classes: UserClasses | undefined, object: PyObject): [string, UserMaker] | undefined {
  const name = classes && className(object);
  const known = name === undefined ? undefined : classes!.get(name);
  if (known === undefined) return undefined;
  return [name!, typeof known === 'function' ? attributesOnly(name!, known.prototype as object) : (known as UserMaker)];
}

function attributesOnly(name: string, prototype: object): UserMaker {
  return {
    make: () => Object.create(prototype) as object,
    restore(object, { args, items, entries, attributes: own, states }) {
      const isPlain = args.length === 0 && items.length === 0 && entries.length === 0;
      if (!isPlain || (states.length > 0 && Object.keys(own).length === 0 && states.some(isSomething)))
        throw notPlain(name);
      // Defined, not assigned: a setter of the class is not called, and no name is special.
      for (const [key, value] of Object.entries(own)) {
        Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
      }
    },
  };
}

function isSomething(state: unknown): boolean {
  return !(state === null || (typeof state === 'object' && Object.keys(state).length === 0));
}

function notPlain(name: string): CodecError {
  return new CodecError({
    codec: 'core',
    code: 'BRINE-CORE-CLASS',
    fault: 'option',
    message: `${name} is pickled with more than attributes: arguments, items, or a state of its own`,
    hint: `Give it as { make, restore } in place of a class.`,
  });
}

/** The parts of an object in the order in which they are converted, and how they are told apart again. */
export function partsOf(object: PyObject): { readonly values: PyValue[]; readonly keys: readonly string[] } {
  const own = attributes(object);
  // The base and its value of an object that has no base's value say nothing.
  const isBare = object.via === 'reconstructor' && object.args.items[1] === null;
  const args = isBare ? [] : object.args.items;
  const states = object.state === undefined ? [] : [object.state, ...(object.laterStates ?? [])];
  const lists = { args, states, items: object.items ?? [], entries: object.entries ?? [], own: [...own.values()] };
  return {
    values: Object.values(lists).map((items): PyValue => ({ kind: 'list', items })),
    keys: [...own.keys()],
  };
}

/** Parts out of the lists that {@link partsOf} gave. */
export function pickledParts(
  name: string,
  keys: readonly string[],
  [args, states, items, entries, own]: readonly unknown[][],
  kwargs: PickledParts['kwargs'],
): PickledParts {
  const named = Object.create(null) as Record<string, unknown>;
  keys.forEach((key, i) => (named[key] = own![i]));
  const pairs = entries!.flatMap((key, i) => (i % 2 === 0 ? [[key, entries![i + 1]] as const] : []));
  return { class: name, args: args!, kwargs, attributes: named, states: states!, items: items!, entries: pairs };
}
