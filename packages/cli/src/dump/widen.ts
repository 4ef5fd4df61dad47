/** Elements of small and packed types as ordinary numbers, number for number. */

import { bfloat16ToNumber, type DenseTensor, type DType, sizeOf } from '@brine/core';

/** A tensor of a type that JavaScript has typed arrays or numbers for; the very same when it already is of one. */
export function widened(tensor: DenseTensor): DenseTensor {
  const { dtype, shape } = tensor;
  const data = tensor.data as Uint8Array;
  const float = FLOATS[dtype];
  if (float) return { dtype: 'float32', shape, data: Float32Array.from(unpacked(data, dtype, shape), float) };
  if (!(dtype in BITS)) return tensor;
  const elements = unpacked(data, dtype, shape);
  if (dtype.startsWith('uint')) return { dtype: 'uint8', shape, data: elements };
  const shift = 32 - BITS[dtype]!;
  return { dtype: 'int8', shape, data: Int8Array.from(elements, (bits) => (bits << shift) >> shift) };
}

/** Bits of an element of the packed types; the first element is in the lowest bits. */
const BITS: Readonly<Partial<Record<DType, number>>> = { int4: 4, uint4: 4, int2: 2, uint2: 2, float4_e2m1fn: 4 };

function unpacked(data: Uint8Array, dtype: DType, shape: readonly number[]): Uint8Array {
  const bits = BITS[dtype];
  if (bits === undefined) return data;
  const perByte = 8 / bits;
  const mask = (1 << bits) - 1;
  return Uint8Array.from(
    { length: sizeOf(shape) },
    (_, i) => (data[Math.floor(i / perByte)]! >> ((i % perByte) * bits)) & mask,
  );
}

/** @see https://onnx.ai/onnx/technical/float8.html, float4.html; OCP Microscaling Formats 5.3 */
const FLOATS: Readonly<Partial<Record<DType, (bits: number) => number>>> = {
  bfloat16: bfloat16ToNumber,
  float8_e4m3fn: (bits) => ((bits & 0x7f) === 0x7f ? NaN : float(bits, 8, 3, 7)),
  float8_e4m3fnuz: (bits) => (bits === 0x80 ? NaN : float(bits, 8, 3, 8)),
  float8_e5m2: (bits) => {
    const size = bits & 0x7f;
    if (size > 0x7c) return NaN;
    return size === 0x7c ? (bits & 0x80 ? -Infinity : Infinity) : float(bits, 8, 2, 15);
  },
  float8_e5m2fnuz: (bits) => (bits === 0x80 ? NaN : float(bits, 8, 2, 16)),
  float8_e8m0fnu: (bits) => (bits === 0xff ? NaN : 2 ** (bits - 127)),
  float4_e2m1fn: (bits) => float(bits, 4, 1, 1),
};

function float(bits: number, width: number, fractionBits: number, bias: number): number {
  const sign = bits >> (width - 1) ? -1 : 1;
  const fraction = (bits & ((1 << fractionBits) - 1)) / (1 << fractionBits);
  const exponent = (bits & ((1 << (width - 1)) - 1)) >> fractionBits;
  return sign * (exponent === 0 ? fraction * 2 ** (1 - bias) : (1 + fraction) * 2 ** (exponent - bias));
}
