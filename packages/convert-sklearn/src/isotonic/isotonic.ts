import { once, Table } from '../build/index.js';
import type { Entries } from '../build/scope.js';
import type { Build } from '../build/build.js';
import { interpolate } from '../math/index.js';
import type { Estimator } from '../read/estimator.js';
import type { Value } from '@brine/graph';

/**
 * The fitted line through the thresholds. Beyond them: clipped, or NaN (also where scikit-learn raises, which a graph cannot).
 * Source: sklearn.isotonic.IsotonicRegression._transform
 *
 * @param x - shape [rows, 1]
 */
export function isotonicValues(e: Estimator, b: Build, x: Value): Value {
  const xs = e.vector('X_thresholds_');
  const ys = e.vector('y_thresholds_');
  const low = e.number('X_min_');
  const high = e.number('X_max_');
  const line = interpolate(b, x, [{ xs, ys }]);
  if (e.choice('out_of_bounds', ['nan', 'clip', 'raise']) === 'clip' || ys.length === 1) return line;
  return b.where(b.and(b.greaterOrEqual(x, low), b.lessOrEqual(x, high)), line, NaN);
}

export const isotonic: Entries = {
  'isotonic.IsotonicRegression': {
    // One number a row.
    input: () => ({ width: 1, flat: true }),
    convert(e, x, b) {
      const predict = once(() => b.squeeze(isotonicValues(e, b, x.matrix()), 1));
      return { predict, transform: () => Table.of(b, predict(), 1) };
    },
  },
};
