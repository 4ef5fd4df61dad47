import type { PyValue } from '@brine/core';

/** What a reducer may ask about the file. */
export interface Origin {
  /** Offset in the file of bytes that are a view of it. */
  offsetOf(data: Uint8Array): number | undefined;
}

/**
 * Makes the value that `callable(*args)` is in Python, for the calls that Python and numpy themselves write for values that we have
 * a record for. Nothing else is ever interpreted.
 *
 * @returns undefined when the arguments are not the ones that the library writes: the call then stays an inert object
 * @throws Refusal where the library itself would raise
 */
export type Reducer = (args: readonly PyValue[], origin: Origin) => PyValue | undefined;
