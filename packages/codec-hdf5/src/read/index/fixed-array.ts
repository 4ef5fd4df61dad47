/** Fixed arrays: chunks of a dataset that does not grow. @see HDF5 File Format Specification, VII.C */

import { malformed } from '../../errors.js';
import type { File } from '../file.js';
import { type Chunked, type Entry, readEntry } from './chunks.js';

export async function* fixedArray(file: File, address: number, dataset: Chunked): AsyncGenerator<Entry> {
  const { offsets, lengths } = file.widths;
  const header = await file.cursor(address, 8 + lengths + offsets);
  header.signature('FAHD');
  header.skip(2);
  const entryBytes = header.u8();
  const pageBits = header.u8();
  const count = header.length();
  const block = header.address();
  if (block === undefined) return;
  if (pageBits > 32 || entryBytes < offsets) throw malformed('an array of chunks has no shape', header.base);
  file.count(count, 'chunks', header.base);
  const perPage = 2 ** pageBits;
  const pages = count > perPage ? Math.ceil(count / perPage) : 0;
  const bitmap = Math.ceil(pages / 8);
  const start = await file.cursor(block, 6 + offsets + bitmap);
  start.signature('FADB');
  start.skip(2 + offsets);
  const written = start.take(bitmap);
  const first = block + 6 + offsets + bitmap;
  if (pages === 0) {
    const cursor = await file.cursor(first, count * entryBytes);
    for (let i = 0; i < count; i++) {
      const entry = readEntry(cursor, i, entryBytes, dataset);
      if (entry) yield entry;
    }
    return;
  }
  const pageBytes = perPage * entryBytes + 4;
  for (let page = 0; page < pages; page++) {
    // The first page is in the highest bit.
    if (!(written[page >> 3]! & (0x80 >> (page & 7)))) continue;
    const held = Math.min(perPage, count - page * perPage);
    const cursor = await file.cursor(first + 4 + page * pageBytes, held * entryBytes);
    for (let i = 0; i < held; i++) {
      const entry = readEntry(cursor, page * perPage + i, entryBytes, dataset);
      if (entry) yield entry;
    }
  }
}
