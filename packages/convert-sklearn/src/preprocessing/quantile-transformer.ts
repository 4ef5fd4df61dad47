import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Convert } from '../build/scope.js';
import { Table } from '../build/index.js';
import { interpolate, ndtri } from '../math/index.js';

/** How near the ends a value counts as beyond them, for the normal distribution. */
const BOUNDS_THRESHOLD = 1e-7;
/** ndtri(BOUNDS_THRESHOLD - numpy.spacing(1)), and of one less it. */
const LOWEST = -5.199337582605575;
const HIGHEST = 5.19933758270342;

/**
 * Each column through its own cumulative distribution, read from both sides where quantiles repeat.
 * Source: sklearn.preprocessing._data.QuantileTransformer._transform_col
 */
export const quantileTransformer: Convert = (e, x, b) => ({
  transform() {
    const rows = x.matrix();
    const { shape, data } = e.matrix('quantiles_');
    const [count = 0, columns = 0] = shape;
    const references = e.vector('references_');
    const quantiles = Array.from({ length: columns }, (_, j) =>
      Float64Array.from({ length: count }, (_, i) => data[i * columns + j]!),
    );
    const upward = interpolate(
      b,
      rows,
      quantiles.map((xs) => ({ xs, ys: references })),
    );
    const downward = interpolate(
      b,
      b.neg(rows),
      quantiles.map((xs) => ({ xs: reversed(xs), ys: reversed(references) })),
    );
    const between = b.mul(b.sub(upward, downward), 0.5);
    const isNormal = e.choice('output_distribution', ['uniform', 'normal'], 'uniform') === 'normal';
    const low = b.floats(quantiles.map((xs) => xs[0] ?? NaN));
    const high = b.floats(quantiles.map((xs) => xs.at(-1) ?? NaN));
    const isHigh = isNormal ? b.greater(b.add(rows, BOUNDS_THRESHOLD), high) : b.equal(rows, high);
    const isLow = isNormal ? b.less(b.sub(rows, BOUNDS_THRESHOLD), low) : b.equal(rows, low);
    const uniform = b.where(isLow, 0, b.where(isHigh, 1, between));
    return Table.of(b, isNormal ? normal(b, uniform) : uniform, x.width);
  },
});

/** A reversed list with the signs changed. */
function reversed(list: Float64Array): Float64Array {
  return list.map((item) => -item).reverse();
}

function normal(b: Build, uniform: Value): Value {
  return b.clip(ndtri(b, uniform), LOWEST, HIGHEST);
}
