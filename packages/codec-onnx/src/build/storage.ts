/**
 * Where a tensor keeps its elements: raw bytes, or by dtype one of the typed fields.
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.in.proto (TensorProto)
 */

import { elementsOf, ITEM_BYTES, type DType, type NumericData } from '@brine/core';
import type { TensorProto } from '../spec/messages.js';

type TypedField = 'floatData' | 'int32Data' | 'int64Data' | 'doubleData' | 'uint64Data';

/** All others are in `int32Data`: a number for each element, or for each byte of elements that share one. */
const FIELDS: Readonly<Partial<Record<DType, TypedField>>> = {
  float32: 'floatData',
  complex64: 'floatData',
  float64: 'doubleData',
  complex128: 'doubleData',
  int64: 'int64Data',
  uint64: 'uint64Data',
  uint32: 'uint64Data',
};

const SUB_BYTE_BITS: Readonly<Partial<Record<DType, number>>> = {
  float6_e2m3fn: 6,
  float6_e3m2fn: 6,
  float4_e2m1fn: 4,
  int4: 4,
  uint4: 4,
  int2: 2,
  uint2: 2,
};

/** Bytes of `count` elements, the last one filled up with zero bits; undefined for text. */
export function storedBytes(dtype: DType, count: number): number | undefined {
  const bits = SUB_BYTE_BITS[dtype] ?? (ITEM_BYTES[dtype] ?? NaN) * 8;
  return Number.isNaN(bits) ? undefined : Math.ceil((count * bits) / 8);
}

/** The typed field for a dtype other than text. */
export const typedFieldOf = (dtype: DType): TypedField => FIELDS[dtype] ?? 'int32Data';

/** Elements out of the typed field. */
export function readTyped(proto: TensorProto, dtype: DType): NumericData {
  const list = proto[typedFieldOf(dtype)];
  const empty = elementsOf(new Uint8Array(0), dtype)!;
  if (!list) return empty;
  if (isSixBit(dtype)) return packSix(list);
  if (list.constructor === empty.constructor) return list;
  const elements = elementsOf(new Uint8Array(list.length * empty.BYTES_PER_ELEMENT), dtype)!;
  for (let i = 0; i < list.length; i++) elements[i] = Number(list[i]);
  return elements;
}

const isSixBit = (dtype: DType) => dtype.startsWith('float6_');

/** Elements of six bits, one a number, as a stream of bits that begins at the lowest. */
function packSix(list: ArrayLike<number | bigint>): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((list.length * 6) / 8));
  for (let i = 0; i < list.length; i++) {
    const [bits, at] = [(Number(list[i]) & 63) << ((6 * i) % 8), (6 * i) >> 3];
    bytes[at]! |= bits;
    if (bits > 255) bytes[at + 1]! |= bits >> 8;
  }
  return bytes;
}

function unpackSix(bytes: ArrayLike<number | bigint>, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => {
    const at = (6 * i) >> 3;
    return ((Number(bytes[at]) | (Number(bytes[at + 1] ?? 0) << 8)) >> ((6 * i) % 8)) & 63;
  });
}

/** The typed field for `count` elements. */
export function writeTyped(data: NumericData, dtype: DType, count: number): TensorProto {
  const field = typedFieldOf(dtype);
  if (isSixBit(dtype)) return { int32Data: unpackSix(data, count) };
  if (field === 'int32Data')
    return { int32Data: data instanceof Int32Array ? data : Int32Array.from(data as Int8Array) };
  if (data instanceof Uint32Array) return { uint64Data: BigUint64Array.from(data, BigInt) };
  return { [field]: data };
}
