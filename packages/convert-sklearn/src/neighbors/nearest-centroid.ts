import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { type Fitted, once, predictLargest, takeLabels } from '../build/index.js';
import type { Convert } from '../build/scope.js';
import type { Table } from '../build/table.js';
import { difference } from '../linear_model/index.js';
import { matrixOf, METRICS } from '../math/index.js';
import type { Estimator } from '../read/estimator.js';
import type { Numbers } from '../read/numbers.js';

/** Source: sklearn.neighbors._nearest_centroid.NearestCentroid */
export const nearestCentroid: Convert = (e, x, b): Fitted => {
  const classes = e.labels();
  const metric = METRICS[e.choice('metric', ['euclidean', 'manhattan'])]!({})!;
  const nearest = () => takeLabels(b, classes, b.argmin(metric.rank(b, x.matrix(), e.matrix('centroids_'))));
  const priors = e.has('class_prior_') ? e.vector('class_prior_') : undefined;
  if (!priors) return { classes, predict: nearest };
  const scores = once(() => discriminantScores(e, x, b, priors));
  const isUniform = priors.every((prior) => Math.abs(prior - 1 / priors.length) <= 1e-8 + 1e-5 / priors.length);
  const predict = isUniform ? nearest : () => predictLargest(b, classes, scores());
  if (e.text('metric') !== 'euclidean') return { classes, predict };
  return {
    classes,
    predict,
    decision_function: () => (classes.shape[0] === 2 ? difference(b, scores()) : scores()),
    predict_proba: () => b.softmax(scores()),
  };
};

function discriminantScores(e: Estimator, x: Table, b: Build, priors: Float64Array): Value {
  const spread = e.vector('within_class_std_dev_').map((deviation) => (deviation === 0 ? 1 : deviation));
  const centroids = e.matrix('centroids_');
  const width = centroids.shape[1]!;
  const scaled: Numbers = matrixOf(centroids.shape[0]!, width, (i, j) => centroids.data[i * width + j]! / spread[j]!);
  const metric = METRICS[e.choice('metric', ['euclidean', 'manhattan'])]!({})!;
  const rank = metric.rank(b, b.div(x.matrix(), b.floats(spread)), scaled);
  const squared = metric.distance ? rank : b.square(rank);
  return b.add(b.neg(squared), b.floats(priors.map((prior) => 2 * Math.log(prior))));
}
