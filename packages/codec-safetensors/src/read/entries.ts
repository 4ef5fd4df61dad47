/** What the header's JSON says of each tensor, checked. */

import { sizeOf } from '@brine/core';
import { DAMAGED, failure } from '../errors.js';
import { ELEMENT_TYPES, METADATA_KEY, type ElementType } from '../spec/format.js';
import type { Json } from './json.js';

/** A tensor of the header. */
export interface Entry {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Byte offset in the file. */
  readonly offset: number;
  readonly byteLength: number;
}

export interface Header {
  readonly metadata: ReadonlyMap<string, string>;
  /** In the order of their data. */
  readonly entries: readonly Entry[];
}

/** Where things are in the file. */
export interface Layout {
  /** Byte offset of the data. */
  readonly dataStart: number;
  /** Byte offset of a character of the header. */
  offsetOf(index: number): number;
}

/** @throws CodecError `malformed`, or `unsupported` for an element type that we do not know */
export function readEntries(root: Json, layout: Layout): Header {
  const metadata = new Map<string, string>();
  const entries: Entry[] = [];
  for (const [name, json] of asMap(root, 'the header', layout)) {
    if (name !== METADATA_KEY) entries.push(readEntry(name, json, layout));
    else if (json.value !== null) {
      for (const [key, value] of asMap(json, name, layout)) metadata.set(key, asString(value, name, layout));
    }
  }
  // An empty tensor begins where the next one does.
  entries.sort((a, b) => a.offset - b.offset || a.byteLength - b.byteLength);
  return { metadata, entries };
}

function readEntry(name: string, json: Json, layout: Layout): Entry {
  const label = `tensor ${JSON.stringify(name)}`;
  const fields = asMap(json, label, layout);
  const field = (key: string): Json => {
    const value = fields.get(key);
    if (value) return value;
    throw wrong(`${label} has no ${key}`, json, layout);
  };
  const type = asType(field('dtype'), label, layout);
  const shape = asLengths(field('shape'), label, layout);
  const range = field('data_offsets');
  const [start, end, ...more] = asLengths(range, label, layout);
  if (start === undefined || end === undefined || end < start || more.length > 0) {
    throw wrong(`the data_offsets of ${label} are not [begin, end]`, range, layout);
  }
  const byteLength = (sizeOf(shape) * type.bits) / 8;
  if (byteLength !== end - start) {
    const needs = `${type.stored} of shape [${shape.join(', ')}] needs ${byteLength}`;
    throw wrong(`${label} has ${end - start} bytes of data; ${needs}`, range, layout);
  }
  return { name, type, shape, offset: layout.dataStart + start, byteLength };
}

function asMap({ at, value }: Json, label: string, layout: Layout): ReadonlyMap<string, Json> {
  if (value instanceof Map) return value as ReadonlyMap<string, Json>;
  throw wrong(`${label} is not an object`, { at }, layout);
}

function asString({ at, value }: Json, label: string, layout: Layout): string {
  if (typeof value === 'string') return value;
  throw wrong(`a value of ${label} is not a string`, { at }, layout);
}

function asLengths({ at, value }: Json, label: string, layout: Layout): number[] {
  if (!Array.isArray(value)) throw wrong(`a value of ${label} is not an array`, { at }, layout);
  return (value as readonly Json[]).map((item) => {
    const length = item.value;
    if (typeof length === 'bigint' && length >= 0n && length <= Number.MAX_SAFE_INTEGER) return Number(length);
    throw wrong(`a number of ${label} is not a length`, item, layout);
  });
}

function asType(json: Json, label: string, layout: Layout): ElementType {
  const name = asString(json, label, layout);
  const type = ELEMENT_TYPES.find(({ stored }) => stored === name);
  if (type) return type;
  throw failure({
    code: 'DTYPE',
    fault: 'unsupported',
    message: `${label} has the unknown element type ${JSON.stringify(name)}.`,
    offset: layout.offsetOf(json.at),
    hint: 'A newer version of this codec may know it.',
  });
}

function wrong(message: string, { at }: Pick<Json, 'at'>, layout: Layout): Error {
  return failure({
    code: 'HEADER',
    fault: 'malformed',
    message: `In the header, ${message}.`,
    offset: layout.offsetOf(at),
    hint: DAMAGED,
  });
}
