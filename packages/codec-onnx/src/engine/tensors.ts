/** Tensors of the contract as ONNX Runtime's, and back: the same typed arrays, never a copy. */

import type { DenseTensor, DType, NumericData } from '@brine/core';
import type { Tensor } from 'onnxruntime-node';
import { engineError } from './errors.js';
import type { Runtime } from './runtime.js';

/** Dtypes that its JavaScript tensors have; the names agree but for text. */
const TYPES: ReadonlySet<string> = new Set<DType>([
  'float64',
  'float32',
  'float16',
  'int64',
  'int32',
  'int16',
  'int8',
  'uint64',
  'uint32',
  'uint16',
  'uint8',
  'bool',
  'str',
]);

export function isTensorType(dtype: DType): boolean {
  return TYPES.has(dtype);
}

export function toTensor(runtime: Runtime, { dtype, shape, data }: DenseTensor): Tensor {
  const type = (dtype === 'str' ? 'string' : dtype) as Tensor.Type;
  const tensor = new runtime.Tensor(type, data as Tensor.DataType, shape);
  // Where the platform has Float16Array (Node 24) the runtime makes one of the bits, of which its native part reads none.
  if (dtype === 'float16') Object.defineProperty(tensor, 'data', { value: data });
  return tensor;
}

export function fromTensor(name: string, { type, dims, data }: Tensor): DenseTensor {
  const dtype = (type === 'string' ? 'str' : type) as DType;
  if (!isTensorType(dtype)) throw engineError('unsupported', 'DTYPE', `The output ${name} is ${type}`);
  return { dtype, shape: dims, data: dtype === 'float16' ? halfBits(data as NumericData) : (data as NumericData) };
}

/** Where the platform has Float16Array the runtime uses it; we hold the bits. */
function halfBits({ buffer, byteOffset, length }: NumericData): Uint16Array {
  return new Uint16Array(buffer, byteOffset, length);
}
