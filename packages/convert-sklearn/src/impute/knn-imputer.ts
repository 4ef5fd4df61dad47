import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Convert } from '../build/scope.js';
import { Table } from '../build/index.js';
import { matrixOf, squaredDistances } from '../math/index.js';
import type { Estimator } from '../read/estimator.js';
import type { Numbers } from '../read/numbers.js';
import { indicatorColumns } from './missing-indicator.js';
import { missingTest } from './missing.js';

/**
 * The mean of the nearest training rows that have the column, near by the columns that both rows have.
 * Source: sklearn.impute._knn.KNNImputer.transform
 */
export const knnImputer: Convert = (e, x, b, scope) => ({
  transform() {
    if (e.text('metric') !== 'nan_euclidean') throw e.refuse('KNNImputer with a metric of its own');
    const rows = x.matrix();
    const missing = missingTest(e, b)(rows);
    const fitted = e.matrix('_fit_X');
    const [count = 0, width = 0] = fitted.shape;
    const absent = e.vector('_mask_fit_X');
    const distances = nanDistances(b, rows, missing, fitted, absent);
    const valid = Array.from(e.vector('_valid_mask'));
    const keeps = e.flag('keep_empty_features', false);
    const columns = valid.flatMap((isValid, j) => {
      if (!isValid) return keeps ? [b.mul(b.toFloat(b.slice(missing, j, j + 1)), 0)] : [];
      const donors = Array.from({ length: count }, (_, i) => i).filter((i) => !absent[i * width + j]);
      const values = Float64Array.from(donors, (i) => fitted.data[i * width + j]!);
      const filled = fromDonors(e, b, b.gather(distances, donors), values);
      return [b.where(b.slice(missing, j, j + 1), filled, b.slice(rows, j, j + 1))];
    });
    const imputed = Table.of(b, b.concat(columns), columns.length);
    return e.has('indicator_')
      ? Table.join(b, [imputed, indicatorColumns(scope.read(e.part('indicator_')), x, b)])
      : imputed;
  },
});

/**
 * With sums in scikit-learn's own order: which of equally near donors is taken hangs on the last bit of these.
 * Source: sklearn.metrics.pairwise.nan_euclidean_distances; infinite where two rows share no column
 */
function nanDistances(b: Build, rows: Value, missing: Value, { shape, data }: Numbers, absent: Float64Array): Value {
  const [count = 0, width = 0] = shape;
  const filled = b.where(missing, 0, rows);
  const there = data.map((value, i) => (absent[i] ? 0 : value));
  const plain = squaredDistances(b, filled, { shape, data: there });
  const unknownThere = b.matmul(
    b.square(filled),
    b.constant(matrixOf(width, count, (j, i) => (absent[i * width + j] ? 1 : 0))),
  );
  const unknownHere = b.matmul(
    b.toFloat(missing),
    b.constant(matrixOf(width, count, (j, i) => there[i * width + j]! ** 2)),
  );
  const known = b.max(b.sub(b.sub(plain, unknownThere), unknownHere), 0);
  const present = b.toFloat(b.not(missing));
  const shared = b.matmul(present, b.constant(matrixOf(width, count, (j, i) => (absent[i * width + j] ? 0 : 1))));
  return b.where(b.equal(shared, 0), Infinity, b.sqrt(b.mul(b.div(known, b.max(shared, 1)), width)));
}

function fromDonors(e: Estimator, b: Build, distances: Value, values: Float64Array): Value {
  const near = Math.min(e.number('n_neighbors'), values.length);
  const [distance, order] = b.graph.ops('TopK', [distances, b.ints([near])], { axis: 1, largest: 0 }, 2);
  const known = b.toFloat(b.less(distance!, Infinity));
  const uniform = e.choice('weights', ['uniform', 'distance']) === 'uniform';
  const zero = b.toFloat(b.equal(distance!, 0));
  const inverse = b.div(known, b.where(b.equal(distance!, 0), 1, distance!));
  const weights = uniform ? known : b.where(b.greater(b.reduceMax(zero), 0), zero, inverse);
  const total = b.sum(weights);
  const mean = b.div(
    b.sum(b.mul(b.gather(b.floats(values), order!, 0), weights)),
    b.where(b.equal(total, 0), 1, total),
  );
  // A row that shares no column with any donor gets the mean of them all.
  const all = values.reduce((sum, value) => sum + value, 0) / values.length;
  return b.where(b.equal(total, 0), all, mean);
}
