/** Values that occur in calls and that only the writer makes: Python has them for a moment, and no file holds them as such. */

import { pyGlobal, pyObject, pyTuple, type PyObject, type PyValue } from '@brine/core';

/** A string that CPython makes anew each time, so that it is never the same object as an equal one. */
export interface FreshText {
  readonly kind: 'fresh text';
  readonly text: string;
}

/** A fresh string of the characters U+0000 to U+00FF that bytes stand for; never made, only written. */
export interface Latin1Text {
  readonly kind: 'latin-1 text';
  readonly data: Uint8Array;
}

/** `pickle.PickleBuffer`: bytes that may go out of band. */
export interface Buffer {
  readonly kind: 'buffer';
  readonly data: Uint8Array;
  readonly readonly: boolean;
}

export type Made = FreshText | Latin1Text | Buffer;

/** Puts what the writer makes among the values. */
export const made = (value: Made): PyValue => value as unknown as PyValue;

/** Such a string as a value, for what a dialect saves in a value's place. */
export const freshText = (text: string): PyValue => made({ kind: 'fresh text', text });

/** `module.name(*args)`. */
export function call(module: string, name: string, args: PyValue[]): PyObject {
  return pyObject('reduce', pyGlobal(module, name), pyTuple(args));
}

/** What a reduction depends on. */
export interface Manner {
  readonly protocol: number;
  /** The package that numpy's own functions are named in. */
  readonly numpy: 'numpy.core' | 'numpy._core';
}
