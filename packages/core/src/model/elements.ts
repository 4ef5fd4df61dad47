/** Raw bytes as typed arrays: views where alignment and byte order allow, else one copy. */

import type { DType, NumericData } from '../contract/tensor.js';

interface TypedArrayType {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): NumericData;
}

/** The typed array of each dtype; sub-byte ones are their packed bytes, complex ones pairs (re, im). */
const ARRAY_TYPES: Readonly<Partial<Record<DType, TypedArrayType>>> = {
  float64: Float64Array,
  float32: Float32Array,
  float16: Uint16Array,
  bfloat16: Uint16Array,
  float8_e4m3fn: Uint8Array,
  float8_e4m3fnuz: Uint8Array,
  float8_e5m2: Uint8Array,
  float8_e5m2fnuz: Uint8Array,
  float8_e8m0fnu: Uint8Array,
  float6_e2m3fn: Uint8Array,
  float6_e3m2fn: Uint8Array,
  float4_e2m1fn: Uint8Array,
  int64: BigInt64Array,
  int32: Int32Array,
  int16: Int16Array,
  int8: Int8Array,
  int4: Uint8Array,
  int2: Uint8Array,
  uint64: BigUint64Array,
  uint32: Uint32Array,
  uint16: Uint16Array,
  uint8: Uint8Array,
  uint4: Uint8Array,
  uint2: Uint8Array,
  bool: Uint8Array,
  complex64: Float32Array,
  complex128: Float64Array,
};

/**
 * Elements out of their bytes: a view when they are little-endian and aligned, else a copy.
 *
 * @param bytes - a whole number of elements
 * @returns undefined for a dtype without a fixed size (`str`, `object`)
 */
export function elementsOf(bytes: Uint8Array, dtype: DType, bigEndian = false): NumericData | undefined {
  const Type = ARRAY_TYPES[dtype];
  if (!Type) return undefined;
  const size = Type.BYTES_PER_ELEMENT;
  const length = Math.floor(bytes.byteLength / size);
  if (bigEndian && size > 1) {
    const swapped = swapBytes(bytes, size);
    return new Type(swapped.buffer, 0, length);
  }
  if (bytes.byteOffset % size === 0) return new Type(bytes.buffer, bytes.byteOffset, length);
  return new Type(new Uint8Array(bytes).buffer, 0, length);
}

/** A copy with the bytes of each element reversed. */
export function swapBytes(bytes: Uint8Array, size: number): Uint8Array {
  const swapped = new Uint8Array(bytes.byteLength);
  for (let start = 0; start < bytes.byteLength; start += size) {
    for (let i = 0; i < size; i++) swapped[start + i] = bytes[start + size - 1 - i]!;
  }
  return swapped;
}

/** The bytes under a typed array, without a copy. */
export function bytesOf(data: NumericData): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
