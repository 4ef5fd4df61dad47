import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Convert } from '../build/scope.js';
import type { Table } from '../build/table.js';
import type { Estimator } from '../read/estimator.js';

/**
 * `X @ coef_.T + intercept_`: shape [rows] when `coef_` has one axis, else [rows, targets].
 * Source: sklearn.linear_model._base.LinearModel._decision_function
 */
export function linearScores(e: Estimator, x: Table, b: Build): Value {
  const coef = e.numbers('coef_');
  const flat = coef.shape.length < 2;
  const matrix = flat ? { shape: [1, coef.data.length], data: coef.data } : coef;
  const scores = b.linear(x.matrix(), matrix, e.has('intercept_') ? e.vector('intercept_') : undefined);
  return flat ? b.squeeze(scores, 1) : scores;
}

/** Every regressor that is linear in its features, however it was fitted. */
export const linearRegressor: Convert = (e, x, b) => ({ predict: () => linearScores(e, x, b) });
