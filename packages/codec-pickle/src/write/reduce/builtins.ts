/**
 * How Python's own types are written where a protocol has no opcode for them: as the calls that CPython writes.
 * @see CPython, Modules/_pickle.c: `save_bytes`, `save_bytearray`, `save_set`, `save_frozenset`, `save_type`, `save_global`, `save_reduce`
 */

import {
  ELLIPSIS,
  isKind,
  NOT_IMPLEMENTED,
  pyBytes,
  pyDict,
  pyGlobal,
  pyList,
  pyObject,
  pyTuple,
  type PyByteArray,
  type PyBytes,
  type PyComplex,
  type PyFrozenSet,
  type PyObject,
  type PySet,
  type PyValue,
} from '@brine/core';
import { call, freshText, made } from './made.js';

/** Before protocol 3. */
export function reduceBytes({ data }: PyBytes): PyObject {
  if (data.byteLength === 0) return call('builtins', 'bytes', []);
  return call('_codecs', 'encode', [made({ kind: 'latin-1 text', data }), 'latin1']);
}

/** Before protocol 5. */
export function reduceByteArray({ data }: PyByteArray): PyObject {
  return call('builtins', 'bytearray', data.byteLength === 0 ? [] : [pyBytes(data)]);
}

/** Before protocol 4. */
export function reduceSet({ kind, items }: PySet | PyFrozenSet): PyObject {
  return call('builtins', kind, [pyList(items)]);
}

export function reduceComplex({ re, im }: PyComplex): PyObject {
  return call('builtins', 'complex', [re, im]);
}

/** Classes that have no name to import. */
const TYPES: ReadonlyMap<string, PyValue> = new Map<string, PyValue>([
  ['NoneType', null],
  ['ellipsis', ELLIPSIS],
  ['NotImplementedType', NOT_IMPLEMENTED],
]);

/**
 * A global that is written as a call: a nested name before protocol 4, a method of a built-in type in all.
 *
 * @returns undefined for one that is written by its name
 */
export function reduceGlobal(module: string, name: string, protocol: number): PyObject | undefined {
  if (module === 'builtins') {
    const instance = TYPES.get(name);
    if (instance !== undefined) return call('builtins', 'type', [instance]);
  }
  const dot = name.lastIndexOf('.');
  if (dot < 0 || (protocol >= 4 && module !== 'builtins')) return undefined;
  return getattr(pyGlobal(module, name.slice(0, dot)), name.slice(dot + 1));
}

function getattr(of: PyValue, name: string): PyObject {
  return call('builtins', 'getattr', [of, freshText(name)]);
}

/** An object made in a way that the protocol has an opcode for. What it is given afterwards is left out. */
export function reduceObject(object: PyObject, protocol: number): PyObject {
  const { via, func, args, kwargs } = object;
  switch (via) {
    case 'reconstructor':
      return call('copyreg', '_reconstructor', [func, ...args.items]);
    case 'newobj':
      return protocol >= 2 ? object : call('copyreg', '__newobj__', [func, ...args.items]);
    case 'newobj_ex':
      if (protocol >= 4) return object;
      return protocol < 2
        ? call('copyreg', '__newobj_ex__', [func, args, kwargs ?? pyDict()])
        : partialNew(func, args.items, kwargs ?? pyDict());
    default:
      return object;
  }
}

/** `partial(cls.__new__, cls, *args, **kwargs)()`. */
function partialNew(cls: PyValue, args: readonly PyValue[], kwargs: PyValue): PyObject {
  const method = isKind(cls, 'global') ? pyGlobal(cls.module, `${cls.name}.__new__`) : getattr(cls, '__new__');
  const partial = call('functools', 'partial', [method]);
  partial.state = pyTuple([method, pyTuple([cls, ...args]), kwargs, null]);
  return pyObject('reduce', partial, pyTuple());
}
