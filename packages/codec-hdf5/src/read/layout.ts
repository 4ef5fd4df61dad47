/** How a dataset is stored. @see HDF5 File Format Specification, IV.A.2.e, f, h, i, l */

import type { StorageFilter } from '@brine/core';
import { malformed, unsupported } from '../errors.js';
import { FILTER_NAMES, LAYOUT } from '../spec/format.js';
import { decodeText, type Cursor } from './cursor.js';

export type Layout =
  | { readonly kind: 'compact'; readonly data: Uint8Array; readonly offset: number }
  | { readonly kind: 'contiguous'; readonly address: number | undefined; readonly length: number | undefined }
  | {
      readonly kind: 'chunked';
      /** Elements along each axis. */
      readonly chunk: readonly number[];
      readonly index: ChunkIndex;
      readonly address: number | undefined;
      /** Chunks that reach over the edge are stored as they are. */
      readonly plainEdges: boolean;
    }
  | { readonly kind: 'virtual' };

export type ChunkIndex =
  | { readonly kind: 'btree1' | 'implicit' | 'fixed' | 'extensible' | 'btree2' }
  | { readonly kind: 'single'; readonly size?: number; readonly mask?: number };

const INDEXES = ['', 'single', 'implicit', 'fixed', 'extensible', 'btree2'] as const;

export function readLayout(cursor: Cursor): Layout {
  const { offset } = cursor;
  const version = cursor.u8();
  if (version < 1 || version > 5) throw unsupported(`layouts of version ${version} are not read`, offset);
  if (version < 3) return readOld(cursor);
  switch (cursor.u8()) {
    case LAYOUT.compact: {
      const data = cursor.part(cursor.u16());
      return { kind: 'compact', data: data.bytes, offset: data.base };
    }
    case LAYOUT.contiguous:
      return { kind: 'contiguous', address: cursor.address(), length: cursor.length() };
    case LAYOUT.chunked:
      return version === 3 ? readChunked3(cursor) : readChunked4(cursor);
    case LAYOUT.virtual:
      return { kind: 'virtual' };
    default:
      throw malformed('a dataset has no layout', offset);
  }
}

function readOld(cursor: Cursor): Layout {
  const rank = cursor.u8();
  const kind = cursor.u8();
  cursor.skip(5);
  const address = kind === LAYOUT.compact ? undefined : cursor.address();
  const sizes = Array.from({ length: rank }, () => cursor.u32());
  if (kind === LAYOUT.chunked) return chunkedByTree(sizes, address);
  if (kind === LAYOUT.contiguous) return { kind: 'contiguous', address, length: undefined };
  const data = cursor.part(cursor.u32());
  return { kind: 'compact', data: data.bytes, offset: data.base };
}

function readChunked3(cursor: Cursor): Layout {
  const rank = cursor.u8();
  const address = cursor.address();
  return chunkedByTree(
    Array.from({ length: rank }, () => cursor.u32()),
    address,
  );
}

/** The last number is the size of an element. */
function chunkedByTree(sizes: readonly number[], address: number | undefined): Layout {
  return { kind: 'chunked', chunk: sizes.slice(0, -1), index: { kind: 'btree1' }, address, plainEdges: false };
}

function readChunked4(cursor: Cursor): Layout {
  const flags = cursor.u8();
  const rank = cursor.u8();
  const width = cursor.u8();
  const sizes = Array.from({ length: rank }, () => cursor.uint(width));
  const { offset } = cursor;
  const kind = INDEXES[cursor.u8()];
  let index: ChunkIndex;
  if (kind === 'single') {
    index = flags & 2 ? { kind, size: cursor.length(), mask: cursor.u32() } : { kind };
  } else {
    if (!kind) throw malformed('chunks have no index', offset);
    // What shapes the index is said again where it begins.
    cursor.skip({ implicit: 0, fixed: 1, extensible: 5, btree2: 6 }[kind]);
    index = { kind };
  }
  const chunk = sizes.slice(0, -1);
  return { kind: 'chunked', chunk, index, address: cursor.address(), plainEdges: (flags & 1) !== 0 };
}

export function readFilters(cursor: Cursor): StorageFilter[] {
  const version = cursor.u8();
  const count = cursor.u8();
  if (version === 1) cursor.skip(6);
  return Array.from({ length: count }, () => {
    const id = cursor.u16();
    const nameBytes = version === 1 || id >= 256 ? cursor.u16() : 0;
    cursor.skip(2);
    const values = cursor.u16();
    const bytes = cursor.take(version === 1 ? Math.ceil(nameBytes / 8) * 8 : nameBytes);
    const end = bytes.indexOf(0);
    const named = decodeText(end < 0 ? bytes : bytes.subarray(0, end));
    const filter = {
      id,
      name: FILTER_NAMES[id] ?? (named === '' ? `filter ${id}` : named),
      values: Array.from({ length: values }, () => cursor.u32()),
    };
    if (version === 1 && values % 2 === 1) cursor.skip(4);
    return filter;
  });
}

/** The value of elements that were never written; undefined for zeros. */
export function readFill(cursor: Cursor): Uint8Array | undefined {
  const version = cursor.u8();
  if (version === 3) {
    const flags = cursor.u8();
    return flags & 0x20 ? cursor.take(cursor.u32()) : undefined;
  }
  cursor.skip(2);
  const isDefined = cursor.u8() !== 0;
  if (version === 1 || isDefined) {
    const bytes = cursor.take(cursor.u32());
    return isDefined && bytes.length > 0 ? bytes : undefined;
  }
  return undefined;
}
