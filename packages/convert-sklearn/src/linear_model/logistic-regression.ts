import type { Convert } from '../build/scope.js';
import type { Estimator } from '../read/estimator.js';
import { linearClassifier, oneVsRestProbability } from './linear-classifier.js';

/** Source: sklearn.linear_model._logistic.LogisticRegression.predict_proba */
export const logisticRegression: Convert = (e, x, b) => {
  const scored = linearClassifier(e, x, b);
  return {
    ...scored,
    predict_proba() {
      if (isOneVsRest(e, scored.classes.shape[0]!)) return oneVsRestProbability(b, scored);
      const scores = scored.decision_function();
      if (!scored.isBinary) return b.softmax(scores);
      const column = b.unsqueeze(scores, 1);
      return b.softmax(b.concat([b.neg(column), column]));
    },
  };
};

/** Whether each class was fitted against the rest: the parameter `multi_class` until 1.7, since then whenever there are two. */
function isOneVsRest(e: Estimator, classes: number): boolean {
  switch (e.choice('multi_class', ['ovr', 'warn', 'multinomial', 'auto', 'deprecated'], 'auto')) {
    case 'ovr':
    case 'warn':
      return true;
    case 'multinomial':
      return false;
  }
  if (classes <= 2 || e.text('solver') === 'liblinear') return true;
  return e.text('solver') === 'newton-cholesky' && !e.savedBy(1, 6, true);
}
