import type { Convert } from '../build/scope.js';
import { fittedSupport, positions } from './select.js';

/** The estimator that was fitted on the columns that are left. Source: sklearn.feature_selection._rfe.RFE */
export const rfe: Convert = (e, x, _b, scope) => {
  const kept = x.select(positions(fittedSupport(e, scope)));
  const { predict, predict_proba, predict_log_proba, decision_function, classes } = scope.convert(
    e.part('estimator_'),
    kept,
  );
  return {
    ...(predict ? { predict } : {}),
    ...(predict_proba ? { predict_proba } : {}),
    ...(predict_log_proba ? { predict_log_proba } : {}),
    ...(decision_function ? { decision_function } : {}),
    ...(classes ? { classes } : {}),
    transform: () => kept,
  };
};
