import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { type Fitted, once, predictLargest } from '../build/fitted.js';
import type { Convert, Entry, Scope } from '../build/scope.js';
import type { Table } from '../build/table.js';
import { matrixOf } from '../math/linalg.js';
import type { Estimator } from '../read/estimator.js';
import { numbersOf } from '../read/numbers.js';

/** Each estimator on its own columns. */
function children(e: Estimator, x: Table, scope: Scope): Fitted[] {
  const features = e.parts('estimators_features_').map(({ value, path }) => Array.from(numbersOf(value, path).data));
  return e.parts('estimators_').map((part, i) => {
    const subset = features[i]!;
    const isWhole = subset.length === x.width && subset.every((feature, j) => feature === j);
    return scope.convert(part, isWhole ? x : x.select(subset));
  });
}

/** Added up in order, then divided. */
export function meanOf(b: Build, values: readonly Value[]): Value {
  return b.div(
    values.reduce((sum, value) => b.add(sum, value)),
    values.length,
  );
}

/** Source: sklearn.ensemble._bagging.BaggingRegressor.predict */
export const baggingRegressor: Convert = (e, x, b, scope) => {
  const fitted = children(e, x, scope);
  return {
    predict: () =>
      meanOf(
        b,
        fitted.map((child) => b.toFloat(child.predict!())),
      ),
  };
};

/** Source: sklearn.ensemble._bagging.BaggingClassifier */
export const baggingClassifier: Convert = (e, x, b, scope): Fitted => {
  const classes = e.labels();
  const count = classes.shape[0]!;
  const fitted = children(e, x, scope);
  const predict_proba = once(() =>
    meanOf(
      b,
      fitted.map((child) => spread(b, child, count)),
    ),
  );
  const decisions = fitted.map((child) => child.decision_function);
  return {
    classes,
    predict_proba,
    predict: () => predictLargest(b, classes, predict_proba()),
    ...(decisions.every((decision) => decision !== undefined)
      ? {
          decision_function: () =>
            meanOf(
              b,
              decisions.map((decision) => decision()),
            ),
        }
      : {}),
  };
};

/** An estimator's probabilities, or its vote, as columns of all classes; its own classes are their positions. */
function spread(b: Build, child: Fitted, count: number): Value {
  const probability = child.predict_proba?.();
  if (!probability || Array.isArray(probability)) {
    return b.toFloat(
      b.equal(b.unsqueeze(b.cast(child.predict!(), 'int64'), 1), b.ints(Array.from({ length: count }, (_, i) => i))),
    );
  }
  const own =
    child.classes && 'dtype' in child.classes ? Array.from(child.classes.data as ArrayLike<number>, Number) : [];
  if (own.length === count) return probability;
  return b.matmul(probability, b.constant(matrixOf(own.length, count, (i, j) => (own[i] === j ? 1 : 0))));
}

/** All columns go to estimators that may be pipelines; what they take is what the first takes, when each has them all. */
export const baggingInput: NonNullable<Entry['input']> = (e, scope) => {
  const [first] = e.parts('estimators_');
  const own = first ? scope.input(first) : {};
  const width = e.has('n_features_in_') ? e.number('n_features_in_') : own.width;
  return own.width === width ? own : width === undefined ? {} : { width };
};
