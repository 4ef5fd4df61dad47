/** Pickles out of values: as bytes, or into a sink. */

import { concatBytes, type ByteSink, type Note, type PyValue } from '@brine/core';
import { fromJs, type FromJsOptions } from './js/from-js.js';
import type { PickleWriteOptions } from './options.js';
import { Pickler } from './pickler.js';

/** About as much is written at once. */
const PORTION = 1 << 20;

/**
 * A value as a pickle: the bytes that CPython's `pickle.dumps` gives wherever the value determines them.
 *
 * @throws CodecError `encode` for what the protocol cannot hold, with its path; `option` for options that contradict each other
 */
export function dumpPickle(value: PyValue, options?: PickleWriteOptions): Uint8Array {
  const pickler = new Pickler(value, options);
  pickler.run();
  const chunks = pickler.out.take();
  // A single chunk is a part of a larger buffer.
  return chunks.length === 1 ? chunks[0]!.slice() : concatBytes(chunks);
}

/**
 * Writes a value as a pickle into a sink, a portion at a time; large bytes and arrays are handed to the sink as they are, without a copy.
 *
 * @returns what was lost: exceptions that protocols 0 to 2 have no name for
 * @throws CodecError as {@link dumpPickle}, and what the sink throws
 */
export async function writePickle(
  value: PyValue,
  sink: ByteSink,
  options?: PickleWriteOptions,
  signal?: AbortSignal,
): Promise<readonly Note[]> {
  const pickler = new Pickler(value, options);
  for (let done = false; !done;) {
    signal?.throwIfAborted();
    done = pickler.run(PORTION);
    for (const chunk of pickler.out.take()) await sink.write(chunk);
    pickler.out.reuse();
  }
  return pickler.notes;
}

/**
 * Plain JavaScript, and Python values by the makers of `py`, as a pickle.
 *
 * @throws CodecError as {@link fromJs} and {@link dumpPickle}
 * @example
 * ```ts
 * import { dump, py } from '@brine/codec-pickle/write';
 *
 * const bytes = dump({ weights: new Float32Array([1, 2]), shape: py.tuple(1n, 2n), when: new Date(0) });
 * ```
 */
export function dump(value: unknown, options: PickleWriteOptions & FromJsOptions = {}): Uint8Array {
  return dumpPickle(fromJs(value, options), options);
}
