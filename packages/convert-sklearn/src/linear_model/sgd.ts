import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { once, takeLabels } from '../build/index.js';
import type { Convert } from '../build/scope.js';
import { linearClassifier, oneVsRestProbability, type Scored } from './linear-classifier.js';

/** Source: sklearn.linear_model._stochastic_gradient.SGDClassifier.predict_proba */
export const sgdClassifier: Convert = (e, x, b) => {
  const scored = linearClassifier(e, x, b);
  const loss = e.text('loss');
  if (loss === 'log_loss' || loss === 'log') return { ...scored, predict_proba: () => oneVsRestProbability(b, scored) };
  if (loss === 'modified_huber') return { ...scored, predict_proba: () => huberProbability(b, scored) };
  return scored;
};

/** `(clip(score, -1, 1) + 1) / 2`, normalised; rows of nothing but zeros are uniform. */
function huberProbability(b: Build, { isBinary, decision_function }: Scored): Value {
  const probability = b.div(b.add(b.clip(decision_function(), -1, 1), 1), 2);
  if (isBinary) {
    const column = b.unsqueeze(probability, 1);
    return b.concat([b.sub(1, column), column]);
  }
  const empty = b.equal(b.sum(probability), 0);
  const filled = b.where(empty, 1, probability);
  return b.div(filled, b.sum(filled));
}

/** Source: sklearn.linear_model._stochastic_gradient.SGDOneClassSVM */
export const sgdOneClassSvm: Convert = (e, x, b) => {
  const score_samples = once(() => b.matmul(x.matrix(), b.floats(e.vector('coef_'))));
  const decision_function = once(() => b.sub(score_samples(), b.floats(e.vector('offset_'))));
  return {
    score_samples,
    decision_function,
    predict: () => inlierLabels(b, decision_function()),
  };
};

/** 1 where the score is not negative, else -1: what every outlier detector predicts. */
export function inlierLabels(b: Build, score: Value): Value {
  const labels = { dtype: 'int64', shape: [2], data: BigInt64Array.of(-1n, 1n) } as const;
  return takeLabels(b, labels, b.cast(b.greaterOrEqual(score, 0), 'int64'));
}
