/** Makers of Python values, so that their shapes stay alike (and fast: one hidden class a kind). */

import type {
  PyBytes,
  PyByteArray,
  PyComplex,
  PyConstant,
  PyDict,
  PyFrozenSet,
  PyGlobal,
  PyList,
  PyMaker,
  PyObject,
  PyPersistent,
  PyRecord,
  PySet,
  PyTuple,
  PyValue,
} from '../contract/value.js';

export const pyList = (items: PyList['items'] = []): PyList => ({ kind: 'list', items });
export const pyTuple = (items: PyValue[] = []): PyTuple => ({ kind: 'tuple', items });
/** @param entries - `key, value, key, value, ...`, keys already distinct */
export const pyDict = (entries: PyValue[] = []): PyDict => ({ kind: 'dict', entries });
export const pySet = (items: PyValue[] = []): PySet => ({ kind: 'set', items });
export const pyFrozenSet = (items: PyValue[] = []): PyFrozenSet => ({ kind: 'frozenset', items });
export const pyBytes = (data: Uint8Array): PyBytes => ({ kind: 'bytes', data });
export const pyByteArray = (data: Uint8Array): PyByteArray => ({ kind: 'bytearray', data });
export const pyComplex = (re: number, im: number): PyComplex => ({ kind: 'complex', re, im });
export const pyGlobal = (module: string, name: string): PyGlobal => ({ kind: 'global', module, name });
export const pyPersistent = (id: PyValue): PyPersistent => ({ kind: 'persistent', id });
export const pyObject = (via: PyMaker, func: PyValue, args: PyTuple): PyObject => ({ kind: 'object', via, func, args });
export const ELLIPSIS: PyConstant = Object.freeze({ kind: 'constant', name: 'Ellipsis' });
export const NOT_IMPLEMENTED: PyConstant = Object.freeze({ kind: 'constant', name: 'NotImplemented' });

/** Whether a value is a record of this kind: the one way to tell values apart (never `instanceof`). */
export function isKind<K extends PyRecord['kind']>(
  value: PyValue | undefined,
  kind: K,
): value is Extract<PyRecord, { kind: K }> {
  return typeof value === 'object' && value !== null && value.kind === kind;
}
