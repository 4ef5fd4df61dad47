/** Types of elements as messages. @see HDF5 File Format Specification, IV.A.2.d */

import type { ElementType } from '@brine/core';
import { failure } from '../errors.js';
import { TYPE_CLASS } from '../spec/format.js';
import { Bytes } from './bytes.js';

/** Place and size of the exponent, size of the mantissa, bias, place of the sign. */
const FLOATS: Readonly<Record<string, readonly [number, number, number, number, number]>> = {
  'ieee 2': [10, 5, 10, 15, 15],
  'ieee 4': [23, 8, 23, 127, 31],
  'ieee 8': [52, 11, 52, 1023, 63],
  'ieee 16': [112, 15, 112, 16383, 127],
  'bfloat16 2': [7, 8, 7, 127, 15],
  'x87 12': [64, 15, 64, 16383, 79],
  'x87 16': [64, 15, 64, 16383, 79],
  'float8_e4m3 1': [3, 4, 3, 7, 7],
  'float8_e5m2 1': [2, 5, 2, 15, 7],
};

const PADDINGS = { 'null-terminated': 0, 'null-padded': 1, 'space-padded': 2 } as const;
const REFERENCES = { object: 0, region: 1, attribute: 4 } as const;

/** @throws CodecError `encode` for a type that cannot be written */
export function writeDatatype(type: ElementType): Uint8Array {
  const out = new Bytes();
  const head = (kind: number, bits: number, version = 1) =>
    out
      .u8((version << 4) | kind)
      .uint(bits, 3)
      .u32(type.size);
  switch (type.kind) {
    case 'integer':
      head(TYPE_CLASS.integer, Number(type.bigEndian) | (type.signed ? 8 : 0));
      return out
        .u16(0)
        .u16(type.size * 8)
        .done();
    case 'bitfield':
      head(TYPE_CLASS.bitfield, Number(type.bigEndian));
      return out
        .u16(0)
        .u16(type.size * 8)
        .done();
    case 'float': {
      const known = FLOATS[`${type.format} ${type.size}`];
      if (!known) throw unwritable(`floats of ${type.size} bytes of a form of their own`);
      const [exponent, exponentBits, mantissaBits, bias, sign] = known;
      // The first bit of the mantissa is implied, but in x87's.
      head(TYPE_CLASS.float, Number(type.bigEndian) | (type.format === 'x87' ? 0 : 0x20) | (sign << 8));
      return out
        .u16(0)
        .u16(sign + 1)
        .u8(exponent, exponentBits, 0, mantissaBits)
        .u32(bias)
        .done();
    }
    case 'complex': {
      const { base } = type;
      return writeDatatype({
        kind: 'compound',
        size: type.size,
        fields: [
          { name: 'r', offset: 0, type: base },
          { name: 'i', offset: base.size, type: base },
        ],
      });
    }
    case 'time':
      head(TYPE_CLASS.time, Number(type.bigEndian));
      return out.u16(type.size * 8).done();
    case 'string': {
      const padding = PADDINGS[type.padding];
      if (!type.variable) return head(TYPE_CLASS.string, padding | (Number(type.utf8) << 4)).done();
      head(TYPE_CLASS.variable, 1 | (padding << 4) | (Number(type.utf8) << 8));
      return out.put(writeDatatype({ kind: 'integer', size: 1, signed: false, bigEndian: false })).done();
    }
    case 'opaque': {
      const tag = new TextEncoder().encode(type.tag);
      const length = Math.ceil((tag.length + 1) / 8) * 8;
      if (length > 0xff) throw unwritable('an opaque type with a tag of more than 247 bytes');
      return head(TYPE_CLASS.opaque, length)
        .put(tag)
        .zeros(length - tag.length)
        .done();
    }
    case 'compound': {
      head(TYPE_CLASS.compound, type.fields.length, 3);
      const width = type.size < 0x100 ? 1 : type.size < 0x10000 ? 2 : type.size < 0x1000000 ? 3 : 4;
      for (const field of type.fields)
        out.text(field.name).u8(0).uint(field.offset, width).put(writeDatatype(field.type));
      return out.done();
    }
    case 'reference':
      return head(TYPE_CLASS.reference, REFERENCES[type.to]).done();
    case 'enum': {
      head(TYPE_CLASS.enum, type.members.size, 3).put(writeDatatype(type.base));
      for (const name of type.members.keys()) out.text(name).u8(0);
      const isBig = 'bigEndian' in type.base && type.base.bigEndian;
      for (const value of type.members.values()) out.put(integerBytes(value, type.base.size, isBig));
      return out.done();
    }
    case 'sequence':
      return head(TYPE_CLASS.variable, 0).put(writeDatatype(type.base)).done();
    case 'array':
      head(TYPE_CLASS.array, 0, 3).u8(type.shape.length);
      for (const length of type.shape) out.u32(length);
      return out.put(writeDatatype(type.base)).done();
  }
}

function integerBytes(value: bigint, size: number, bigEndian: boolean): Uint8Array {
  const bytes = Uint8Array.from({ length: size }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
  return bigEndian ? bytes.reverse() : bytes;
}

export function unwritable(what: string, path?: string): Error {
  return failure({
    code: 'UNWRITABLE',
    fault: 'encode',
    message: `${what} cannot be written`,
    path,
    hint: 'Leave it out, or write it in another type.',
  });
}
