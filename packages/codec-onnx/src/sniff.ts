/**
 * Tells an ONNX model by its structure: protobuf has no signature.
 *
 * The fields of a ModelProto are walked from the first byte; the graph, which is nearly all of the file, is stepped over.
 */

import type { Confidence, Probe } from '@brine/core';
import { fieldsOf } from './spec/fields.js';
import { looksLikeText } from './read/text/looks.js';
import type { MessageName } from './spec/messages.js';

/** Far above any IR version to come, far below what a random varint is. */
const MOST_IR_VERSION = 64;

interface Cursor {
  at: number;
  /** A byte of the probe; undefined for one that lies between head and tail. */
  readonly byte: (at: number) => number | undefined;
}

/** A field's header, `outside` when the probe does not reach it, `wrong` when no such field can be there. */
type Step = { readonly number: number; readonly value: number; readonly start: number } | 'outside' | 'wrong';

export function sniff({ head, tail, size }: Probe): Confidence | undefined {
  if (looksLikeText(head)) return 'likely';
  const tailStart = size - tail.length;
  const byte = (at: number) => (at < head.length ? head[at] : at >= tailStart ? tail[at - tailStart] : undefined);
  const cursor: Cursor = { at: 0, byte };
  const first = step('ModelProto', cursor, size);
  if (typeof first === 'string' || first.number !== 1 || first.value < 1 || first.value > MOST_IR_VERSION)
    return undefined;
  let graph = false;
  while (cursor.at < size) {
    const field = step('ModelProto', cursor, size);
    if (field === 'wrong') return undefined;
    if (field === 'outside') return graph ? 'likely' : 'possible';
    if (field.number === 7 && !looksLikeGraph(field.start, field.start + field.value, byte)) return undefined;
    graph ||= field.number === 7;
  }
  return graph ? 'certain' : undefined;
}

/** The first field of a graph is one that graphs have. */
function looksLikeGraph(start: number, end: number, byte: Cursor['byte']): boolean {
  if (start === end) return true;
  return step('GraphProto', { at: start, byte }, end) !== 'wrong';
}

/** Reads a field's header and steps over its value. */
function step(message: MessageName, cursor: Cursor, end: number): Step {
  const tag = varint(cursor);
  if (typeof tag === 'string') return tag;
  const field = fieldsOf(message).byNumber.get(tag >>> 3);
  if (!field || field.wireType !== (tag & 7)) return 'wrong';
  const value = varint(cursor);
  if (typeof value === 'string') return value;
  const start = cursor.at;
  if (field.wireType === 2) cursor.at += value;
  return cursor.at <= end ? { number: field.number, value, start } : 'wrong';
}

function varint(cursor: Cursor): number | 'outside' | 'wrong' {
  let value = 0;
  for (let shift = 0; shift < 49; shift += 7) {
    const byte = cursor.byte(cursor.at);
    if (byte === undefined) return 'outside';
    cursor.at++;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
  return 'wrong';
}
