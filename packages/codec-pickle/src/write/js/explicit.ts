/** Python values among plain JavaScript, told from it by a symbol, which no JSON and no other data can hold. */

import type { PyObject, PyValue } from '@brine/core';

/** The same symbol in every copy of this package. */
const PYTHON: unique symbol = Symbol.for('@brine/codec-pickle python') as never;

/** A place in a record that plain JavaScript is put into once it is converted. */
export type Hole =
  | { readonly into: PyValue[]; readonly key: number; readonly value: unknown }
  | { readonly into: PyObject; readonly key: 'state'; readonly value: unknown };

/** A Python value that `fromJs` takes as it is, but for its holes. Used twice, it is one Python object. */
export interface Explicit {
  readonly [PYTHON]: PyValue;
  readonly holes: readonly Hole[];
}

export function explicit(value: PyValue, holes: readonly Hole[] = []): Explicit {
  return { [PYTHON]: value, holes };
}

/** Holes for all items of an array that is still empty. */
export function holesOf(into: PyValue[], values: Iterable<unknown>): Hole[] {
  return Array.from(values, (value, key): Hole => ({ into, key, value }));
}

export function isExplicit(value: object): value is Explicit {
  return PYTHON in value;
}

export function valueOf(value: Explicit): PyValue {
  return value[PYTHON];
}
