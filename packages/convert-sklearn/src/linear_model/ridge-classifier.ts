import { once } from '../build/index.js';
import type { Convert } from '../build/scope.js';
import { labelsOf } from '../read/index.js';
import { linearScores } from './linear.js';
import { linearClassifier } from './linear-classifier.js';

/**
 * A ridge regression on labels coded -1 and 1; several labels a row are predicted each by itself.
 * Source: sklearn.linear_model._ridge._RidgeClassifierMixin
 */
export const ridgeClassifier: Convert = (e, x, b, scope) => {
  const binarizer = scope.read(e.part('_label_binarizer'));
  const classes = labelsOf(binarizer.value('classes_'), binarizer.at('classes_'));
  if (!binarizer.text('y_type_')?.startsWith('multilabel')) return linearClassifier(e, x, b, classes);
  const scores = once(() => linearScores(e, x, b));
  return { decision_function: scores, predict: () => b.cast(b.greater(scores(), 0), 'int64') };
};
