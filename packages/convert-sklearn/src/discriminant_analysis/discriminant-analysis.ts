import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { type Fitted, once, predictLargest, Table } from '../build/index.js';
import type { Convert, Entries } from '../build/scope.js';
import { bothClasses, difference, linearClassifier } from '../linear_model/index.js';
import { matrixOf } from '../math/index.js';
import type { Estimator } from '../read/estimator.js';
import { numbersOf } from '../read/index.js';

/** numpy.finfo(float64).smallest_normal */
const SMALLEST_NORMAL = 2 ** -1022;

/** Source: sklearn.discriminant_analysis.LinearDiscriminantAnalysis */
const linearDiscriminant: Convert = (e, x, b): Fitted => {
  const scored = linearClassifier(e, x, b);
  const predict_proba = once(() => {
    const scores = scored.decision_function();
    return scored.isBinary ? bothClasses(b, b.sigmoid(scores)) : b.softmax(scores);
  });
  const solver = e.choice('solver', ['svd', 'lsqr', 'eigen']);
  return {
    ...scored,
    predict_proba,
    predict_log_proba: () => b.log(b.where(b.equal(predict_proba(), 0), SMALLEST_NORMAL, predict_proba())),
    ...(solver === 'lsqr' ? {} : { transform: () => projection(e, x, b, solver === 'svd') }),
  };
};

function projection(e: Estimator, x: Table, b: Build, centres: boolean): Table {
  const scalings = e.matrix('scalings_');
  const [rows = 0, all = 0] = scalings.shape;
  const count = Math.min(all, e.number('_max_components'));
  const first = matrixOf(rows, count, (i, j) => scalings.data[i * all + j]!);
  const centred = centres ? b.sub(x.matrix(), b.floats(e.vector('xbar_'))) : x.matrix();
  return Table.of(b, b.matmul(centred, b.constant(first)), count);
}

/** Source: sklearn.discriminant_analysis.QuadraticDiscriminantAnalysis */
const quadraticDiscriminant: Convert = (e, x, b): Fitted => {
  const classes = e.labels();
  const scores = once(() => quadraticScores(e, x, b));
  const shifted = once(() => b.sub(scores(), b.reduceMax(scores())));
  return {
    classes,
    decision_function: () => (classes.shape[0] === 2 ? difference(b, scores()) : scores()),
    predict: () => predictLargest(b, classes, scores()),
    predict_proba: () => b.softmax(scores()),
    // Before 1.6 it is the logarithm of the probabilities, however small these are.
    ...(e.savedBy(1, 6, true) ? { predict_log_proba: () => b.sub(shifted(), b.log(b.sum(b.exp(shifted())))) } : {}),
  };
};

/** Log posterior of each class, up to what they share. */
function quadraticScores(e: Estimator, x: Table, b: Build): Value {
  const means = e.matrix('means_');
  const width = means.shape[1]!;
  const rotations = e.parts('rotations_').map(({ value, path }) => numbersOf(value, path));
  const scalings = e.parts('scalings_').map(({ value, path }) => numbersOf(value, path).data);
  const columns = rotations.map((rotation, k) => {
    const rank = rotation.shape[1]!;
    const scaled = matrixOf(width, rank, (i, j) => rotation.data[i * rank + j]! * scalings[k]![j]! ** -0.5);
    const deviation = b.sub(x.matrix(), b.floats(means.data.subarray(k * width, (k + 1) * width)));
    return b.sum(b.square(b.matmul(deviation, b.constant(scaled))));
  });
  const logs = scalings.map((list) => list.reduce((sum, scaling) => sum + Math.log(scaling), 0));
  return b.add(b.mul(b.add(b.concat(columns), b.floats(logs)), -0.5), b.floats(e.vector('priors_').map(Math.log)));
}

export const discriminantAnalysis: Entries = {
  'discriminant_analysis.LinearDiscriminantAnalysis': linearDiscriminant,
  'discriminant_analysis.QuadraticDiscriminantAnalysis': quadraticDiscriminant,
};
