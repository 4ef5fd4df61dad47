/**
 * What a stream sets on an object after it was made: `setattr(cls, "__qualname__", "A.B")`, `setattr(cell, "cell_contents", f)`,
 * `delattr(cell, "cell_contents")`. dill has them called under names of its own, as `getattr(dill._dill, "_setattr", setattr)`.
 */

import { globalName, isKind, type PyObject, type PyValue } from '@brine/core';

/** By the object, since the call itself is kept with whatever the stream makes it after; undefined for what was deleted. */
const assigned = new WeakMap<PyObject, Map<string, PyValue | undefined>>();

/** Notes a call. */
export function noteEffect({ func, args }: PyObject): void {
  const setter = setterOf(func);
  const [object, name, value] = args.items;
  if (setter === undefined || !isKind(object, 'object') || typeof name !== 'string') return;
  if (args.items.length !== (setter === 'setattr' ? 3 : 2)) return;
  let values = assigned.get(object);
  if (!values) assigned.set(object, (values = new Map()));
  values.set(name, value);
}

function setterOf(func: PyValue): 'setattr' | 'delattr' | undefined {
  const called = isKind(func, 'object') && globalName(func.func) === 'builtins.getattr' ? func.args.items[2] : func;
  const name = globalName(called)?.replace('__builtin__', 'builtins');
  return name === 'builtins.setattr' ? 'setattr' : name === 'builtins.delattr' ? 'delattr' : undefined;
}

/** @returns the map that has a name when it was set or, as undefined, deleted */
export function assignedTo(object: PyObject): ReadonlyMap<string, PyValue | undefined> {
  return assigned.get(object) ?? NOTHING;
}

const NOTHING: ReadonlyMap<string, PyValue> = new Map();
