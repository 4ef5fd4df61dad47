import type { PyGlobal, PyValue } from '@brine/core';

/** Where the bytes of an array come from. */
export interface Origin {
  /** Offset in the file of bytes that are a view of it. */
  offsetOf(data: Uint8Array): number | undefined;
}

/** What a reducer may ask of the reading that it is a part of. */
export interface Run extends Origin {
  /** A class or function by name; the same record for the same name, as it is one object in Python. */
  named(module: string, name: string): PyGlobal;
  /** What REDUCE makes of these. */
  reduce(callable: PyValue, args: PyValue): PyValue;
  /** What BUILD does to the first. */
  build(target: PyValue, state: PyValue): void;
}

/**
 * Makes the value that `callable(*args)` is in Python, for the calls that a library itself writes for values that we have a record for.
 * Nothing else is ever interpreted.
 *
 * @returns undefined when the arguments are not the ones that the library writes: the call then stays an inert object
 * @throws Refusal where the library itself would raise
 */
export type Reducer = (args: readonly PyValue[], run: Run) => PyValue | undefined;
