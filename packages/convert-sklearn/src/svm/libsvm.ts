import type { DenseTensor } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { type Fitted, once, predictLargest, takeLabels } from '../build/index.js';
import type { Convert, Entries } from '../build/scope.js';
import type { Table } from '../build/table.js';
import { KERNELS } from '../math/index.js';
import { malformed, numberOf, type Numbers } from '../read/index.js';
import type { Estimator } from '../read/estimator.js';
import { coupledProbabilities } from './coupling.js';

/** The kernel between rows and support vectors: shape [rows, vectors]. */
function kernelOf(e: Estimator, x: Table, b: Build): Value {
  const kernel = e.choice('kernel', ['linear', 'poly', 'rbf', 'sigmoid', 'precomputed']);
  // Rows of a precomputed kernel have a column for each training row.
  if (kernel === 'precomputed') return b.gather(x.matrix(), Array.from(e.vector('support_')));
  const gamma = numberOf(e.raw('_gamma')) ?? e.number('gamma', 1);
  return KERNELS[kernel](b, x.matrix(), e.matrix('support_vectors_'), {
    gamma,
    degree: e.number('degree', 3),
    coef0: e.number('coef0', 0),
  });
}

/** What libsvm computes with: signs as it learnt them, not as scikit-learn shows them. */
const dualOf = (e: Estimator): Numbers => e.matrix('_dual_coef_');
const interceptOf = (e: Estimator): Float64Array => e.vector('_intercept_');

/** Source: sklearn.svm._base.BaseLibSVM.predict */
const regressor: Convert = (e, x, b) => ({
  predict: () => b.squeeze(b.linear(kernelOf(e, x, b), dualOf(e), interceptOf(e)), 1),
});

/** Source: sklearn.svm._classes.OneClassSVM */
const oneClass: Convert = (e, x, b) => {
  const decision_function = once(() => b.squeeze(b.linear(kernelOf(e, x, b), dualOf(e), interceptOf(e)), 1));
  const labels = { dtype: 'int64', shape: [2], data: BigInt64Array.of(-1n, 1n) } as const;
  return {
    decision_function,
    score_samples: () => b.add(decision_function(), b.floats(e.vector('offset_'))),
    predict: () => takeLabels(b, labels, b.cast(b.greater(decision_function(), 0), 'int64')),
  };
};

/**
 * A decision for every pair of classes; the class with most votes, the first of equal ones, is predicted.
 * Source: sklearn.svm._base.BaseSVC, libsvm svm_predict_values
 */
const classifier: Convert = (e, x, b): Fitted => {
  const classes = e.labels();
  const count = classes.shape[0]!;
  const pairs = pairsOf(count);
  const decisions = once(() => b.linear(kernelOf(e, x, b), pairWeights(e, count, pairs), interceptOf(e)));
  const shaped = once(() => {
    if (count === 2) return b.squeeze(b.neg(decisions()), 1);
    return e.text('decision_function_shape') === 'ovr' ? oneVsRest(b, decisions(), pairs, count) : decisions();
  });
  const breaksTies = e.flag('break_ties', false) && e.text('decision_function_shape') === 'ovr' && count > 2;
  return {
    classes,
    decision_function: shaped,
    predict: () => (breaksTies ? predictLargest(b, classes, shaped()) : mostVotes(b, classes, decisions(), pairs)),
    ...(hasProbabilities(e) ? { predict_proba: once(() => coupledProbabilities(e, b, decisions(), count)) } : {}),
  };
};

function hasProbabilities(e: Estimator): boolean {
  return ['_probA', 'probA_'].some((name) => e.has(name) && e.vector(name).length > 0);
}

type Pair = readonly [first: number, second: number];

function pairsOf(count: number): Pair[] {
  return Array.from({ length: count }, (_, i) =>
    Array.from({ length: count - i - 1 }, (_, j): Pair => [i, i + 1 + j]),
  ).flat();
}

/** The weight of each support vector in each pair's decision: a row a pair. The vectors lie class by class. */
function pairWeights(e: Estimator, count: number, pairs: readonly Pair[]): Numbers {
  const dual = dualOf(e);
  const vectors = dual.shape[1]!;
  const starts = [0];
  for (const size of e.vector('_n_support')) starts.push(starts.at(-1)! + size);
  if (starts[count] !== vectors) throw malformed('support vectors that belong to no class', e.at('_n_support'));
  const data = new Float64Array(pairs.length * vectors);
  pairs.forEach(([i, j], p) => {
    for (let k = starts[i]!; k < starts[i + 1]!; k++) data[p * vectors + k] = dual.data[(j - 1) * vectors + k]!;
    for (let k = starts[j]!; k < starts[j + 1]!; k++) data[p * vectors + k] = dual.data[i * vectors + k]!;
  });
  return { shape: [pairs.length, vectors], data };
}

/** 1 where the entry's class is the pair's first or second: shape [pairs, classes]. */
function membership(pairs: readonly Pair[], count: number, sides: readonly [first: number, second: number]): Numbers {
  const data = new Float64Array(pairs.length * count);
  pairs.forEach(([i, j], p) => {
    data[p * count + i] = sides[0];
    data[p * count + j] = sides[1];
  });
  return { shape: [pairs.length, count], data };
}

function votesOf(b: Build, firstWins: Value, pairs: readonly Pair[], count: number): Value {
  const wins = b.toFloat(firstWins);
  const firsts = b.matmul(wins, b.constant(membership(pairs, count, [1, 0])));
  return b.add(firsts, b.matmul(b.sub(1, wins), b.constant(membership(pairs, count, [0, 1]))));
}

function mostVotes(b: Build, classes: DenseTensor, decisions: Value, pairs: readonly Pair[]): Value {
  return predictLargest(b, classes, votesOf(b, b.greater(decisions, 0), pairs, classes.shape[0]!));
}

/**
 * Votes, and sums of decisions pressed into less than a vote. Source: sklearn.utils.multiclass._ovr_decision_function
 *
 * @param decisions - of each pair, positive for its first class
 * @param firstWins - by default where the decision is not negative
 */
export function oneVsRest(
  b: Build,
  decisions: Value,
  pairs: readonly Pair[],
  count: number,
  firstWins: Value = b.not(b.less(decisions, 0)),
): Value {
  const votes = votesOf(b, firstWins, pairs, count);
  const sums = b.matmul(decisions, b.constant(membership(pairs, count, [1, -1])));
  return b.add(votes, b.div(sums, b.mul(b.add(b.abs(sums), 1), 3)));
}

export const libsvm: Entries = {
  'svm.NuSVC': classifier,
  'svm.NuSVR': regressor,
  'svm.OneClassSVM': oneClass,
  'svm.SVC': classifier,
  'svm.SVR': regressor,
};
