/** The message table, laid out for the reader and the writer. */

import { MESSAGES, type Cardinality, type FieldType, type MessageName } from './messages.js';

export interface FieldSpec {
  readonly name: string;
  readonly number: number;
  readonly type: FieldType;
  readonly repeated: boolean;
  /** Of repeated numbers: whether the format packs them. */
  readonly packed: boolean;
  /** Whether a list of it is held in 32 bits where all its numbers fit. */
  readonly narrow: boolean;
  /** Names of the fields that setting this one unsets. */
  readonly unsets: readonly string[];
  /** Wire type of one element (3 bits): 0 varint, 1 eight bytes, 2 length and bytes, 5 four bytes. */
  readonly wireType: number;
}

const WIRE_TYPES: Readonly<Record<string, number>> = { int32: 0, int64: 0, uint64: 0, double: 1, float: 5 };

export const LENGTH_DELIMITED = 2;

const cache = new Map<MessageName, { byNumber: Map<number, FieldSpec>; inOrder: FieldSpec[] }>();

/** The fields of a message by number, and in the order in which they are written. */
export function fieldsOf(message: MessageName): {
  readonly byNumber: ReadonlyMap<number, FieldSpec>;
  readonly inOrder: readonly FieldSpec[];
} {
  let fields = cache.get(message);
  if (!fields) {
    const entries = Object.entries<readonly [number, string, Cardinality]>(MESSAGES[message]);
    const oneof = entries.filter(([, [, , cardinality]]) => cardinality === 'oneof').map(([name]) => name);
    const inOrder = entries.map(([name, [number, type, cardinality]]): FieldSpec => ({
      name,
      number,
      type: type as FieldType,
      repeated: cardinality !== 'one' && cardinality !== 'oneof',
      packed: cardinality === 'packed',
      narrow: cardinality === 'narrow',
      unsets: cardinality === 'oneof' ? oneof.filter((other) => other !== name) : [],
      wireType: WIRE_TYPES[type] ?? LENGTH_DELIMITED,
    }));
    fields = { inOrder, byNumber: new Map(inOrder.map((field) => [field.number, field])) };
    cache.set(message, fields);
  }
  return fields;
}
