/** Bytes to records, by the message table. */

import { limitError, type Limits } from '@brine/core';
import { BinaryReader } from '@bufbuild/protobuf/wire';
import { onnxError } from '../errors.js';
import { fieldsOf, LENGTH_DELIMITED, type FieldSpec } from '../spec/fields.js';
import type { MessageName, MessageRecord } from '../spec/messages.js';
import { OFFSET } from './offset.js';
import {
  BadNumber,
  isNumberType,
  joinLists,
  readPacked,
  readRun,
  type NumberList,
  type NumberType,
} from './numbers.js';

/** Messages within messages that we follow, whatever the limits: protobuf's own readers stop at 100. */
const MOST_NESTED = 1000;

interface State {
  /** The whole file; offsets of errors count from here. */
  readonly file: Uint8Array;
  readonly limits: Limits;
  items: number;
}

/** Any record, while it is filled field by field. */
type Fields = Record<string, unknown> & { [OFFSET]?: number; $unknown?: Uint8Array[]; $repacked?: string[] };

/**
 * Reads a message. Byte fields and, where aligned, lists of floats are views of `bytes`.
 *
 * @throws CodecError `malformed` with the offset, or `limit`
 */
export function decodeMessage<M extends MessageName>(message: M, bytes: Uint8Array, limits: Limits): MessageRecord<M> {
  const record: Fields = {};
  decodeInto(record, message, bytes, 0, { file: bytes, limits, items: 0 });
  return record as MessageRecord<M>;
}

function decodeInto(record: Fields, message: MessageName, bytes: Uint8Array, depth: number, state: State): void {
  const at = (offset: number) => bytes.byteOffset - state.file.byteOffset + offset;
  if (depth > Math.min(state.limits.depth, MOST_NESTED)) {
    throw limitError('onnx', 'depth', state.limits, `Messages are nested deeper than ${depth - 1}`, { offset: at(0) });
  }
  record[OFFSET] ??= at(0);
  const { byNumber } = fieldsOf(message);
  const reader = new BinaryReader(bytes);
  let start = 0;
  try {
    while (reader.pos < reader.len) {
      start = reader.pos;
      const [number, wireType] = reader.tag();
      if (++state.items > state.limits.items)
        throw limitError('onnx', 'items', state.limits, 'The model has too many fields', { offset: at(start) });
      const field = byNumber.get(number);
      if (!field || !readField(record, field, wireType, reader, bytes, start, depth, state)) {
        reader.skip(wireType, number);
        (record.$unknown ??= []).push(bytes.subarray(start, reader.pos));
      }
    }
  } catch (error) {
    throw asMalformed(error, message, at(error instanceof BadNumber ? error.offset : start));
  }
}

/** @returns false when the field is not stored as its type asks: protobuf takes it for an unknown one */
function readField(
  record: Fields,
  field: FieldSpec,
  wireType: number,
  reader: BinaryReader,
  bytes: Uint8Array,
  start: number,
  depth: number,
  state: State,
): boolean {
  const { name, type, repeated, narrow } = field;
  if (repeated && isNumberType(type) && (wireType === field.wireType || wireType === LENGTH_DELIMITED)) {
    const packed = wireType === LENGTH_DELIMITED;
    const list = packed
      ? readPackedField(reader, bytes, type, narrow)
      : readRunField(reader, bytes, start, type, narrow);
    const known = record[name] as NumberList | undefined;
    record[name] = known ? joinLists(type, known, list) : list;
    if (packed !== field.packed && !record.$repacked?.includes(name)) (record.$repacked ??= []).push(name);
    return true;
  }
  if (wireType !== field.wireType) return false;
  for (const other of field.unsets) Reflect.deleteProperty(record, other);
  if (wireType !== LENGTH_DELIMITED) {
    record[name] = SCALARS[type as keyof typeof SCALARS](reader);
    return true;
  }
  if (type === 'bytes') set(record, field, reader.bytes());
  else if (type === 'string') set(record, field, reader.string(true));
  else {
    // A second occurrence of a message that is not repeated adds to the first.
    const child: Fields = repeated ? {} : ((record[name] as Fields | undefined) ?? {});
    decodeInto(child, type as MessageName, reader.bytes(), depth + 1, state);
    set(record, field, child);
  }
  return true;
}

function set(record: Fields, { name, repeated }: FieldSpec, value: unknown): void {
  if (!repeated) record[name] = value;
  else if (record[name]) (record[name] as unknown[]).push(value);
  else record[name] = [value];
}

const SCALARS = {
  int32: (reader: BinaryReader) => reader.int32(),
  int64: (reader: BinaryReader) => BigInt(reader.int64()),
  uint64: (reader: BinaryReader) => BigInt(reader.uint64()),
  float: (reader: BinaryReader) => reader.float(),
  double: (reader: BinaryReader) => reader.double(),
};

function readPackedField(reader: BinaryReader, bytes: Uint8Array, type: NumberType, narrow: boolean): NumberList {
  const { length } = reader.bytes();
  return readPacked(bytes, reader.pos - length, reader.pos, type, narrow);
}

function readRunField(
  reader: BinaryReader,
  bytes: Uint8Array,
  start: number,
  type: NumberType,
  narrow: boolean,
): NumberList {
  const { list, end } = readRun(bytes, start, reader.len, reader.pos - start, type, narrow);
  reader.pos = end;
  return list;
}

/** Errors of the wire reader get a place; ours pass. */
function asMalformed(error: unknown, message: MessageName, offset: number): unknown {
  if (error instanceof Error && error.name === 'CodecError') return error;
  const reason = error instanceof Error ? error.message : String(error);
  return onnxError('malformed', 'WIRE', `${message}: ${reason}`, {
    offset,
    hint: 'The file is truncated, damaged, or no ONNX model.',
    cause: error,
  });
}
