import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';

/**
 * Solves a symmetric positive definite system for each row, by elimination without pivoting (which such systems do not need).
 *
 * @param a - shape [rows, size, size]
 * @param right - shape [rows, size, 1]
 * @returns shape [rows, size]
 */
export function solveEach(b: Build, a: Value, right: Value, size: number): Value {
  const positions = b.ints(Array.from({ length: size }, (_, i) => i));
  const [reduced] = b.loop([b.concat([a, right], 2)], size, (b, [system], turn) => {
    const row = b.unsqueeze(b.gather(system!, turn, 1), 1);
    const pivot = b.unsqueeze(b.gather(row, turn, 2), 2);
    const scaled = b.div(row, pivot);
    const column = b.unsqueeze(b.gather(system!, turn, 2), 2);
    const isPivot = b.reshape(b.equal(positions, turn), [1, size, 1]);
    return { after: [b.where(isPivot, scaled, b.sub(system!, b.mul(column, scaled)))] };
  });
  return b.gather(reduced!, b.scalar(size, 'int64'), 2);
}
