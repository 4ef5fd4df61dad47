/** Keys' cubic interpolation as TensorFlow computes it: with weights out of a table of 1024 steps, which no Resize of ONNX has. */

import type { Value } from '@brine/graph';
import type { Call } from '../build/call.js';
import type { Places } from '../build/places.js';
import type { Length } from '../build/tensor.js';

const STEPS = 1024;
const A = -0.5;

/** Weights at a distance of `i / STEPS` from an element (even places) and of one more (odd places). */
const TABLE = Float32Array.from({ length: (STEPS + 1) * 2 }, (_, place) => {
  const x = (place >> 1) / STEPS + (place & 1);
  return place & 1 ? ((A * x - 5 * A) * x + 8 * A) * x - 4 * A : ((A + 2) * x - (A + 3)) * x * x + 1;
});

/** The two axes of an image, one after the other. */
export function bicubic({ b, config }: Call, { value, lengths }: Places, wanted: readonly Length[]): Value {
  const [height, width] = lengths;
  const [rows, columns] = wanted;
  if (height == null || width == null || rows == null || columns == null) {
    throw config.refuse('bicubic interpolation of an image whose size is open');
  }
  const high = b.op('MatMul', [b.floats(bicubicMatrix(height, rows), [rows, height]), value]);
  const wide = b.transpose(b.floats(bicubicMatrix(width, columns), [columns, width]), [1, 0]);
  return b.op('MatMul', [high, wide]);
}

/**
 * The weights of the elements of a line of `from` for each of `to` places: a matrix of `[to, from]`.
 * Source: tensorflow/core/kernels/image/resize_bicubic_op.cc, GetWeightsAndIndices with half pixel centres
 */
function bicubicMatrix(from: number, to: number): Float32Array {
  const matrix = new Float32Array(to * from);
  const scale = Math.fround(from / to);
  for (let place = 0; place < to; place++) {
    const at = Math.fround(Math.fround((place + 0.5) * scale) - 0.5);
    const element = Math.floor(at);
    const offset = roundToEven(Math.fround(at - element) * STEPS);
    const weights = [
      TABLE[offset * 2 + 1]!,
      TABLE[offset * 2]!,
      TABLE[(STEPS - offset) * 2]!,
      TABLE[(STEPS - offset) * 2 + 1]!,
    ];
    // What would lie outside counts for nothing.
    const inside = weights.map((weight, i) => (element + i - 1 >= 0 && element + i - 1 < from ? weight : 0));
    const total = inside.reduce((sum, weight) => sum + weight, 0);
    inside.forEach((weight, i) => {
      if (weight !== 0) matrix[place * from + element + i - 1] = weight / total;
    });
  }
  return matrix;
}

function roundToEven(x: number): number {
  const whole = Math.floor(x);
  const rest = x - whole;
  return rest > 0.5 || (rest === 0.5 && whole % 2 === 1) ? whole + 1 : whole;
}
