/** The writing side: what the picklers of dill and cloudpickle have forms of their own for. */

import {
  globalName,
  isKind,
  pyDict,
  pyGlobal,
  pyObject,
  pyTuple,
  type PyNdArray,
  type PyObject,
  type PyRecord,
  type PyValue,
} from '@brine/core';
import { codeLayout } from '../spec/code.js';
import type { PickleOptions } from '@brine/codec-pickle/vm';
import { freshText, reduceArray, type Saving, type SavingDialect } from '@brine/codec-pickle/write';

/** What a value is saved as; the same record each time, which is how the pickler knows that it was written before. */
type Replacements = WeakMap<PyRecord, PyRecord>;

export function savingDialect({ numpy = 1 }: Pick<PickleOptions, 'numpy'>): SavingDialect {
  const replacements: Replacements = new WeakMap();
  /** Whether it is cloudpickle 3 that wrote what is written: of that a function tells, which is met before its code. */
  let isNew = false;
  const once = <V extends PyRecord>(value: V, replace: (value: V) => PyRecord): Saving => {
    let made = replacements.get(value);
    if (!made) {
      made = replace(value);
      // A setter is given what was written, and must find that it was.
      replacements.set(value, made).set(made, made);
    }
    return { value: made };
  };
  return {
    onSave(value) {
      switch (value.kind) {
        case 'global':
          return namespace(value.module, value.name);
        case 'ndarray':
          return isPlain(value) ? once(value, (array) => createArray(array, numpy)) : undefined;
        case 'object': {
          const renew = RENEWED.get(globalName(value.setter) ?? '') ?? (isNew && isCode(value) ? renewCode : undefined);
          isNew ||= renew !== undefined;
          return renew && once(value, renew);
        }
        default:
          return undefined;
      }
    },
  };
}

/**
 * The namespace of a module is written by its name, as GLOBAL in every protocol, and never stored: dill looks for `__builtin__.__main__`
 * by these words.
 * @see dill, `save_module_dict` and `save_type` in dill/_dill.py
 */
function namespace(module: string, name: string): Saving | undefined {
  if (!isNamespace(module, name)) return undefined;
  const written = module === 'builtins' && name !== '__dict__' ? '__builtin__' : module;
  return { opcodes: new TextEncoder().encode(`c${written}\n${name}\n`) };
}

function isNamespace(module: string, name: string): boolean {
  if (module === 'builtins' || module === '__builtin__') return ['__main__', 'NoneType', '__dict__'].includes(name);
  return name === '__dict__' || (module === 'enum' && name === 'EnumMeta');
}

function isPlain({ class: cls, state }: PyNdArray): boolean {
  return cls.module === 'numpy' && cls.name === 'ndarray' && state === undefined;
}

/** @see dill, `save_numpy_array` */
function createArray(array: PyNdArray, numpy: 1 | 2): PyRecord {
  const manner = { protocol: 2, numpy: numpy === 1 ? 'numpy.core' : 'numpy._core' } as const;
  const { func, args, state } = reduceArray(array, manner);
  return pyObject('reduce', pyGlobal('dill._dill', '_create_array'), pyTuple([func, args, state!, null]));
}

/**
 * Strings that cloudpickle 3 makes anew, so that what it writes does not depend on which strings Python had interned.
 * @see cloudpickle, `_function_getstate`, `_class_getstate` and `_code_reduce` in cloudpickle/cloudpickle.py
 */
const RENEWED: ReadonlyMap<string, (object: PyObject) => PyObject> = new Map([
  ['cloudpickle.cloudpickle._function_setstate', renewFunction],
  ['cloudpickle.cloudpickle._class_setstate', renewClass],
]);

function renewFunction(object: PyObject): PyObject {
  return withStates(object, (attributes, slots) => [
    freshKeys(attributes),
    slots.map((item, i) => (i % 2 === 1 && isName(slots[i - 1]) ? fresh(item) : item)),
  ]);
}

function isName(key: PyValue | undefined): boolean {
  return key === '__name__' || key === '__qualname__';
}

function renewClass(object: PyObject): PyObject {
  return withStates(object, (members, slots) => [freshKeys(members), slots]);
}

/** A code object of cloudpickle: `_builtin_type("CodeType")(...)`. */
function isCode({ func, args }: PyObject): boolean {
  return (
    isKind(func, 'object') &&
    globalName(func.func) === 'cloudpickle.cloudpickle._builtin_type' &&
    func.args.items[0] === 'CodeType' &&
    codeLayout(args.items.length, undefined) !== undefined
  );
}

function renewCode(object: PyObject): PyObject {
  const { fields } = codeLayout(object.args.items.length, undefined)!;
  return { ...object, args: pyTuple(object.args.items.map((item, i) => (fields[i] === 'name' ? fresh(item) : item))) };
}

/** With the entries of both dicts of the state changed. */
function withStates(
  object: PyObject,
  change: (first: readonly PyValue[], second: readonly PyValue[]) => readonly [PyValue[], readonly PyValue[]],
): PyObject {
  const [first, second] = isKind(object.state, 'tuple') ? object.state.items : [];
  if (!isKind(first, 'dict') || !isKind(second, 'dict')) return object;
  const [one, other] = change(first.entries, second.entries);
  return { ...object, state: pyTuple([pyDict(one), pyDict([...other])]) };
}

function freshKeys(entries: readonly PyValue[]): PyValue[] {
  return entries.map((item, i) => (i % 2 === 0 ? fresh(item) : item));
}

function fresh(value: PyValue): PyValue {
  return typeof value === 'string' ? freshText(value) : value;
}
