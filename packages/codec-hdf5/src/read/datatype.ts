/** Types of elements. @see HDF5 File Format Specification, IV.A.2.d */

import type { ElementField, ElementType } from '@brine/core';
import { malformed, unsupported } from '../errors.js';
import { TYPE_CLASS } from '../spec/format.js';
import type { Cursor } from './cursor.js';

/** Types in types deeper than this are refused. */
const DEEPEST = 32;
const PADDINGS = ['null-terminated', 'null-padded', 'space-padded'] as const;

export function readDatatype(cursor: Cursor, depth = 0): ElementType {
  if (depth > DEEPEST) throw malformed('types are nested too deep', cursor.offset);
  const { offset } = cursor;
  const first = cursor.u8();
  const [kind, version] = [first & 15, first >> 4];
  const bits = cursor.uint(3);
  const size = cursor.u32();
  const bigEndian = (bits & 1) === 1;
  const inner = () => readDatatype(cursor, depth + 1);
  switch (kind) {
    case TYPE_CLASS.integer:
      cursor.skip(4);
      return { kind: 'integer', size, signed: (bits & 8) !== 0, bigEndian };
    case TYPE_CLASS.float:
      if (bits & 0x40) throw unsupported('floats of the VAX are not read', offset);
      return { kind: 'float', size, bigEndian, format: floatFormat(cursor, size) };
    case TYPE_CLASS.time:
      cursor.skip(2);
      return { kind: 'time', size, bigEndian };
    case TYPE_CLASS.string:
      return { kind: 'string', size, variable: false, utf8: ((bits >> 4) & 15) === 1, padding: paddingOf(bits) };
    case TYPE_CLASS.bitfield:
      cursor.skip(4);
      return { kind: 'bitfield', size, bigEndian };
    case TYPE_CLASS.opaque: {
      const tag = cursor.part(Math.ceil((bits & 0xff) / 8) * 8);
      return { kind: 'opaque', size, tag: tag.bytes.includes(0) ? tag.text() : latin1(tag.bytes) };
    }
    case TYPE_CLASS.compound:
      return { kind: 'compound', size, fields: readFields(cursor, version, bits & 0xffff, size, inner) };
    case TYPE_CLASS.reference:
      return {
        kind: 'reference',
        size,
        to: (['object', 'region', 'object', 'region', 'attribute'] as const)[bits & 15] ?? 'object',
      };
    case TYPE_CLASS.enum:
      return { kind: 'enum', size, ...readMembers(cursor, version, bits & 0xffff, inner()) };
    case TYPE_CLASS.variable: {
      const base = inner();
      if ((bits & 15) === 0) return { kind: 'sequence', size, base };
      return { kind: 'string', size, variable: true, utf8: ((bits >> 8) & 15) === 1, padding: paddingOf(bits >> 4) };
    }
    case TYPE_CLASS.array: {
      const rank = cursor.u8();
      if (version < 3) cursor.skip(3);
      const shape = Array.from({ length: rank }, () => cursor.u32());
      if (version < 3) cursor.skip(4 * rank);
      return { kind: 'array', size, shape, base: inner() };
    }
    case TYPE_CLASS.complex:
      return { kind: 'complex', size, base: inner() };
    default:
      throw malformed(`${kind} is no class of a type`, offset);
  }
}

function paddingOf(bits: number) {
  return PADDINGS[bits & 15] ?? 'null-terminated';
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** Size, then place and size of the exponent, place and size of the mantissa, bias. */
const FLOATS: Readonly<Record<string, 'ieee' | 'bfloat16' | 'x87' | 'float8_e4m3' | 'float8_e5m2'>> = {
  '2 10 5 0 10 15': 'ieee',
  '4 23 8 0 23 127': 'ieee',
  '8 52 11 0 52 1023': 'ieee',
  '16 112 15 0 112 16383': 'ieee',
  '2 7 8 0 7 127': 'bfloat16',
  '16 64 15 0 64 16383': 'x87',
  '12 64 15 0 64 16383': 'x87',
  '1 3 4 0 3 7': 'float8_e4m3',
  '1 2 5 0 2 15': 'float8_e5m2',
};

function floatFormat(cursor: Cursor, size: number) {
  cursor.skip(4);
  const [exponent, exponentBits, mantissa, mantissaBits] = [cursor.u8(), cursor.u8(), cursor.u8(), cursor.u8()];
  return FLOATS[[size, exponent, exponentBits, mantissa, mantissaBits, cursor.u32()].join(' ')] ?? 'other';
}

function readFields(cursor: Cursor, version: number, count: number, size: number, inner: () => ElementType) {
  const width = size < 0x100 ? 1 : size < 0x10000 ? 2 : size < 0x1000000 ? 3 : 4;
  const fields: ElementField[] = [];
  for (let i = 0; i < count; i++) {
    const start = cursor.at;
    const name = cursor.text();
    if (version < 3) cursor.pad8(start);
    const offset = version < 3 ? cursor.u32() : cursor.uint(width);
    let shape: number[] = [];
    if (version === 1) {
      const rank = cursor.u8();
      cursor.skip(3 + 4 + 4);
      shape = [cursor.u32(), cursor.u32(), cursor.u32(), cursor.u32()].slice(0, rank);
    }
    const { offset: at } = cursor;
    let type = inner();
    if (shape.length > 0)
      type = { kind: 'array', size: shape.reduce((n, length) => n * length, type.size), shape, base: type };
    if (offset + type.size > size) throw malformed(`the field ${JSON.stringify(name)} is not inside its record`, at);
    fields.push({ name, offset, type });
  }
  return fields;
}

function readMembers(cursor: Cursor, version: number, count: number, base: ElementType) {
  if (base.kind !== 'integer' || base.size > 8) throw malformed('an enumeration is not of integers', cursor.offset);
  const names = Array.from({ length: count }, () => {
    const start = cursor.at;
    const name = cursor.text();
    if (version < 3) cursor.pad8(start);
    return name;
  });
  const members = new Map<string, bigint>();
  for (const name of names) members.set(name, integerOf(cursor.take(base.size), base.signed, base.bigEndian));
  return { base, members };
}

function integerOf(bytes: Uint8Array, signed: boolean, bigEndian: boolean): bigint {
  let value = 0n;
  const ordered = bigEndian ? bytes : [...bytes].reverse();
  for (const byte of ordered) value = (value << 8n) | BigInt(byte);
  return signed ? BigInt.asIntN(bytes.length * 8, value) : value;
}

/** Whether elements of it refer to something outside of their array. */
export function refers(type: ElementType): boolean {
  switch (type.kind) {
    case 'string':
      return type.variable;
    case 'sequence':
    case 'reference':
      return true;
    case 'array':
      return refers(type.base);
    case 'compound':
      return type.fields.some((field) => refers(field.type));
    default:
      return false;
  }
}
