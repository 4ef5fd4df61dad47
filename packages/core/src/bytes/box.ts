/** A box out of an array that lies in C order in a source. */

import type { ByteSource } from '../contract/bytes.js';
import type { Selection } from '../contract/tensor.js';
import { CodecError } from '../errors.js';

/** Runs that lie closer together than this are read at once. */
const GAP = 1 << 16;
/** No read that joins runs is longer than this. */
const WINDOW = 1 << 24;

/** Where an array lies: contiguous, last axis fastest. */
export interface StoredArray {
  /** Byte offset of its first element. */
  readonly offset: number;
  readonly itemBytes: number;
  readonly shape: readonly number[];
}

/**
 * Lengths of the axes of a box.
 *
 * @throws CodecError `option` for a box that is not inside the array
 */
export function boxShape(shape: readonly number[], selection: Selection): number[] {
  if (selection.length > shape.length) throw outside(shape, selection);
  return shape.map((length, axis) => {
    const [start, stop] = selection[axis] ?? [0, length];
    if (!(Number.isInteger(start) && Number.isInteger(stop) && 0 <= start && start <= stop && stop <= length)) {
      throw outside(shape, selection);
    }
    return stop - start;
  });
}

/**
 * Reads a box of an array: only the ranges that hold it, near ones together.
 *
 * @returns the bytes of its elements in C order; a view of what the source keeps where they are consecutive
 * @throws CodecError `option` for a box that is not inside the array, or what the source throws
 */
export async function readBox(
  source: ByteSource,
  array: StoredArray,
  selection: Selection = [],
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const { offset, itemBytes, shape } = array;
  const counts = boxShape(shape, selection);
  const strides = new Array<number>(shape.length);
  let stride = itemBytes;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }

  // Elements are consecutive from the last axis that is cut inwards: one run for each index of the axes before it.
  let cut = shape.length - 1;
  while (cut > 0 && counts[cut] === shape[cut]) cut--;
  const runBytes = cut < 0 ? itemBytes : counts[cut]! * strides[cut]!;
  const runs = counts.slice(0, Math.max(cut, 0)).reduce((product, count) => product * count, 1);
  const origin = shape.reduce((at, _, axis) => at + (selection[axis]?.[0] ?? 0) * strides[axis]!, offset);
  const startOf = (run: number) => {
    let at = origin;
    for (let axis = cut - 1; axis >= 0; axis--) {
      at += (run % counts[axis]!) * strides[axis]!;
      run = Math.floor(run / counts[axis]!);
    }
    return at;
  };

  if (runs * runBytes === 0) return new Uint8Array(0);
  if (runs === 1) return source.read(origin, runBytes, signal);
  const result = new Uint8Array(runs * runBytes);
  for (let first = 0; first < runs;) {
    const start = startOf(first);
    let end = start + runBytes;
    let next = first + 1;
    for (; next < runs; next++) {
      const at = startOf(next);
      if (at - end > GAP || at + runBytes - start > WINDOW) break;
      end = at + runBytes;
    }
    const window = await source.read(start, end - start, signal);
    for (let run = first; run < next; run++) {
      const at = startOf(run) - start;
      result.set(window.subarray(at, at + runBytes), run * runBytes);
    }
    first = next;
  }
  return result;
}

function outside(shape: readonly number[], selection: Selection): CodecError {
  return new CodecError({
    codec: 'core',
    code: 'BRINE-CORE-SELECTION',
    fault: 'option',
    message: `the selection ${JSON.stringify(selection)} is not inside an array of shape ${JSON.stringify(shape)}`,
    hint: 'A selection has [start, stop) for each axis, 0 <= start <= stop <= length; axes left out at the end are whole.',
  });
}
