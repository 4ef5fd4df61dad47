/** Sources that watch what is done with them. */

import { fromBytes, type ByteSource } from '@brine/core';

/** A source as a file or a network would be: nothing in memory, reads that honour the signal, results aligned to nothing. */
export interface WatchedSource extends ByteSource {
  /** Ranges that were read. */
  readonly reads: readonly (readonly [offset: number, length: number])[];
}

/**
 * @param onRead - called before each read with how many there were before
 */
export function watchedSource(bytes: Uint8Array, name: string, onRead?: (count: number) => void): WatchedSource {
  const memory = fromBytes(bytes, name);
  const reads: [number, number][] = [];
  return {
    size: bytes.length,
    name,
    reads,
    async read(offset, length, signal) {
      onRead?.(reads.length);
      signal?.throwIfAborted();
      reads.push([offset, length]);
      // An odd offset into a larger buffer: a decoder may not take the alignment of the file for that of the memory.
      const shifted = new Uint8Array(length + 1);
      shifted.set(await memory.read(offset, length), 1);
      return shifted.subarray(1);
    },
  };
}

/** Bytes that were read, each counted once however often. */
export function bytesRead({ reads }: WatchedSource): number {
  let total = 0;
  let end = 0;
  for (const [offset, length] of [...reads].sort((a, b) => a[0] - b[0])) {
    total += Math.max(0, offset + length - Math.max(end, offset));
    end = Math.max(end, offset + length);
  }
  return total;
}
