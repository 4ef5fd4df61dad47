import type { DenseTensor } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { type Fitted, once, predictLargest, predictPositive } from '../build/index.js';
import type { Convert } from '../build/scope.js';
import type { Table } from '../build/table.js';
import type { Estimator } from '../read/estimator.js';
import { linearScores } from './linear.js';

/**
 * A linear classifier: one score where there are two classes, else one a class.
 * Source: sklearn.linear_model._base.LinearClassifierMixin
 */
export function linearClassifier(e: Estimator, x: Table, b: Build, classes: DenseTensor = e.labels()): Scored {
  const isBinary = (e.numbers('coef_').shape.length < 2 ? 1 : e.matrix('coef_').shape[0]) === 1;
  const scores = once(() => linearScores(e, x, b));
  const decision = once(() => (isBinary && e.numbers('coef_').shape.length === 2 ? b.squeeze(scores(), 1) : scores()));
  return {
    classes,
    isBinary,
    decision_function: decision,
    predict: () => (isBinary ? predictPositive(b, classes, decision()) : predictLargest(b, classes, decision())),
  };
}

export interface Scored extends Fitted {
  readonly classes: DenseTensor;
  readonly isBinary: boolean;
  decision_function(): Value;
}

/** LinearSVC, Perceptron, PassiveAggressiveClassifier: scores without probabilities. */
export const scoringClassifier: Convert = (e, x, b) => linearClassifier(e, x, b);

/**
 * Probabilities of one-vs-rest scores: the logistic function of each, normalised over the classes.
 * Source: sklearn.linear_model._base.LinearClassifierMixin._predict_proba_lr
 */
export function oneVsRestProbability(b: Build, { isBinary, decision_function }: Scored): Value {
  const probability = b.sigmoid(decision_function());
  return isBinary ? bothClasses(b, probability) : b.div(probability, b.sum(probability));
}

/** `[1 - p, p]` of the second class's probability, shape [rows] to [rows, 2]. */
export function bothClasses(b: Build, second: Value): Value {
  const column = b.unsqueeze(second, 1);
  return b.concat([b.sub(1, column), column]);
}

/** The second of two scores less the first. */
export function difference(b: Build, scores: Value): Value {
  return b.squeeze(b.sub(b.slice(scores, 1, 2), b.slice(scores, 0, 1)), 1);
}
