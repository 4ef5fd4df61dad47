/** Reading inert objects: their class, attributes, dict entries. */

import type { PyDefinition } from '../contract/code.js';
import type { PyDict, PyObject, PyValue } from '../contract/value.js';
import { dictEntries, dictGet } from './dict.js';
import { isKind } from './make.js';

/** `module.name` of a global, or undefined. */
export function globalName(value: PyValue | undefined): string | undefined {
  return isKind(value, 'global') ? `${value.module}.${value.name}` : undefined;
}

/** `module.Class` of an object, array or other record whose class the stream names. */
export function className(value: PyValue | undefined): string | undefined {
  if (isKind(value, 'object')) return globalName(value.func);
  if (isKind(value, 'ndarray')) return globalName(value.class);
  return undefined;
}

/**
 * `module.Class` of what an object was made by, for people: also of a class that the file brings itself. Such a class may have any name,
 * also one of a library's; so what is known of that library says nothing of it, and {@link className} does not name it.
 */
export function typeName(value: PyValue | undefined): string | undefined {
  const named = className(value);
  if (named !== undefined || !isKind(value, 'object') || !isKind(value.func, 'object')) return named;
  const cls = definitionOf(value.func);
  return cls?.kind === 'class' ? `${cls.module}.${cls.qualname}` : undefined;
}

/** The dict of attributes that BUILD set: the state itself, or the first of the pair (dict, slots). */
export function attributeDict(object: PyObject): PyDict | undefined {
  const { state } = object;
  if (isKind(state, 'dict')) return state;
  if (isKind(state, 'tuple') && state.items.length === 2 && isKind(state.items[0], 'dict')) return state.items[0];
  return undefined;
}

/**
 * An attribute of an object, as its pickled state has it (`__setstate__` is not run); the last state that sets it wins.
 */
export function attribute(object: PyObject, name: string): PyValue | undefined {
  for (const state of [...(object.laterStates ?? [])]
    .reverse()
    .concat(object.state === undefined ? [] : [object.state])) {
    if (isKind(state, 'dict')) {
      const value = dictGet(state, name);
      if (value !== undefined) return value;
    } else if (isKind(state, 'tuple') && state.items.length === 2) {
      for (const part of [state.items[1], state.items[0]]) {
        const value = isKind(part, 'dict') ? dictGet(part, name) : undefined;
        if (value !== undefined) return value;
      }
    }
  }
  return undefined;
}

/** Attributes by name, in the order of the state; keys that are no strings are left out. */
export function attributes(object: PyObject): Map<string, PyValue> {
  const result = new Map<string, PyValue>();
  for (const state of [object.state, ...(object.laterStates ?? [])]) {
    const dicts = isKind(state, 'tuple') && state.items.length === 2 ? state.items : [state];
    for (const dict of dicts) {
      if (!isKind(dict, 'dict')) continue;
      for (const [key, value] of dictEntries(dict)) if (typeof key === 'string') result.set(key, value);
    }
  }
  return result;
}

/**
 * What an object is, where the file defines it and whoever opened the file can read it: a function, class, code object, cell, module or
 * bound method saved by value. The inert record stays what it was.
 *
 * @returns undefined for anything else, and for a record that is not as its library writes it
 */
export function definitionOf(value: PyValue | undefined): PyDefinition | undefined {
  if (!isKind(value, 'object')) return undefined;
  const { func } = value;
  if (isKind(func, 'global')) return func.makes?.(value);
  // A class that is looked up by a call: `_load_type("MethodType")(func, self)`.
  if (!isKind(func, 'object') || !isKind(func.func, 'global') || value.via !== 'reduce') return undefined;
  const cls = func.func.makes?.(func);
  return cls?.kind === 'class' ? cls.makes?.(value.args.items) : undefined;
}
