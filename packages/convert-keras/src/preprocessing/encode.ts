/** Indices as the output modes of the preprocessing layers. Source: keras.src.utils.numerical_utils.encode_categorical_inputs */

import type { Value } from '@brine/graph';
import type { Call } from '../build/call.js';
import { type Length, Tensor } from '../build/tensor.js';

export type OutputMode = 'int' | 'one_hot' | 'multi_hot' | 'count';

/** @param indices - int64, of the shape of the layer's input; one that is outside of `depth` is in no column */
export function encode({ b }: Call, indices: Value, shape: readonly Length[], mode: OutputMode, depth: number): Tensor {
  if (mode === 'int') return Tensor.of(b, indices, shape);
  const alone = shape.length > 1 && shape.at(-1) === 1;
  const hot = (x: Value) => b.op('OneHot', [x, b.scalar(depth, 'int64'), b.floats([0, 1])]);
  // TensorFlow has no column for an index below 0, ONNX counts it from the end.
  const known = b.where(b.less(indices, 0), depth, indices);
  if (mode === 'one_hot') {
    return Tensor.of(b, hot(alone ? b.squeeze(known, -1) : known), [...(alone ? shape.slice(0, -1) : shape), depth]);
  }
  if (shape.length === 1) return Tensor.of(b, hot(known), [...shape, depth]);
  const reduce = mode === 'count' ? 'ReduceSum' : 'ReduceMax';
  return Tensor.of(b, b.reduce(reduce, hot(known), [-2], false), [...shape.slice(0, -1), depth]);
}
