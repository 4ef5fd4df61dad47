/** The second version of trees. @see HDF5 File Format Specification, III.A.2 */

import { malformed } from '../errors.js';
import type { Cursor } from './cursor.js';
import type { File } from './file.js';

/** A signature, a version, a type and a checksum. */
const NODE_BYTES = 10;
const DEEPEST = 64;

/** The records in order. */
export async function* records(file: File, address: number, type: number): AsyncGenerator<Cursor> {
  const { offsets, lengths } = file.widths;
  const header = await file.cursor(address, 22 + offsets + lengths);
  header.signature('BTHD');
  header.skip(1);
  if (header.u8() !== type) throw malformed('a tree is not of its kind', header.offset);
  const nodeBytes = header.u32();
  const recordBytes = header.u16();
  const depth = header.u16();
  header.skip(2);
  const root = header.address();
  const count = header.u16();
  if (recordBytes === 0 || depth > DEEPEST || nodeBytes < NODE_BYTES)
    throw malformed('a tree has no shape', header.offset);
  if (root === undefined || count === 0) return;

  // How many records a node of each depth and everything under it can hold gives the widths of the numbers beside its children.
  const leafMost = Math.floor((nodeBytes - NODE_BYTES) / recordBytes);
  const countBytes = widthOf(leafMost);
  const pointerBytes = [0];
  const most = [leafMost];
  for (let level = 1; level <= depth; level++) {
    const totalBytes = level === 1 ? 0 : widthOf(most[level - 1]!);
    pointerBytes.push(offsets + countBytes + totalBytes);
    const own = Math.floor((nodeBytes - NODE_BYTES - pointerBytes[level]!) / (recordBytes + pointerBytes[level]!));
    most.push((own + 1) * most[level - 1]! + own);
  }

  const seen = new Set<number>();
  async function* node(at: number, held: number, level: number): AsyncGenerator<Cursor> {
    const bytes = 6 + held * recordBytes + (level > 0 ? (held + 1) * pointerBytes[level]! : 0);
    if (seen.has(at)) throw malformed('a tree holds a part of itself twice', file.base + at);
    seen.add(at);
    if (bytes > nodeBytes) throw malformed('a node of a tree holds more than it can', file.base + at);
    file.count(held + 1, 'nodes of trees', file.base + at);
    const cursor = await file.cursor(at, bytes);
    cursor.signature(level > 0 ? 'BTIN' : 'BTLF');
    cursor.skip(2);
    const own = Array.from({ length: held }, () => cursor.part(recordBytes));
    if (level === 0) {
      yield* own;
      return;
    }
    for (let i = 0; i <= held; i++) {
      const child = cursor.place();
      const childCount = cursor.uint(countBytes);
      cursor.skip(pointerBytes[level]! - offsets - countBytes);
      yield* node(child, childCount, level - 1);
      if (i < held) yield own[i]!;
    }
  }
  yield* node(root, count, depth);
}

/** Bytes for a number up to this one. */
export function widthOf(most: number): number {
  let bytes = 1;
  for (let left = Math.floor(most / 256); left > 0; left = Math.floor(left / 256)) bytes++;
  return bytes;
}
