/** What the bytes of a chunk went through, undone. @see HDF5 File Format Specification, IV.A.2.l */

import type { StorageFilter } from '@brine/core';
import { unsupported } from '../../errors.js';
import { FILTER } from '../../spec/format.js';
import { inflate } from './deflate.js';
import { checkFletcher } from './fletcher32.js';
import { unlzf } from './lzf.js';
import { unscale } from './scale-offset.js';
import { unshuffle } from './shuffle.js';

export interface Stage {
  /** Bytes that a chunk has before all filters: what none may exceed. */
  readonly expected: number;
  /** Byte offset of the chunk, for errors. */
  readonly offset: number;
}

type Undo = (bytes: Uint8Array, values: readonly number[], stage: Stage) => Uint8Array;

const UNDO: ReadonlyMap<number, Undo> = new Map<number, Undo>([
  [FILTER.deflate, inflate],
  [FILTER.shuffle, unshuffle],
  [FILTER.fletcher32, checkFletcher],
  [FILTER.scaleOffset, unscale],
  [FILTER.lzf, unlzf],
]);

/** @throws CodecError `unsupported` for a filter that is not there, by its name */
export function checkFilters(filters: readonly StorageFilter[], offset: number | undefined): void {
  const missing = filters.find(({ id }) => !UNDO.has(id));
  if (!missing) return;
  throw unsupported(
    `the data are stored by the filter ${missing.name} (${missing.id}), which is not read`,
    offset,
    'Write the dataset again with gzip, lzf or without compression: h5repack -f GZIP=4 does it.',
  );
}

/** @param mask - bits of the filters that were left out */
export function undoFilters(
  bytes: Uint8Array,
  filters: readonly StorageFilter[],
  mask: number,
  stage: Stage,
): Uint8Array {
  for (let i = filters.length - 1; i >= 0; i--) {
    if (mask & (1 << i)) continue;
    const { id, values } = filters[i]!;
    bytes = UNDO.get(id)!(bytes, values, stage);
  }
  return bytes;
}
