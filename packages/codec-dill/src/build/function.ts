/** Functions. */

import {
  definitionOf,
  dictGet,
  isKind,
  type PyCode,
  type PyDict,
  type PyFunction,
  type PyObject,
  type PyValue,
} from '@brine/core';
import { BUILTINS } from '../spec/names.js';
import { namesIn, tupleOrNone } from './code.js';
import { signatureOf } from './signature.js';

/** What the two libraries tell of a function, each in its own way. */
interface Told {
  readonly code: PyValue | undefined;
  readonly globals: PyValue | undefined;
  readonly name: PyValue | undefined;
  readonly defaults: PyValue | undefined;
  readonly closure: PyValue | undefined;
  readonly attributes?: PyValue | undefined;
  /** The attributes that Python itself knows: `__doc__`, `__kwdefaults__`, `__annotations__`, `__qualname__`, `__module__`. */
  readonly slots: PyDict | undefined;
  readonly module: PyValue | undefined;
}

/**
 * dill's `_create_function(code, globals, name, defaults, closure[, fdict, fkwdefaults])`, given the state `(dict, slots)` or `dict`.
 * @see dill, `save_function` and `_create_function` in dill/_dill.py
 */
export function dillFunction(object: PyObject): PyFunction | undefined {
  const [code, globals, name = null, defaults = null, closure = null, fdict, fkwdefaults] = object.args.items;
  const [attributes, slots] = statesOf(object.state);
  const told = { code, globals, name, defaults, closure, attributes: attributes ?? fdict, slots };
  return functionOf({ ...told, module: slotOf(slots, '__module__') ?? moduleOf(globals) }, fkwdefaults);
}

/**
 * cloudpickle's `_make_function(code, globals, name, argdefs, closure)`, given `(dict, slots)` by `_function_setstate`.
 * @see cloudpickle, `_function_getstate` in cloudpickle/cloudpickle.py
 */
export function cloudFunction(object: PyObject): PyFunction | undefined {
  const [code, base] = object.args.items;
  const [attributes, slots] = statesOf(object.state);
  return functionOf({
    code,
    globals: slotOf(slots, '__globals__') ?? base,
    name: slotOf(slots, '__name__') ?? null,
    defaults: slotOf(slots, '__defaults__') ?? null,
    closure: slotOf(slots, '__closure__') ?? null,
    attributes,
    slots,
    module: slotOf(slots, '__module__') ?? moduleOf(base),
  });
}

function functionOf(told: Told, fkwdefaults?: PyValue): PyFunction | undefined {
  const code = definitionOf(told.code);
  const defaults = tupleOrNone(told.defaults);
  const closure = tupleOrNone(told.closure);
  if (code?.kind !== 'code' || !defaults || !closure || told.globals === undefined) return undefined;
  if (defaults.length > code.argcount) return undefined;
  const { slots, attributes, globals, module } = told;
  const name = typeof told.name === 'string' ? told.name : code.name;
  const qualname = slotOf(slots, '__qualname__');
  const kwdefaults = slotOf(slots, '__kwdefaults__') ?? fkwdefaults;
  const annotations = slotOf(slots, '__annotations__');
  const doc = slotOf(slots, '__doc__');
  const parts = {
    code,
    defaults,
    ...(isKind(kwdefaults, 'dict') ? { kwdefaults } : {}),
    ...(isKind(annotations, 'dict') ? { annotations } : {}),
  };
  return {
    kind: 'function',
    name,
    qualname: typeof qualname === 'string' ? qualname : (code.qualname ?? code.name),
    ...(typeof module === 'string' ? { module } : {}),
    ...parts,
    signature: signatureOf(parts),
    ...(typeof doc === 'string' ? { doc } : {}),
    globals,
    closure,
    ...(isKind(attributes, 'dict') && attributes.entries.length > 0 ? { attributes } : {}),
    needs: isKind(globals, 'dict') ? [] : missingNames(code),
  };
}

/** State as a dict, or a pair of them. */
function statesOf(state: PyValue | undefined): [attributes: PyValue | undefined, slots: PyDict | undefined] {
  if (!isKind(state, 'tuple')) return [state, undefined];
  const [attributes, slots] = state.items;
  return [attributes, isKind(slots, 'dict') ? slots : undefined];
}

function slotOf(slots: PyDict | undefined, name: string): PyValue | undefined {
  return slots && dictGet(slots, name);
}

/** `__name__` of the globals; a reference to those of `__main__` or of a module says it itself. */
function moduleOf(globals: PyValue | undefined): PyValue | undefined {
  if (isKind(globals, 'dict')) return dictGet(globals, '__name__');
  if (!isKind(globals, 'global')) return undefined;
  return globals.name === '__dict__' ? globals.module : globals.name;
}

function missingNames(code: PyCode): string[] {
  return [...namesIn(code)].filter((name) => !BUILTINS.has(name)).sort();
}
