import { isKind } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { type Fitted, once, predictLargest, Table } from '../build/index.js';
import type { Convert } from '../build/scope.js';
import { matrixOf } from '../math/index.js';
import { type Estimator, labelsOf, partsOf } from '../read/index.js';
import { multiOutput } from '../tree/index.js';
import { classLists, targetColumn, targetsOf } from './k-neighbors.js';
import { metricOf, neighbourWeights, ranks } from './nearest.js';

/** Which training rows are within the radius, and their distances: shape [rows, training rows]. */
function withinRadius(e: Estimator, x: Table, b: Build): { within: Value; distances: Value } {
  const metric = metricOf(e);
  const rank = ranks(e, x, b, metric);
  const radius = e.number('radius');
  return {
    within: b.lessOrEqual(rank, metric.rankOf?.(radius) ?? radius),
    distances: metric.distance?.(b, rank) ?? rank,
  };
}

/** Source: sklearn.neighbors.RadiusNeighborsRegressor.predict */
export const radiusNeighborsRegressor: Convert = (e, x, b) => ({
  predict() {
    const { within, distances } = withinRadius(e, x, b);
    const weights = neighbourWeights(e, b, distances, within);
    // Without a neighbour this is 0 / 0, the NaN that scikit-learn gives.
    const plain = b.div(b.matmul(weights, b.constant(targetsOf(e))), b.sum(weights));
    const targets = e.raw('_y');
    const areInts = isKind(targets, 'ndarray') && targets.dtype.type === 'i';
    // A NaN among ints is the least of these, on the processors that matter.
    const mean = areInts ? b.where(b.isNaN(plain), -(2 ** (8 * targets.dtype.itemsize - 1)), plain) : plain;
    return e.numbers('_y').shape.length === 1 ? b.squeeze(mean, 1) : mean;
  },
});

/**
 * Rows without a neighbour get the outlier label; where there is none scikit-learn raises, and probabilities here are NaN.
 * Source: sklearn.neighbors.RadiusNeighborsClassifier
 */
export const radiusNeighborsClassifier: Convert = (e, x, b, scope): Fitted => {
  const lists = classLists(e);
  const near = once(() => withinRadius(e, x, b));
  const weights = once(() => neighbourWeights(e, b, near().distances, near().within));
  const outliers = outlierLabels(e, lists.length);
  if (outliers.every((label) => label === undefined)) {
    scope.note({
      code: 'BRINE-SKLEARN-OUTLIER',
      message:
        'RadiusNeighborsClassifier raises for a row without neighbours; the converted model gives NaN as its probabilities',
      path: e.path,
    });
  }
  const probabilities = lists.map((classes, target) =>
    once((): Value => {
      const count = classes.shape[0]!;
      const codes = targetColumn(targetsOf(e), target);
      const votes = b.matmul(weights(), b.constant(matrixOf(codes.length, count, (i, k) => (codes[i] === k ? 1 : 0))));
      const total = b.sum(votes);
      const shares = b.div(votes, b.where(b.equal(total, 0), 1, total));
      const label = outliers[target];
      const alone = Array.from(classes.data as ArrayLike<unknown>, (item) =>
        label === undefined ? NaN : String(item) === label ? 1 : 0,
      );
      return b.where(b.equal(total, 0), b.floats(alone, [1, count]), shares);
    }),
  );
  const labels = lists.map((classes, target) => (): Value => {
    const probability = probabilities[target]!();
    const plain = predictLargest(b, classes, probability);
    const label = outliers[target];
    if (label === undefined || Array.from(classes.data as ArrayLike<unknown>, String).includes(label)) return plain;
    const isOutlier = b.squeeze(b.equal(b.reduceMax(probability), 0), 1);
    const given = labelsOf({ kind: 'list', items: [outlierValue(e, target, lists.length)] }, e.at('outlier_label_'));
    return b.where(isOutlier, b.cast(b.tensor(given), plain.dtype), plain);
  });
  return multiOutput(b, e, lists, labels, probabilities);
};

function outlierValue(e: Estimator, target: number, targets: number) {
  const value = e.value('outlier_label_');
  const isList = isKind(value, 'list') || isKind(value, 'tuple') || isKind(value, 'ndarray');
  return isList ? (partsOf(e.part('outlier_label_'))[targets === 1 ? 0 : target]?.value ?? null) : value;
}

function outlierLabels(e: Estimator, targets: number): (string | undefined)[] {
  return Array.from({ length: targets }, (_, target) => {
    const value = e.has('outlier_label_') ? outlierValue(e, target, targets) : null;
    return value === null
      ? undefined
      : String(labelsOf({ kind: 'list', items: [value] }, e.at('outlier_label_')).data[0]);
  });
}

/** Source: sklearn.neighbors.RadiusNeighborsTransformer.transform */
export const radiusNeighborsTransformer: Convert = (e, x, b) => ({
  transform() {
    const { within, distances } = withinRadius(e, x, b);
    const isDistance = e.choice('mode', ['distance', 'connectivity']) === 'distance';
    return Table.of(b, isDistance ? b.where(within, distances, 0) : b.toFloat(within), e.number('n_samples_fit_'));
  },
});
