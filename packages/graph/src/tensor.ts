/** Dense tensors out of plain values. */

import type { DenseTensor, DType, NumericData } from '@brine/core';

/** What a constant may be made of: its typed array, or plain values. */
export type PlainData = NumericData | readonly string[] | readonly number[] | readonly bigint[] | readonly boolean[];

type NumberArrayType = new (length: number) => NumericData;

const ARRAYS: Readonly<Partial<Record<DType, NumberArrayType>>> = {
  float64: Float64Array,
  float32: Float32Array,
  int64: BigInt64Array,
  int32: Int32Array,
  int16: Int16Array,
  int8: Int8Array,
  uint64: BigUint64Array,
  uint32: Uint32Array,
  uint16: Uint16Array,
  uint8: Uint8Array,
  bool: Uint8Array,
};

/**
 * A tensor of plain values; data that is a typed array of the dtype already is used as it is.
 *
 * @param shape - default: one axis, of the data's length
 * @throws TypeError for data that the dtype cannot hold (a mistake of the caller)
 */
export function tensor(dtype: DType, data: PlainData, shape: readonly number[] = [data.length]): DenseTensor {
  const size = shape.reduce((product, length) => product * length, 1);
  const elements = toElements(dtype, data);
  const perElement = dtype === 'complex64' || dtype === 'complex128' ? 2 : 1;
  const expected = dtype === 'int4' || dtype === 'uint4' ? Math.ceil(size / 2) : size * perElement;
  if (elements.length !== expected)
    throw new TypeError(`${elements.length} elements do not fill the shape [${shape.join(', ')}]`);
  return { dtype, shape, data: elements };
}

function toElements(dtype: DType, data: PlainData): NumericData | readonly string[] {
  if (dtype === 'str') {
    if (Array.isArray(data) && data.every((item) => typeof item === 'string')) return data as readonly string[];
    throw new TypeError('a str tensor is made of strings');
  }
  const Type = ARRAYS[dtype];
  if (!Type) {
    if (ArrayBuffer.isView(data)) return data;
    throw new TypeError(`a ${dtype} tensor is made of a typed array`);
  }
  if (ArrayBuffer.isView(data) && data instanceof Type) return data;
  const elements = new Type(data.length);
  const big = elements instanceof BigInt64Array || elements instanceof BigUint64Array;
  for (let i = 0; i < data.length; i++) {
    const item = data[i] as number | bigint | boolean;
    elements[i] = big ? BigInt(item) : Number(item);
  }
  return elements;
}
