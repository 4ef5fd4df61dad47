/** JSON as the command prints it. Its writer is loaded when there is something to print. */

import type { Items, Item } from '@brine/runtime';
import type { Json } from '@brine/core/values';
import { type Io, writeAll } from './io.js';

/** Text of a document on one line, in pieces: no string has to hold all of it, no depth is too deep. */
export async function jsonLine(document: object | null | boolean | number | string): Promise<Iterable<string>> {
  const { jsonChunks } = await import('./json-writer.js');
  return chunked(jsonChunks(document as Json));
}

function* chunked(chunks: Iterable<string>): Generator<string> {
  yield* chunks;
  yield '\n';
}

/** Prints a document on one line. */
export async function writeJson(io: Io, document: object): Promise<void> {
  await writeAll(io, await jsonLine(document));
}

/** Elements as JSON: NaN and infinities as text, integers over 2^53 too. */
export function jsonItems(items: Items): Json {
  if (Array.isArray(items)) return items.map(jsonItems);
  const item = items as Item;
  if (typeof item === 'bigint') return String(item);
  return typeof item === 'number' && !Number.isFinite(item) ? String(item) : item;
}
