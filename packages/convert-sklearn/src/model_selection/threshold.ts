import type { DenseTensor } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { type Fitted, inputOf, once, takeLabels } from '../build/index.js';
import type { Entry } from '../build/scope.js';
import { attributePart, type Estimator, labelsOf } from '../read/index.js';

const childName = (e: Estimator): string => (e.has('estimator_') ? 'estimator_' : 'estimator');

/**
 * A binary classifier with a threshold of its own on its score.
 * Source: sklearn.model_selection._classification_threshold
 */
export const thresholdClassifier: Entry = {
  input: (e, scope) => inputOf(e, scope, childName(e)),
  convert(e, x, b, scope): Fitted {
    const child = scope.convert(e.part(childName(e)), x);
    const { classes } = child;
    if (!classes || !('dtype' in classes) || classes.shape[0] !== 2)
      throw e.refuse('a threshold for anything but two classes');
    return {
      ...(child.predict_proba ? { predict_proba: child.predict_proba } : {}),
      ...(child.predict_log_proba ? { predict_log_proba: child.predict_log_proba } : {}),
      ...(child.decision_function ? { decision_function: child.decision_function } : {}),
      classes,
      predict: once(() => {
        const positive = positiveClass(e, classes);
        const { score, isProbability } = positiveScore(e, b, child, positive);
        const isAbove = b.cast(b.greaterOrEqual(score, thresholdOf(e, isProbability)), 'int64');
        return takeLabels(b, classes, positive === 1 ? isAbove : b.sub(1, isAbove));
      }),
    };
  },
};

function thresholdOf(e: Estimator, isProbability: boolean): number {
  if (e.has('best_threshold_')) return e.number('best_threshold_');
  return e.text('threshold') === 'auto' ? (isProbability ? 0.5 : 0) : e.number('threshold');
}

/** Position of the class that is predicted above the threshold: `pos_label`, of the scorer when it was tuned, else the second. */
function positiveClass(e: Estimator, classes: DenseTensor): number {
  let label = e.has('pos_label') ? e.part('pos_label') : undefined;
  if (e.has('_curve_scorer')) {
    const kwargs = attributePart(e.part('_curve_scorer'), '_kwargs');
    label = kwargs && attributePart(e.part('_curve_scorer'), 'pos_label');
  }
  if (!label || label.value === null) return 1;
  const wanted = labelsOf({ kind: 'list', items: [label.value] }, label.path).data[0];
  const found = Array.from(classes.data as ArrayLike<unknown>).findIndex((item) => String(item) === String(wanted));
  if (found < 0) throw e.refuse('a positive label that is none of the classes');
  return found;
}

/** The score of the positive class. Source: sklearn.utils._response._get_response_values_binary */
function positiveScore(
  e: Estimator,
  b: Build,
  child: Fitted,
  positive: number,
): { score: Value; isProbability: boolean } {
  const method = e.text('response_method') ?? 'auto';
  const wants = (name: string): boolean => method === 'auto' || method === name;
  const probability = wants('predict_proba') ? child.predict_proba?.() : undefined;
  if (probability && !Array.isArray(probability)) {
    return { score: b.squeeze(b.slice(probability, positive, positive + 1), 1), isProbability: true };
  }
  const decision = wants('decision_function') ? child.decision_function?.() : undefined;
  if (!decision) throw e.refuse(`an estimator without ${method}`);
  return { score: positive === 0 ? b.neg(decision) : decision, isProbability: false };
}
