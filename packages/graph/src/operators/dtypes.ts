/** Element types as ONNX numbers them, and as the table writes them. */

import type { DType } from '@brine/core';

/**
 * `TensorProto.DataType`.
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.in.proto
 */
export const ELEMENT_TYPE: Readonly<Partial<Record<DType, number>>> = {
  float32: 1,
  uint8: 2,
  int8: 3,
  uint16: 4,
  int16: 5,
  int32: 6,
  int64: 7,
  str: 8,
  bool: 9,
  float16: 10,
  float64: 11,
  uint32: 12,
  uint64: 13,
  complex64: 14,
  complex128: 15,
  bfloat16: 16,
  float8_e4m3fn: 17,
  float8_e4m3fnuz: 18,
  float8_e5m2: 19,
  float8_e5m2fnuz: 20,
  uint4: 21,
  int4: 22,
  float4_e2m1fn: 23,
  float8_e8m0fnu: 24,
  uint2: 25,
  int2: 26,
  float6_e2m3fn: 27,
  float6_e3m2fn: 28,
};

const BY_NUMBER = new Map(Object.entries(ELEMENT_TYPE).map(([dtype, number]) => [number, dtype as DType]));

/** The dtype of an ONNX element type, or undefined for one that has none. */
export function dtypeOfElement(elementType: number): DType | undefined {
  return BY_NUMBER.get(elementType);
}

/** Letters of the table (tools/graph/operators.py writes them). */
export const DTYPE_LETTERS: Readonly<Record<string, DType>> = {
  d: 'float64',
  f: 'float32',
  h: 'float16',
  b: 'bfloat16',
  l: 'int64',
  i: 'int32',
  s: 'int16',
  c: 'int8',
  L: 'uint64',
  I: 'uint32',
  S: 'uint16',
  C: 'uint8',
  n: 'int4',
  N: 'uint4',
  '?': 'bool',
  t: 'str',
  z: 'complex64',
  Z: 'complex128',
  '1': 'float8_e4m3fn',
  '2': 'float8_e4m3fnuz',
  '3': 'float8_e5m2',
  '4': 'float8_e5m2fnuz',
};
