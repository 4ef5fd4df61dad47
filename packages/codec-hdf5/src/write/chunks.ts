/** Chunks, and the tree that finds them. @see HDF5 File Format Specification, III.A.1 */

import { deflate } from 'pako';
import type { StorageFilter } from '@brine/core';
import { copyBox } from '../read/box.js';
import { fletcher32 } from '../read/filters/fletcher32.js';
import { shuffle } from '../read/filters/shuffle.js';
import { FILTER } from '../spec/format.js';
import { Bytes } from './bytes.js';

/** Children of a node, as the library has it where the file does not say. */
const WIDTH = 64;

export interface ChunkOut {
  readonly origin: readonly number[];
  readonly bytes: Uint8Array;
}

/** Filters that are written; the others are replaced by the first. */
export const WRITTEN: ReadonlySet<number> = new Set([FILTER.deflate, FILTER.shuffle, FILTER.fletcher32]);

export function cutChunks(
  data: Uint8Array,
  shape: readonly number[],
  chunk: readonly number[],
  size: number,
  filters: readonly StorageFilter[],
): ChunkOut[] {
  const chunks: ChunkOut[] = [];
  if (shape.includes(0)) return chunks;
  const counts = shape.map((length, axis) => Math.ceil(length / chunk[axis]!));
  const total = counts.reduce((product, count) => product * count, 1);
  const zero = chunk.map(() => 0);
  const bytes = chunk.reduce((product, length) => product * length, size);
  for (let i = 0; i < total; i++) {
    const origin = new Array<number>(shape.length);
    for (let axis = shape.length - 1, left = i; axis >= 0; axis--) {
      origin[axis] = (left % counts[axis]!) * chunk[axis]!;
      left = Math.floor(left / counts[axis]!);
    }
    const lengths = origin.map((start, axis) => Math.min(chunk[axis]!, shape[axis]! - start));
    const whole = new Uint8Array(bytes);
    copyBox(data, { shape, start: origin }, whole, { shape: chunk, start: zero }, lengths, size);
    chunks.push({ origin, bytes: filtered(whole, filters, size) });
  }
  return chunks;
}

function filtered(bytes: Uint8Array, filters: readonly StorageFilter[], size: number): Uint8Array {
  for (const { id, values } of filters) {
    if (id === FILTER.shuffle) bytes = shuffle(bytes, values[0] ?? size);
    else if (id === FILTER.deflate) bytes = deflate(bytes, { level: Math.min(values[0] ?? 4, 9) as 4 });
    else if (id === FILTER.fletcher32) bytes = new Bytes().put(bytes).u32(fletcher32(bytes)).done();
  }
  return bytes;
}

/** Bytes of the nodes of the tree. */
export function treeBytes(chunks: number, rank: number): number {
  let nodes = 0;
  for (let level = chunks; ;) {
    level = Math.ceil(level / WIDTH);
    nodes += level;
    if (level <= 1) return nodes * nodeBytes(rank);
  }
}

function nodeBytes(rank: number): number {
  return 24 + WIDTH * 8 + (WIDTH + 1) * keyBytes(rank);
}

function keyBytes(rank: number): number {
  return 8 + 8 * (rank + 1);
}

interface Child {
  readonly origin: readonly number[];
  readonly size: number;
  readonly address: number;
}

/**
 * @param start - address of the tree
 * @param addresses - of the chunks, in order
 * @returns the nodes, and the address of the root
 */
export function writeTree(
  chunks: readonly ChunkOut[],
  chunk: readonly number[],
  addresses: readonly number[],
  start: number,
): { readonly bytes: Uint8Array; readonly root: number } {
  const rank = chunk.length;
  const out = new Bytes();
  let level = 0;
  let children: Child[] = chunks.map(({ origin, bytes }, i) => ({
    origin,
    size: bytes.length,
    address: addresses[i]!,
  }));
  const last = chunks.at(-1)!.origin;
  // Behind the last chunk: one further along the slowest axis.
  const end = last.map((at, axis) => (axis === 0 ? at + chunk[0]! : 0));
  for (;;) {
    const nodes: Child[] = [];
    const first = start + out.length;
    const count = Math.ceil(children.length / WIDTH);
    for (let i = 0; i < count; i++) {
      const held = children.slice(i * WIDTH, (i + 1) * WIDTH);
      const sibling = (at: number) => (at < 0 || at >= count ? undefined : first + at * nodeBytes(rank));
      const node = new Bytes()
        .text('TREE')
        .u8(1, level)
        .u16(held.length)
        .address(sibling(i - 1))
        .address(sibling(i + 1));
      for (const child of held) key(node, child.size, child.origin).u64(child.address);
      const next = children[(i + 1) * WIDTH];
      key(node, next?.size ?? 0, next?.origin ?? end);
      node.zeros(nodeBytes(rank) - node.length);
      nodes.push({ origin: held[0]!.origin, size: held[0]!.size, address: first + i * nodeBytes(rank) });
      out.put(node.done());
    }
    if (count === 1) return { bytes: out.done(), root: nodes[0]!.address };
    children = nodes;
    level++;
  }
}

function key(out: Bytes, size: number, origin: readonly number[]): Bytes {
  out.u32(size).u32(0);
  for (const at of origin) out.u64(at);
  return out.u64(0);
}
