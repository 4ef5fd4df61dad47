/** The links of a group. @see HDF5 File Format Specification, III.B, III.C, IV.A.2.g */

import { malformed } from '../errors.js';
import { MESSAGE } from '../spec/format.js';
import { leaves } from './btree1.js';
import { records } from './btree2.js';
import { decodeText, type Cursor } from './cursor.js';
import type { File } from './file.js';
import { FractalHeap } from './fractal-heap.js';
import { messageOf, type ObjectHeader } from './header.js';
import { LocalHeap } from './heap.js';

export type RawLink = { readonly name: string; readonly order?: number } & (
  | { readonly kind: 'hard'; readonly address: number }
  | { readonly kind: 'soft'; readonly path: string }
  | { readonly kind: 'external'; readonly file: string; readonly path: string }
  | { readonly kind: 'other'; readonly type: number }
);

const EXTERNAL = 64;

/** Bits of the flags of link info and attribute info. */
const TRACKED = 1;
const INDEXED = 2;

/** @returns in the order of creation where the file indexes it, else by name */
export async function readLinks(file: File, header: ObjectHeader): Promise<readonly RawLink[]> {
  const table = messageOf(header, MESSAGE.symbolTable);
  if (table) return readTable(file, table);
  const links = header.messages.filter(({ type }) => type === MESSAGE.link).map(({ body }) => readLink(body));
  const info = messageOf(header, MESSAGE.linkInfo);
  let isOrdered = false;
  if (info) {
    const { heap, names, flags } = readInfo(info, 8);
    isOrdered = (flags & INDEXED) !== 0;
    if (heap !== undefined && names !== undefined) {
      const objects = await FractalHeap.read(file, heap);
      // Type 5: a hash of the name, then the id.
      for await (const record of records(file, names, 5)) {
        record.skip(4);
        links.push(readLink(await objects.object(record)));
      }
    }
  }
  return isOrdered ? byOrder(links) : byName(links);
}

/** Addresses of the heap and of the tree by name. @param orderBytes - of the highest creation order */
export function readInfo(cursor: Cursor, orderBytes: number) {
  cursor.skip(1);
  const flags = cursor.u8();
  if (flags & TRACKED) cursor.skip(orderBytes);
  return { flags, heap: cursor.address(), names: cursor.address() };
}

export function byName<T extends { readonly name: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

export function byOrder<T extends { readonly order?: number }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
}

async function readTable(file: File, table: Cursor): Promise<RawLink[]> {
  const { offsets, lengths } = file.widths;
  const tree = table.place();
  const heap = await LocalHeap.read(file, table.place());
  const links: RawLink[] = [];
  const form = { type: 0, keyBytes: lengths, key: (cursor: Cursor) => cursor.skip(lengths) };
  for await (const { child } of leaves(file, tree, form)) {
    const start = await file.cursor(child, 8);
    start.signature('SNOD');
    start.skip(2);
    const count = start.u16();
    file.count(count, 'links', start.offset);
    const cursor = await file.cursor(child + 8, count * (2 * offsets + 24));
    for (let i = 0; i < count; i++) {
      const name = heap.text(cursor.uint(offsets));
      const address = cursor.address();
      const type = cursor.u32();
      if (type > 2) throw malformed(`${type} is no type of a symbol table entry`, cursor.offset - 4);
      cursor.skip(4);
      const scratch = cursor.part(16);
      if (type === 2) links.push({ kind: 'soft', name, path: heap.text(scratch.u32()) });
      else if (address === undefined) throw malformed(`the link ${JSON.stringify(name)} leads nowhere`, scratch.base);
      else links.push({ kind: 'hard', name, address });
    }
  }
  return byName(links);
}

function readLink(cursor: Cursor): RawLink {
  cursor.at = 0;
  cursor.skip(1);
  const flags = cursor.u8();
  const type = flags & 8 ? cursor.u8() : 0;
  const order = flags & 4 ? { order: cursor.uint(8) } : {};
  if (flags & 16) cursor.skip(1);
  const name = decodeText(cursor.take(cursor.uint(1 << (flags & 3))));
  if (type === 0) return { kind: 'hard', name, address: cursor.place(), ...order };
  const value = cursor.part(cursor.u16());
  if (type === 1) return { kind: 'soft', name, path: decodeText(value.bytes), ...order };
  if (type !== EXTERNAL) return { kind: 'other', name, type, ...order };
  value.skip(1);
  return { kind: 'external', name, file: value.text(), path: value.text(), ...order };
}
