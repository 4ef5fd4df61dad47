/** Protobuf's text form to records, by the message table. */

import { limitError, type Limits } from '@brine/core';
import { ID } from '../../errors.js';
import { fieldsOf, type FieldSpec } from '../../spec/fields.js';
import { MESSAGES, type MessageName, type ModelProto } from '../../spec/messages.js';
import { isNumberType, type NumberType } from '../numbers.js';
import { OFFSET } from '../offset.js';
import { snake } from './looks.js';
import { joined, Tokens, unescape, type Token } from './tokens.js';

/** Messages in messages that are followed, whatever the limits. */
const MOST_NESTED = 1000;

type Fields = Record<string | symbol, unknown>;

/** Names of enumerations' values, which are numbers in the records. */
const ENUMS: Readonly<Record<string, readonly string[]>> = {
  'AttributeProto.type': [
    'UNDEFINED',
    ...['FLOAT', 'INT', 'STRING', 'TENSOR', 'GRAPH', 'FLOATS', 'INTS', 'STRINGS', 'TENSORS', 'GRAPHS'],
    ...['SPARSE_TENSOR', 'SPARSE_TENSORS', 'TYPE_PROTO', 'TYPE_PROTOS'],
  ],
  'TensorProto.dataLocation': ['DEFAULT', 'EXTERNAL'],
};

const byName = new Map<MessageName, Map<string, FieldSpec>>();
function fieldNamed(message: MessageName, name: string): FieldSpec | undefined {
  let fields = byName.get(message);
  if (!fields)
    byName.set(message, (fields = new Map(fieldsOf(message).inOrder.map((field) => [snake(field.name), field]))));
  return fields.get(name);
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

/**
 * @throws CodecError `malformed` with the byte offset, or `limit`
 */
export function parseText(bytes: Uint8Array, limits: Limits): ModelProto {
  // windows-1252, which is what `latin1` decodes as, has other characters between 128 and 159: one by one there.
  const source = bytes.some((byte) => byte >= 0x80) ? oneByOne(bytes) : latin1(bytes);
  return new Parser(new Tokens(source), limits).message('ModelProto', undefined, 0) as ModelProto;
}

function oneByOne(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join('');
}

class Parser {
  readonly #tokens: Tokens;
  readonly #limits: Limits;
  #items = 0;

  constructor(tokens: Tokens, limits: Limits) {
    this.#tokens = tokens;
    this.#limits = limits;
  }

  /** @param end - the mark that closes it; undefined for the file */
  message(message: MessageName, end: string | undefined, depth: number, record: Fields = {}): Fields {
    const tokens = this.#tokens;
    const { offset } = tokens.next;
    if (depth > Math.min(this.#limits.depth, MOST_NESTED))
      throw limitError(ID, 'depth', this.#limits, `Messages are nested deeper than ${depth - 1}`, { offset });
    record[OFFSET] ??= offset;
    const lists = new Map<FieldSpec, unknown[]>();
    while (end === undefined ? tokens.next.kind !== 'end' : !tokens.skip(end))
      this.#field(message, record, lists, depth);
    for (const [field, list] of lists) record[field.name] = packed(field, list);
    return record;
  }

  #field(message: MessageName, record: Fields, lists: Map<FieldSpec, unknown[]>, depth: number): void {
    const tokens = this.#tokens;
    const token = tokens.take();
    if (token.kind !== 'name') tokens.fail('The name of a field is missing', token);
    const field = fieldNamed(message, token.text);
    if (!field) return tokens.fail(`${message} has no field ${token.text}`, token);
    const isMessage = Object.hasOwn(MESSAGES, field.type);
    if (!tokens.skip(':') && !isMessage) tokens.fail(`A colon is missing after ${token.text}`);
    const isList = field.repeated && tokens.skip('[');
    do {
      if (isList && tokens.skip(']')) break;
      if (++this.#items > this.#limits.items)
        throw limitError(ID, 'items', this.#limits, 'The model has too many fields', { offset: token.offset });
      for (const other of field.unsets) Reflect.deleteProperty(record, other);
      const known = field.repeated ? undefined : (record[field.name] as Fields | undefined);
      const value = isMessage ? this.#inner(field.type as MessageName, depth, known) : this.#scalar(message, field);
      if (!field.repeated) record[field.name] = value;
      else if (lists.has(field)) lists.get(field)!.push(value);
      else lists.set(field, [value]);
    } while (isList && (tokens.skip(',') || (!tokens.skip(']') && tokens.fail('A comma or ] is missing'))));
    if (!tokens.skip(',')) tokens.skip(';');
  }

  #inner(message: MessageName, depth: number, known: Fields | undefined): Fields {
    const tokens = this.#tokens;
    const end = tokens.skip('{') ? '}' : tokens.skip('<') ? '>' : tokens.fail('A { is missing');
    return this.message(message, end, depth + 1, known);
  }

  #scalar(message: MessageName, { name, type }: FieldSpec): unknown {
    const tokens = this.#tokens;
    if (isNumberType(type)) return this.#number(type, ENUMS[`${message}.${name}`]);
    const first = tokens.next;
    const parts: Uint8Array[] = [];
    while (tokens.next.kind === 'text') {
      const part = unescape(tokens.next.text);
      if (!part) return tokens.fail('A text has an escape that there is not');
      parts.push(part);
      tokens.take();
    }
    if (parts.length === 0) tokens.fail('A text is missing');
    const bytes = parts.length === 1 ? parts[0]! : joined(parts);
    if (type === 'bytes') return bytes;
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return tokens.fail('A text is not UTF-8', first);
    }
  }

  #number(type: NumberType, names: readonly string[] | undefined): number | bigint {
    const tokens = this.#tokens;
    const isNegative = tokens.skip('-');
    const token = tokens.take();
    const value = names?.includes(token.text) ? names.indexOf(token.text) : numberOf(token, type);
    if (value === undefined) return tokens.fail(`${JSON.stringify(token.text)} is no ${type}`, token);
    const signed = isNegative ? -value : value;
    if (!fits(signed, type)) tokens.fail(`${signed} is no ${type}`, token);
    return signed;
  }
}

const WORDS: Readonly<Record<string, number>> = { inf: Infinity, infinity: Infinity, nan: NaN };

function numberOf({ kind, text }: Token, type: NumberType): number | bigint | undefined {
  if (type === 'float' || type === 'double') {
    const word = text.toLowerCase();
    if (kind === 'name') return Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
    const number = kind === 'number' ? Number(/^0x/i.test(text) ? text : text.replace(/f$/i, '')) : NaN;
    return Number.isNaN(number) ? undefined : type === 'float' ? Math.fround(number) : number;
  }
  if (kind !== 'number' || !/^(?:0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)$/.test(text)) return undefined;
  const integer = BigInt(/^0\d/.test(text) ? `0o${text.slice(1)}` : text);
  return type === 'int32' ? Number(integer) : integer;
}

function fits(value: number | bigint, type: NumberType): boolean {
  if (type === 'int32') return value === (Number(value) | 0) || Object.is(value, -0);
  if (typeof value !== 'bigint') return true;
  return value === (type === 'int64' ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value));
}

const LISTS: Readonly<Record<NumberType, { from(list: never): unknown }>> = {
  int32: Int32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  float: Float32Array,
  double: Float64Array,
};

const packed = ({ type }: FieldSpec, list: unknown[]): unknown =>
  isNumberType(type) ? LISTS[type].from(list as never) : list;
