/** Extensible arrays: chunks of a dataset that grows along one axis. @see HDF5 File Format Specification, VII.D */

import { malformed } from '../../errors.js';
import type { File } from '../file.js';
import { type Chunked, type Entry, readEntry } from './chunks.js';

/**
 * The first entries are in the index block. Behind it come blocks of entries, in groups ("super blocks") of which every second one has
 * more blocks and every other one larger ones; the first groups' blocks are named in the index block too.
 */
export async function* extensibleArray(file: File, address: number, dataset: Chunked): AsyncGenerator<Entry> {
  const { offsets, lengths } = file.widths;
  const header = await file.cursor(address, 12 + 6 * lengths + offsets);
  header.signature('EAHD');
  header.skip(2);
  const entryBytes = header.u8();
  const countBits = header.u8();
  const inIndex = header.u8();
  const leastEntries = header.u8();
  const leastBlocks = header.u8();
  const pageBits = header.u8();
  header.skip(4 * lengths);
  const count = header.length();
  header.skip(lengths);
  const index = header.address();
  if (index === undefined) return;
  const isPower = (value: number) => value > 0 && Number.isInteger(Math.log2(value));
  if (!isPower(leastEntries) || !isPower(leastBlocks) || countBits > 64 || pageBits > 32 || entryBytes < offsets) {
    throw malformed('an array of chunks has no shape', header.base);
  }
  file.count(count, 'chunks', header.base);

  const offsetBytes = Math.ceil(countBits / 8);
  const perPage = 2 ** pageBits;
  const groups = 1 + countBits - Math.log2(leastEntries);
  const namedGroups = Math.min(groups, 2 * Math.log2(leastBlocks));
  const blocksOf = (group: number) => 2 ** Math.floor(group / 2);
  const entriesOf = (group: number) => leastEntries * 2 ** Math.ceil(group / 2);
  const namedBlocks = 2 * (leastBlocks - 1);

  const block = await file.cursor(
    index,
    6 + offsets + inIndex * entryBytes + (namedBlocks + groups - namedGroups) * offsets,
  );
  block.signature('EAIB');
  block.skip(2 + offsets);
  for (let i = 0; i < inIndex; i++) {
    const entry = readEntry(block, i, entryBytes, dataset);
    if (entry && i < count) yield entry;
  }

  async function* dataBlock(at: number, first: number, held: number, pages?: Uint8Array): AsyncGenerator<Entry> {
    const prefix = 6 + offsets + offsetBytes;
    const start = await file.cursor(at, 4);
    start.signature('EADB');
    const isPaged = held > perPage;
    const step = isPaged ? perPage : held;
    for (let page = 0; page * step < held && first + page * step < count; page++) {
      if (isPaged && pages && !(pages[page >> 3]! & (0x80 >> (page & 7)))) continue;
      const wanted = Math.min(step, count - first - page * step);
      const place = at + prefix + (isPaged ? 4 + page * (perPage * entryBytes + 4) : 0);
      const cursor = await file.cursor(place, wanted * entryBytes);
      for (let i = 0; i < wanted; i++) {
        const entry = readEntry(cursor, first + page * step + i, entryBytes, dataset);
        if (entry) yield entry;
      }
    }
  }

  let first = inIndex;
  for (let group = 0; group < namedGroups && first < count; group++) {
    for (let i = 0; i < blocksOf(group); i++, first += entriesOf(group)) {
      const at = block.address();
      if (at !== undefined && first < count) yield* dataBlock(at, first, entriesOf(group));
    }
  }
  block.at = 6 + offsets + inIndex * entryBytes + namedBlocks * offsets;
  for (let group = namedGroups; group < groups && first < count; group++) {
    const at = block.address();
    const [blocks, held] = [blocksOf(group), entriesOf(group)];
    if (at === undefined) {
      first += blocks * held;
      continue;
    }
    const bitmap = held > perPage ? Math.ceil(held / perPage / 8) : 0;
    const cursor = await file.cursor(at, 6 + offsets + offsetBytes + blocks * (bitmap + offsets));
    cursor.signature('EASB');
    cursor.skip(2 + offsets + offsetBytes);
    const written = Array.from({ length: blocks }, () => cursor.take(bitmap));
    for (let i = 0; i < blocks; i++, first += held) {
      const inner = cursor.address();
      if (inner !== undefined && first < count) {
        yield* dataBlock(inner, first, held, bitmap > 0 ? written[i] : undefined);
      }
    }
  }
}
