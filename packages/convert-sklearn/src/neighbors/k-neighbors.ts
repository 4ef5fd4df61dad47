import type { DenseTensor } from '@brine/core';
import type { Value } from '@brine/graph';
import { type Fitted, once, predictLargest, Table } from '../build/index.js';
import type { Convert } from '../build/scope.js';
import { type Estimator, labelsOf, partsOf } from '../read/index.js';
import type { Numbers } from '../read/numbers.js';
import { multiOutput } from '../tree/index.js';
import { metricOf, nearestRows, neighbourWeights, ranks } from './nearest.js';

/** `_y` with a column for each target. */
export function targetsOf(e: Estimator): Numbers {
  const { shape, data } = e.numbers('_y');
  return { shape: [shape[0]!, shape[1] ?? 1], data };
}

/** Labels of each target. */
export function classLists(e: Estimator): DenseTensor[] {
  if (!e.flag('outputs_2d_', false)) return [e.labels()];
  return partsOf(e.part('classes_')).map(({ value, path }) => labelsOf(value, path));
}

/** One target's column of `_y`. */
export function targetColumn({ shape, data }: Numbers, target: number): Float64Array {
  const width = shape[1]!;
  return Float64Array.from({ length: shape[0]! }, (_, i) => data[i * width + target]!);
}

/** The neighbours' votes, by weight. Source: sklearn.neighbors.KNeighborsClassifier */
export const kNeighborsClassifier: Convert = (e, x, b): Fitted => {
  const lists = classLists(e);
  const near = once(() => nearestRows(e, x, b, e.number('n_neighbors')));
  const weights = once(() => b.unsqueeze(neighbourWeights(e, b, near().distances), 2));
  const votes = lists.map(({ shape: [count = 0] }, target) =>
    once((): Value => {
      const codes = targetColumn(targetsOf(e), target);
      const hot = new Float64Array(codes.length * count);
      codes.forEach((code, i) => (hot[i * count + code] = 1));
      return b.sum(b.mul(b.gather(b.floats(hot, [codes.length, count]), near().indices, 0), weights()), 1, false);
    }),
  );
  const labels = lists.map((classes, target) => () => predictLargest(b, classes, votes[target]!()));
  const probabilities = votes.map((vote) => () => b.div(vote(), b.sum(vote())));
  return multiOutput(b, e, lists, labels, probabilities);
};

/** The neighbours' mean, by weight. Source: sklearn.neighbors.KNeighborsRegressor.predict */
export const kNeighborsRegressor: Convert = (e, x, b) => ({
  predict() {
    const { indices, distances } = nearestRows(e, x, b, e.number('n_neighbors'));
    const isFlat = e.numbers('_y').shape.length === 1;
    const values = b.gather(b.constant(targetsOf(e)), indices, 0);
    const weights = b.unsqueeze(neighbourWeights(e, b, distances), 2);
    const mean = b.div(b.sum(b.mul(values, weights), 1, false), b.sum(weights, 1, false));
    return isFlat ? b.squeeze(mean, 1) : mean;
  },
});

/** Distances to the nearest training rows, 0 to the others. Source: sklearn.neighbors.KNeighborsTransformer.transform */
export const kNeighborsTransformer: Convert = (e, x, b) => ({
  transform() {
    const isDistance = e.choice('mode', ['distance', 'connectivity']) === 'distance';
    const { indices, distances } = nearestRows(e, x, b, e.number('n_neighbors') + (isDistance ? 1 : 0));
    const none = b.mul(b.where(b.equal(ranks(e, x, b, metricOf(e)), 0), 0, 0), 1);
    const filled = b.op(
      'ScatterElements',
      [none, indices, isDistance ? distances : b.toFloat(b.equal(distances, distances))],
      { axis: 1 },
    );
    return Table.of(b, filled, e.number('n_samples_fit_'));
  },
});
