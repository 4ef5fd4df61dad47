/** Classes: saved with what their bodies define, or named in a table. */

import { dictGet, isKind, type PyClass, type PyDefinition, type PyObject, type PyValue } from '@brine/core';
import { builtinType } from '../spec/names.js';
import { assignedTo } from './assigned.js';
import { codeOf, tupleOrNone } from './code.js';

/** dill's `_load_type(name)`, cloudpickle's `_builtin_type(name)`. */
export function typeByName([name]: readonly PyValue[]): PyClass | undefined {
  const type = typeof name === 'string' ? builtinType(name) : undefined;
  if (!type) return undefined;
  const make = MAKERS.get(`${type.module}.${type.name}`);
  const cls = { kind: 'class', name: type.name, qualname: type.name, module: type.module, bases: [] } as const;
  return make ? { ...cls, makes: make } : cls;
}

/** Definitions that are made by calls of Python's own types. */
const MAKERS: ReadonlyMap<string, (args: readonly PyValue[]) => PyDefinition | undefined> = new Map([
  ['builtins.code', codeOf],
  ['builtins.method', methodOf],
]);

/** `types.MethodType(func, self)`. */
export function methodOf([func, self, ...more]: readonly PyValue[]): PyDefinition | undefined {
  if (func === undefined || self === undefined || more.length > 0) return undefined;
  return { kind: 'method', func, self };
}

/** dill's `_create_type(metaclass, name, bases, dict)`. */
export function dillClass(object: PyObject): PyClass | undefined {
  const [, name, bases, members] = object.args.items;
  return classOf(object, name, bases, members, 'dill._dill');
}

/** `types.new_class(name, bases, kwds, exec_body)`: dill's classes with generic bases, whose body is `partial(_setitems, source=dict)`. */
export function newClass(object: PyObject): PyClass | undefined {
  const [name, bases, , body] = object.args.items;
  const state = isKind(body, 'object') && isKind(body.state, 'tuple') ? body.state.items[2] : undefined;
  return classOf(object, name, bases, isKind(state, 'dict') ? dictGet(state, 'source') : undefined, 'types');
}

/** dill's `_create_namedtuple(name, fields, module[, defaults])`. */
export function dillNamedTuple(object: PyObject): PyClass | undefined {
  const [name, , module] = object.args.items;
  if (typeof name !== 'string' || typeof module !== 'string') return undefined;
  return { kind: 'class', name, qualname: qualnameOf(object, name), module, bases: [] };
}

/** cloudpickle's `_make_skeleton_class(metaclass, name, bases, kwds, id, extra)`, given `(dict, {})` by `_class_setstate`. */
export function cloudClass(object: PyObject): PyClass | undefined {
  const [, name, bases, kwds] = object.args.items;
  return classOf(
    object,
    name,
    bases,
    membersOf(object),
    'types',
    isKind(kwds, 'dict') ? dictGet(kwds, '__module__') : undefined,
  );
}

/** cloudpickle's `_make_skeleton_enum(bases, name, qualname, members, module, id, extra)`. */
export function cloudEnum(object: PyObject): PyClass | undefined {
  const [bases, name, qualname, , module] = object.args.items;
  const cls = classOf(object, name, bases, membersOf(object), 'types', module);
  return cls && typeof qualname === 'string' ? { ...cls, qualname } : cls;
}

function membersOf({ state }: PyObject): PyValue | undefined {
  return isKind(state, 'tuple') ? state.items[0] : undefined;
}

/** @param maker - the module whose code makes the class, which is its module where the dict does not say another */
function classOf(
  object: PyObject,
  name: PyValue | undefined,
  basesTuple: PyValue | undefined,
  members: PyValue | undefined,
  maker: string,
  ownModule?: PyValue,
): PyClass | undefined {
  const bases = tupleOrNone(basesTuple);
  if (typeof name !== 'string' || !bases) return undefined;
  const defined = isKind(members, 'dict') ? members : undefined;
  const module = ownModule ?? (defined && dictGet(defined, '__module__'));
  const qualname = defined && dictGet(defined, '__qualname__');
  return {
    kind: 'class',
    name,
    qualname: typeof qualname === 'string' ? qualname : qualnameOf(object, name),
    module: typeof module === 'string' ? module : maker,
    bases,
    ...(defined ? { members: defined } : {}),
  };
}

function qualnameOf(object: PyObject, name: string): string {
  const qualname = assignedTo(object).get('__qualname__');
  return typeof qualname === 'string' ? qualname : name;
}
