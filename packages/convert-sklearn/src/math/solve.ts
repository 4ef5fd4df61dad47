import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';

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
