import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { Table, takeLabels } from '../build/index.js';
import type { Convert } from '../build/scope.js';
import { METRICS, rowSquares } from '../math/index.js';
import type { Numbers } from '../read/numbers.js';

/** Position of the nearest centre: the smallest of `|c|² - 2 x·c`, the first of equal ones. Source: sklearn.cluster._k_means_lloyd */
export function nearestCentre(b: Build, x: Value, centres: Numbers): Value {
  return b.argmin(b.add(b.mul(b.linear(x, centres), -2), b.floats(rowSquares(centres))));
}

function distances(b: Build, x: Table, centres: Numbers): Table {
  // By differences: a row that is a centre is at no distance, whatever rounding does to the sums of squares.
  const metric = METRICS['euclidean']!({})!;
  return Table.of(b, b.sqrt(metric.rank(b, x.matrix(), centres)), centres.shape[0]!);
}

/** Source: sklearn.cluster._kmeans._BaseKMeans */
export const kMeans: Convert = (e, x, b) => ({
  predict: () => b.cast(nearestCentre(b, x.matrix(), e.matrix('cluster_centers_')), 'int32'),
  transform: () => distances(b, x, e.matrix('cluster_centers_')),
});

/** AffinityPropagation, MeanShift: the position of the nearest centre. Source: sklearn.metrics.pairwise_distances_argmin */
export const centreModel: Convert = (e, x, b) => ({
  predict() {
    const centres = e.matrix('cluster_centers_');
    if (centres.shape[0] !== 0) return nearestCentre(b, x.matrix(), centres);
    // AffinityPropagation that did not converge has no centre, and calls every row -1.
    return b.sub(b.mul(b.cast(b.squeeze(b.slice(x.matrix(), 0, 1), 1), 'int64'), 0), 1);
  },
});

/** The label of the nearest subcluster. Source: sklearn.cluster._birch.Birch */
export const birch: Convert = (e, x, b) => ({
  predict: () =>
    takeLabels(b, e.labels('subcluster_labels_'), nearestCentre(b, x.matrix(), e.matrix('subcluster_centers_'))),
  transform: () => distances(b, x, e.matrix('subcluster_centers_')),
});
