import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Numbers } from '../read/numbers.js';
import { matrixOf } from './linalg.js';

/**
 * Solves a symmetric positive definite system for each row, by elimination without pivoting (which such systems do not need).
 *
 * @param a - shape [rows, size, size]
 * @param right - right sides, shape [rows, size, sides]
 * @returns shape [rows, size, sides]
 */
export function solveEach(b: Build, a: Value, right: Value, size: number): Value {
  const positions = b.ints(Array.from({ length: size }, (_, i) => i));
  const [, solution] = b.loop([a, right], size, (b, [a, right], turn) => {
    const column = b.unsqueeze(b.gather(a!, turn, 2), 2);
    const row = b.unsqueeze(b.gather(a!, turn, 1), 1);
    const pivot = b.unsqueeze(b.gather(row, turn, 2), 2);
    const isPivot = b.reshape(b.equal(positions, turn), [1, size, 1]);
    const reduced = (matrix: Value, scaled: Value): Value =>
      b.where(isPivot, scaled, b.sub(matrix, b.mul(column, scaled)));
    const side = b.unsqueeze(b.gather(right!, turn, 1), 1);
    return { after: [reduced(a!, b.div(row, pivot)), reduced(right!, b.div(side, pivot))] };
  });
  return solution!;
}

/**
 * Solves `lower x = right` for each row by forward substitution.
 *
 * @param lower - a lower triangular matrix
 * @param right - shape [rows, size]
 * @returns shape [rows, size]
 */
export function substituted(b: Build, lower: Numbers, right: Value): Value {
  const size = lower.shape[0]!;
  const positions = b.ints(Array.from({ length: size }, (_, i) => i));
  const below = b.constant(matrixOf(size, size, (i, j) => (j < i ? lower.data[i * size + j]! : 0)));
  const diagonal = b.floats(Float64Array.from({ length: size }, (_, i) => lower.data[i * size + i]!));
  const [solution] = b.loop([b.repeat(right, new Float64Array(size))], size, (b, [known], turn) => {
    const sum = b.sum(b.mul(known!, b.gather(below, turn, 0)));
    const next = b.div(b.sub(b.unsqueeze(b.gather(right, turn, 1), 1), sum), b.gather(diagonal, turn, 0));
    return { after: [b.where(b.equal(positions, turn), next, known!)] };
  });
  return solution!;
}
