/** Records to bytes, by the message table: fields in order of number, unknown ones at the end, as protobuf's own writers do. */

import { BinaryWriter } from '@bufbuild/protobuf/wire';
import type { NumberList } from '../read/numbers.js';
import { isNumberType } from '../read/numbers.js';
import { fieldsOf, LENGTH_DELIMITED, type FieldSpec } from '../spec/fields.js';
import type { MessageName, MessageRecord } from '../spec/messages.js';
import { packNumbers, runOfNumbers } from './numbers.js';

/** Payloads from this size on are passed along as they are, whatever the nesting, and never copied. */
const PASS_ALONG = 4096;

/** Bytes in several pieces, so that a weight is not copied at each level of nesting. */
export interface Pieces {
  readonly pieces: readonly Uint8Array[];
  readonly length: number;
}

export function encodeMessage<M extends MessageName>(message: M, record: MessageRecord<M>): Pieces {
  const out = new PieceWriter();
  const fields = record as Record<string, unknown>;
  for (const field of fieldsOf(message).inOrder) {
    const value = fields[field.name];
    if (value !== undefined) writeField(out, field, value, record.$repacked?.includes(field.name) ?? false);
  }
  for (const bytes of record.$unknown ?? []) out.payload(bytes);
  return out.finish();
}

class PieceWriter {
  readonly writer = new BinaryWriter();
  readonly #pieces: Uint8Array[] = [];
  #length = 0;

  payload(bytes: Uint8Array): void {
    if (bytes.length < PASS_ALONG) {
      this.writer.raw(bytes);
      return;
    }
    this.#flush();
    this.#push(bytes);
  }

  finish(): Pieces {
    this.#flush();
    return { pieces: this.#pieces, length: this.#length };
  }

  #flush(): void {
    const bytes = this.writer.finish();
    if (bytes.length > 0) this.#push(bytes);
  }

  #push(bytes: Uint8Array): void {
    this.#pieces.push(bytes);
    this.#length += bytes.length;
  }
}

function writeField(out: PieceWriter, field: FieldSpec, value: unknown, repacked: boolean): void {
  if (field.repeated && isNumberType(field.type)) writeNumbers(out, field, value as NumberList, repacked);
  else if (field.repeated) for (const item of value as unknown[]) writeOne(out, field, item);
  else writeOne(out, field, value);
}

function writeNumbers(out: PieceWriter, field: FieldSpec, list: NumberList, repacked: boolean): void {
  if (list.length === 0) return;
  if (field.packed !== repacked) {
    const bytes = packNumbers(list);
    out.writer.tag(field.number, LENGTH_DELIMITED).uint32(bytes.length);
    out.payload(bytes);
  } else {
    out.payload(runOfNumbers(list, new BinaryWriter().tag(field.number, field.wireType).finish()));
  }
}

function writeOne(out: PieceWriter, field: FieldSpec, value: unknown): void {
  const { writer } = out;
  writer.tag(field.number, field.wireType);
  switch (field.type) {
    case 'int32':
      writer.int32(value as number);
      return;
    case 'int64':
      writer.int64(value as bigint);
      return;
    case 'uint64':
      writer.uint64(value as bigint);
      return;
    case 'float':
      writer.float(value as number);
      return;
    case 'double':
      writer.double(value as number);
      return;
    case 'string':
      writer.string(value as string);
      return;
    case 'bytes':
      writer.uint32((value as Uint8Array).length);
      out.payload(value as Uint8Array);
      return;
    default: {
      const { pieces, length } = encodeMessage(field.type, value as MessageRecord<MessageName>);
      writer.uint32(length);
      for (const piece of pieces) out.payload(piece);
    }
  }
}
