/** Messages of object headers, and headers of them. @see HDF5 File Format Specification, IV.A */

import type { HierarchyLink, StorageFilter } from '@brine/core';
import { MESSAGE } from '../spec/format.js';
import { Bytes } from './bytes.js';
import { unwritable } from './datatype.js';

export interface MessageOut {
  readonly type: number;
  readonly body: Uint8Array;
  /** Its place among the attributes of the object. */
  readonly order?: number;
}

/** Bytes that a message may have. */
const MOST = 0xffff;
/** Attributes keep the order in which they were made, and are found by it. */
const ORDERED = 0x0c;

/** @param ordered - attributes are in an order of their own */
export function writeHeader(messages: readonly MessageOut[], ordered: boolean): Uint8Array {
  const inner = new Bytes();
  for (const { type, body, order = 0 } of messages) {
    if (body.length > MOST) throw unwritable('a message of more than 65535 bytes');
    inner.u8(type).u16(body.length).u8(0);
    if (ordered) inner.u16(order);
    inner.put(body);
  }
  // Two bits: the size of the messages has four bytes.
  return new Bytes()
    .text('OHDR')
    .u8(2, 2 | (ordered ? ORDERED : 0))
    .u32(inner.length)
    .put(inner.done())
    .checked();
}

export function dataspace(shape: readonly number[] | null, maxShape: readonly (number | null)[] | null): Uint8Array {
  if (shape === null) return new Bytes().u8(2, 0, 0, 2).done();
  const grows = maxShape?.some((length, axis) => length !== shape[axis]) ?? false;
  const out = new Bytes().u8(2, shape.length, Number(grows), shape.length === 0 ? 0 : 1);
  for (const length of shape) out.u64(length);
  if (grows) for (const length of maxShape!) out.address(length ?? undefined);
  return out.done();
}

export function fillValue(fill: Uint8Array | undefined, isChunked: boolean): Uint8Array {
  // Space is taken when it is needed (chunks) or at the end; the value is written where it is set.
  const flags = (isChunked ? 3 : 2) | (2 << 2);
  return fill
    ? new Bytes()
        .u8(3, flags | 0x20)
        .u32(fill.length)
        .put(fill)
        .done()
    : new Bytes().u8(3, flags).done();
}

export function contiguous(address: number | undefined, length: number): Uint8Array {
  return new Bytes().u8(3, 1).address(address).u64(length).done();
}

export function chunked(address: number | undefined, chunk: readonly number[], size: number): Uint8Array {
  const out = new Bytes().u8(3, 2, chunk.length + 1).address(address);
  for (const length of chunk) out.u32(length);
  return out.u32(size).done();
}

export function filterPipeline(filters: readonly StorageFilter[]): Uint8Array {
  const out = new Bytes().u8(2, filters.length);
  for (const { id, values } of filters) {
    out.u16(id).u16(0).u16(values.length);
    for (const value of values) out.u32(value);
  }
  return out.done();
}

export function attribute(name: string, type: Uint8Array, space: Uint8Array, data: Uint8Array): Uint8Array {
  const encoded = new TextEncoder().encode(name);
  const out = new Bytes()
    .u8(3, 0)
    .u16(encoded.length + 1)
    .u16(type.length)
    .u16(space.length)
    .u8(1);
  return out.put(encoded).u8(0).put(type).put(space).put(data).done();
}

export function attributeInfo(count: number): Uint8Array {
  return new Bytes().u8(0, 3).u16(count).address(undefined).address(undefined).address(undefined).done();
}

/** Links by their names, or in an order of their own. */
export function linkMessages(
  links: readonly HierarchyLink[],
  ordered: boolean,
  addressOf: (link: Extract<HierarchyLink, { kind: 'hard' }>) => number,
): MessageOut[] {
  const info = new Bytes().u8(0, ordered ? 3 : 0);
  if (ordered) info.u64(links.length);
  info.address(undefined).address(undefined);
  if (ordered) info.address(undefined);
  const bodies = links.map((link, i) => {
    const name = new TextEncoder().encode(link.name);
    const kind = { hard: 0, soft: 1, external: 64, other: -1 }[link.kind];
    if (kind < 0) throw unwritable(`a link of a user's type`, link.name);
    const out = new Bytes().u8(1, 0x1a | (ordered ? 4 : 0), kind);
    if (ordered) out.u64(i);
    // The name is UTF-8; its length has four bytes.
    out.u8(1).u32(name.length).put(name);
    if (link.kind === 'hard') out.u64(addressOf(link));
    else if (link.kind === 'soft') value(out, new TextEncoder().encode(link.path));
    else if (link.kind === 'external') value(out, new Bytes().u8(0).text(link.file).u8(0).text(link.path).u8(0).done());
    return { type: MESSAGE.link, body: out.done() };
  });
  const group = { type: MESSAGE.groupInfo, body: new Bytes().u8(0, 0).done() };
  return [{ type: MESSAGE.linkInfo, body: info.done() }, group, ...bodies];
}

function value(out: Bytes, bytes: Uint8Array): void {
  if (bytes.length > MOST) throw unwritable('a link to a path of more than 65535 bytes');
  out.u16(bytes.length).put(bytes);
}
