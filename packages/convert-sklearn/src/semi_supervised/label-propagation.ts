import type { Value } from '@brine/graph';
import { delegate, type Fitted, once, predictLargest } from '../build/index.js';
import type { Convert, Entries } from '../build/scope.js';
import { KERNELS } from '../math/index.js';
import { nearestRows } from '../neighbors/index.js';

/** Label distributions of the training rows, weighted by nearness. Source: sklearn.semi_supervised._label_propagation */
const labelPropagation: Convert = (e, x, b, scope): Fitted => {
  const classes = e.labels();
  const predict_proba = once(() => {
    const distributions = e.matrix('label_distributions_');
    const kernel = e.choice('kernel', ['rbf', 'knn']);
    let weighted: Value;
    if (kernel === 'rbf') {
      const similarity = KERNELS.rbf(b, x.matrix(), e.matrix('X_'), { gamma: e.number('gamma'), degree: 0, coef0: 0 });
      weighted = b.matmul(similarity, b.constant(distributions));
    } else {
      const { indices } = nearestRows(scope.read(e.part('nn_fit')), x, b, e.number('n_neighbors'));
      weighted = b.sum(b.gather(b.constant(distributions), indices, 0), 1, false);
    }
    return b.div(weighted, b.sum(weighted));
  });
  return { classes, predict_proba, predict: () => predictLargest(b, classes, predict_proba()) };
};

export const semiSupervised: Entries = {
  'semi_supervised.LabelPropagation': labelPropagation,
  'semi_supervised.LabelSpreading': labelPropagation,
  'semi_supervised.SelfTrainingClassifier': delegate('estimator_'),
};
