/** Estimators as a pickle holds them, made by hand. */

import {
  type Context,
  DEFAULT_LIMITS,
  type Note,
  parseDType,
  pyDict,
  pyGlobal,
  pyObject,
  type PyNdArray,
  type PyObject,
  pyTuple,
  type PyValue,
} from '@brine/core';

/** `copyreg._reconstructor` and newer ways alike end in a class and a dict of attributes. */
export function estimator(name: string, attributes: Readonly<Record<string, PyValue>>): PyObject {
  const at = name.lastIndexOf('.');
  const object = pyObject('newobj', pyGlobal(name.slice(0, at), name.slice(at + 1)), pyTuple());
  object.state = pyDict(Object.entries({ _sklearn_version: '1.9.1', ...attributes }).flat());
  return object;
}

export function floats(data: readonly number[], shape: readonly number[] = [data.length]): PyNdArray {
  return array('<f8', new Uint8Array(Float64Array.from(data).buffer), shape);
}

export function ints(data: readonly number[], shape: readonly number[] = [data.length]): PyNdArray {
  return array('<i8', new Uint8Array(BigInt64Array.from(data.map(BigInt)).buffer), shape);
}

function array(dtype: string, data: Uint8Array, shape: readonly number[]): PyNdArray {
  return { kind: 'ndarray', class: pyGlobal('numpy', 'ndarray'), dtype: parseDType(dtype)!, shape, order: 'C', data };
}

/** A context that keeps the notes. */
export function context(notes: Note[] = []): Context {
  const refuse = () => Promise.reject(new Error('not here'));
  return {
    limits: DEFAULT_LIMITS,
    progress: () => undefined,
    note: (note) => notes.push(note),
    open: refuse,
    audit: () => {
      throw new Error('not here');
    },
    convert: refuse,
    sibling: refuse,
    dialects: () => [],
    stage: refuse,
  } as Context;
}
