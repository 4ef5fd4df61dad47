import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { searchSorted } from './search-sorted.js';

/** A piecewise linear function by its corners. */
export interface Corners {
  /** Ascending. */
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
}

/**
 * Each column through its own piecewise linear function, constant beyond the ends; NaN stays.
 * Source: numpy.interp (numpy/_core/src/multiarray/compiled_base.c, arr_interp)
 *
 * @param x - shape [rows, columns]
 */
export function interpolate(b: Build, x: Value, columns: readonly Corners[]): Value {
  const origins: number[] = [];
  const heights: number[] = [];
  const slopes: number[] = [];
  const firsts: number[] = [];
  for (const { xs, ys } of columns) {
    firsts.push(origins.length);
    const last = xs.length - 1;
    // Before the first corner, after each corner.
    for (let i = -1; i <= last; i++) {
      const at = Math.max(i, 0);
      const flat = i < 0 || i === last || ys[i + 1] === ys[i];
      origins.push(xs[at]!);
      heights.push(ys[at]!);
      slopes.push(flat ? 0 : (ys[i + 1]! - ys[i]!) / (xs[i + 1]! - xs[i]!));
    }
  }
  const piece = b.cast(
    searchSorted(
      b,
      x,
      columns.map(({ xs }) => xs),
      'right',
      firsts,
    ),
    'int64',
  );
  const take = (table: readonly number[]): Value => b.gather(b.floats(table), piece, 0);
  return b.add(b.mul(take(slopes), b.sub(x, take(origins))), take(heights));
}
