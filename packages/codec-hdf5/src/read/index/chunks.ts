/** Where the chunks of a dataset are. @see HDF5 File Format Specification, III.A.1, III.A.2, VII */

import { malformed } from '../../errors.js';
import { leaves } from '../btree1.js';
import { records } from '../btree2.js';
import type { Cursor } from '../cursor.js';
import type { File } from '../file.js';
import type { Layout } from '../layout.js';
import { extensibleArray } from './extensible-array.js';
import { fixedArray } from './fixed-array.js';

export interface Chunk {
  /** Its place among the chunks, along each axis. */
  readonly place: readonly number[];
  readonly address: number;
  /** Bytes as stored. */
  readonly size: number;
  /** Bits of the filters that were left out. */
  readonly mask: number;
}

export interface Chunked {
  readonly layout: Extract<Layout, { kind: 'chunked' }>;
  readonly shape: readonly number[];
  readonly maxShape: readonly (number | null)[];
  /** Bytes of a chunk before filters. */
  readonly bytes: number;
  readonly isFiltered: boolean;
}

/** An entry of an array of chunks. */
export interface Entry {
  readonly index: number;
  readonly address: number;
  readonly size: number;
  readonly mask: number;
}

/** The chunks that were written. */
export async function* chunksOf(file: File, dataset: Chunked): AsyncGenerator<Chunk> {
  const { layout, bytes } = dataset;
  const { chunk, index, address } = layout;
  if (address === undefined) return;
  const rank = chunk.length;
  switch (index.kind) {
    case 'single':
      yield { place: chunk.map(() => 0), address, size: index.size ?? bytes, mask: index.mask ?? 0 };
      return;
    case 'implicit': {
      const counts = countsOf(dataset.shape, chunk);
      const total = counts.reduce((product, count) => product * count, 1);
      // All of them are there, one after another: the last one too.
      if (total > 0) await file.cursor(address + (total - 1) * bytes, Math.min(bytes, 1));
      file.count(total, 'chunks');
      const place = placer(countsOf(dataset.maxShape, chunk));
      for (let i = 0; i < total; i++) yield { place: place(i), address: address + i * bytes, size: bytes, mask: 0 };
      return;
    }
    case 'btree1': {
      const key = (cursor: Cursor) => {
        const size = cursor.u32();
        const mask = cursor.u32();
        const place = chunk.map((length) => cursor.uint(8) / length);
        cursor.skip(8);
        return { size, mask, place };
      };
      const form = { type: 1, keyBytes: 8 + 8 * (rank + 1), key };
      for await (const leaf of leaves(file, address, form))
        yield { ...checked(leaf.key, file, leaf.child), address: leaf.child };
      return;
    }
    case 'btree2': {
      const type = dataset.isFiltered ? 11 : 10;
      for await (const record of records(file, address, type)) {
        const at = record.place();
        const entry = dataset.isFiltered
          ? { size: record.uint(record.left - 4 - 8 * rank), mask: record.u32() }
          : { size: bytes, mask: 0 };
        yield { ...entry, address: at, place: chunk.map(() => record.uint(8)) };
      }
      return;
    }
    default: {
      const isFixed = index.kind === 'fixed';
      const place = isFixed ? placer(countsOf(dataset.maxShape, chunk)) : swizzled(dataset);
      const entries = isFixed ? fixedArray(file, address, dataset) : extensibleArray(file, address, dataset);
      for await (const { index: i, ...entry } of entries) yield { ...entry, place: place(i) };
    }
  }
}

function checked<T extends { readonly place: readonly number[] }>(key: T, file: File, child: number): T {
  if (!key.place.every(Number.isInteger)) throw malformed('a chunk is not in its grid', file.base + child);
  return key;
}

/** Chunks along each axis; an axis without bound counts for one, since it is the slowest. */
function countsOf(shape: readonly (number | null)[], chunk: readonly number[]): number[] {
  return shape.map((length, axis) => (length === null ? 1 : Math.ceil(length / chunk[axis]!)));
}

/** Places in C order. */
function placer(counts: readonly number[]): (index: number) => number[] {
  return (index) => {
    const place = new Array<number>(counts.length);
    for (let axis = counts.length - 1; axis > 0; axis--) {
      place[axis] = index % counts[axis]!;
      index = Math.floor(index / counts[axis]!);
    }
    if (counts.length > 0) place[0] = index;
    return place;
  };
}

/** The axis without bound comes first. */
function swizzled({ maxShape, layout: { chunk } }: Chunked): (index: number) => number[] {
  const open = Math.max(0, maxShape.indexOf(null));
  const counts = countsOf(maxShape, chunk);
  const order = [open, ...counts.keys()].filter((axis, i) => i === 0 || axis !== open);
  const place = placer(order.map((axis) => counts[axis]!));
  return (index) => {
    const result = new Array<number>(counts.length);
    place(index).forEach((at, i) => (result[order[i]!] = at));
    return result;
  };
}

/** Reads the entries of a block of an array: address alone, or with size and filter mask. */
export function readEntry(cursor: Cursor, index: number, entryBytes: number, dataset: Chunked): Entry | undefined {
  const { offsets } = cursor.widths;
  const address = cursor.address();
  const [size, mask] = dataset.isFiltered ? [cursor.uint(entryBytes - offsets - 4), cursor.u32()] : [dataset.bytes, 0];
  return address === undefined ? undefined : { index, address, size, mask };
}
