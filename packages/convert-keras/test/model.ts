/** Committed Keras models as a codec gives them. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { DenseTensor, DType, KerasLayer, KerasModel, NumericData, Tensor } from '@brine/core';

interface StoredArray {
  readonly name?: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly base64?: string;
  readonly texts?: readonly string[];
}

type StoredLayer = Omit<KerasLayer, 'weights' | 'layers'> & {
  readonly weights: readonly StoredArray[];
  readonly layers?: readonly StoredLayer[];
};

export interface Case {
  readonly model: Omit<KerasModel, 'layers' | 'weights'> & {
    readonly layers: readonly StoredLayer[];
    readonly weights: readonly StoredArray[];
  };
  readonly inputs: readonly StoredArray[];
  readonly outputs: readonly StoredArray[];
}

export function readCases(family: string): Readonly<Record<string, Case>> {
  const bytes = readFileSync(join(import.meta.dirname, `../fixtures/${family}.json.gz`));
  return (JSON.parse(gunzipSync(bytes).toString()) as { cases: Record<string, Case> }).cases;
}

const ARRAYS: Readonly<Record<string, new (buffer: ArrayBuffer) => NumericData>> = {
  float32: Float32Array,
  float64: Float64Array,
  float16: Uint8Array,
  int64: BigInt64Array,
  int32: Int32Array,
  int16: Int16Array,
  int8: Int8Array,
  uint8: Uint8Array,
  bool: Uint8Array,
};

export function toDense({ name, dtype, shape, base64, texts }: StoredArray): DenseTensor {
  if (texts) return { dtype: 'str', shape, data: texts };
  // A copy of its own: views of a pool are not aligned.
  const bytes = new Uint8Array(Buffer.from(base64!, 'base64'));
  return {
    ...(name === undefined ? {} : { name }),
    dtype: dtype as DType,
    shape,
    data: new ARRAYS[dtype]!(bytes.buffer),
  };
}

function toTensor(stored: StoredArray): Tensor {
  const dense = toDense(stored);
  const byteLength = ArrayBuffer.isView(dense.data) ? dense.data.byteLength : 0;
  return {
    name: stored.name ?? '',
    dtype: dense.dtype,
    shape: dense.shape,
    byteLength,
    read: () => Promise.resolve(dense),
  };
}

const toLayer = ({ weights, layers, ...layer }: StoredLayer): KerasLayer => ({
  ...layer,
  weights: weights.map(toTensor),
  ...(layers ? { layers: layers.map(toLayer) } : {}),
});

export const toKeras = ({ model }: Case): KerasModel => ({
  ...model,
  layers: model.layers.map(toLayer),
  weights: model.weights.map(toTensor),
});
