import { malformed, unsupported } from '../errors.js';
import type { Task } from '../task.js';
import type { Check } from './check.js';
import type { Cursor } from './cursor.js';
import { decodeLzma2 } from './lzma2.js';
import { CODE_FILTERS, FILTER, FIRST_CODE_FILTER } from './spec.js';

export interface BlockSize {
  /** Bytes of header, data and check, without padding. */
  readonly compressed: number;
  readonly expanded: number;
}

interface BlockHeader {
  readonly compressed: number | undefined;
  readonly expanded: number | undefined;
  /** Distances of the delta filters, in the order of writing. */
  readonly deltas: readonly number[];
}

/** Reads a block (3) into the task's output, and verifies it. */
export async function readBlock(task: Task, cursor: Cursor, check: Check): Promise<BlockSize> {
  const { id, output } = task;
  const start = cursor.at;
  const header = readHeader(cursor);
  const dataStart = cursor.at;
  const sizeBefore = output.size;
  if (header.expanded !== undefined) output.expect(header.expanded, start);
  await decodeLzma2(task, cursor);
  const expanded = output.size - sizeBefore;
  if (header.compressed !== undefined && header.compressed !== cursor.at - dataStart) {
    throw malformed(id, 'a block has not the compressed size of its header', start);
  }
  if (header.expanded !== undefined && header.expanded !== expanded) {
    throw malformed(id, 'a block has not the size of its header', start);
  }
  const content = output.since(sizeBefore);
  for (const distance of header.deltas.toReversed()) undoDelta(content, distance);
  const compressed = cursor.at - start + check.bytes;
  cursor.padding(start);
  const stored = cursor.take(check.bytes);
  const wanted = await check.of(content);
  if (!wanted.every((byte, i) => byte === cursor.bytes[stored + i])) {
    throw malformed(id, 'the check of a block does not match', stored);
  }
  return { compressed, expanded };
}

function readHeader(cursor: Cursor): BlockHeader {
  const { id } = cursor;
  const start = cursor.at;
  const end = start + (cursor.u8() + 1) * 4 - 4;
  cursor.at = end;
  cursor.crc32(start, 'the header of a block');
  const dataStart = cursor.at;
  cursor.at = start + 1;
  const flags = cursor.u8();
  if (flags & 0x3c) throw unsupported(id, 'has flags of a block that are reserved', cursor.at - 1);
  const compressed = flags & 0x40 ? cursor.integer() : undefined;
  const expanded = flags & 0x80 ? cursor.integer() : undefined;
  const deltas = readFilters(cursor, (flags & 3) + 1);
  if (cursor.at > end) throw malformed(id, 'the header of a block is too short', start);
  while (cursor.at < end)
    if (cursor.u8() !== 0) throw unsupported(id, 'has a header of a block with more in it', cursor.at - 1);
  cursor.at = dataStart;
  return { compressed, expanded, deltas };
}

/** @returns distances of the delta filters that come before LZMA2, which comes last */
function readFilters(cursor: Cursor, count: number): number[] {
  const { id } = cursor;
  const deltas: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = cursor.at;
    const filter = cursor.integer();
    const bytes = cursor.integer();
    const properties = cursor.take(bytes);
    const isLast = i === count - 1;
    const isKnown = filter === FILTER.delta || filter === FILTER.lzma2;
    if (!isKnown) throw unsupported(id, `is filtered by ${nameOf(filter)}`, start);
    if ((filter === FILTER.lzma2) !== isLast || bytes !== 1)
      throw malformed(id, 'its filters do not go together', start);
    if (filter === FILTER.delta) deltas.push(cursor.bytes[properties]! + 1);
  }
  return deltas;
}

function nameOf(filter: number): string {
  const code = CODE_FILTERS[filter - FIRST_CODE_FILTER];
  return code ? `one for ${code} code` : `filter ${filter}, which is not known`;
}

/** Each byte was written as the difference to the one so far before it (5.3.3). */
function undoDelta(bytes: Uint8Array, distance: number): void {
  for (let i = distance; i < bytes.length; i++) bytes[i]! += bytes[i - distance]!;
}
