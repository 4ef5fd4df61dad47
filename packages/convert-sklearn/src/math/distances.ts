import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Numbers } from '../read/numbers.js';

/**
 * `|x|² - 2 x·y + |y|²` of every pair, not below 0: shape [rows, constants].
 * Source: sklearn.metrics.pairwise._euclidean_distances
 */
export function squaredDistances(b: Build, x: Value, y: Numbers): Value {
  const cross = b.mul(b.linear(x, y), -2);
  const lengths = b.sum(b.square(x));
  return b.max(b.add(b.add(cross, lengths), b.floats(rowSquares(y))), 0);
}

/** The sum of squares of each row. */
export function rowSquares({ shape, data }: Numbers): Float64Array {
  const [rows = 0, width = 0] = shape;
  return Float64Array.from({ length: rows }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += data[i * width + j]! ** 2;
    return sum;
  });
}
