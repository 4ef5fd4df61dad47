import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { type Fitted, once, predictLargest } from '../build/index.js';
import type { Convert, Entry, Scope } from '../build/scope.js';
import type { Table } from '../build/table.js';
import { matrixOf } from '../math/index.js';
import type { Estimator } from '../read/estimator.js';
import { numbersOf, unsupported } from '../read/index.js';

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
  const logarithms = fitted.map((child) => child.predict_log_proba);
  return {
    classes,
    predict_proba,
    // Estimators with logarithms of their own keep what is too small for a probability.
    ...(logarithms.every((logarithm) => logarithm !== undefined)
      ? {
          predict_log_proba: () =>
            logMean(
              b,
              fitted.map((child) => spreadLog(b, child, count)),
            ),
        }
      : {}),
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
  const own = ownClasses(child);
  if (own.length === count) return probability;
  return b.matmul(probability, b.constant(matrixOf(own.length, count, (i, j) => (own[i] === j ? 1 : 0))));
}

/** Positions, among all, of the classes that an estimator was fitted on. */
function ownClasses(child: Fitted): number[] {
  return child.classes && 'dtype' in child.classes ? Array.from(child.classes.data as ArrayLike<number>, Number) : [];
}

/** An estimator's log probabilities as columns of all classes, minus infinity for those that it does not know. */
function spreadLog(b: Build, child: Fitted, count: number): Value {
  const logs = child.predict_log_proba!();
  if (Array.isArray(logs)) throw unsupported('a bagging of estimators with several targets');
  const own = ownClasses(child);
  if (own.length === count) return logs;
  const none = b.where(b.less(b.slice(logs, 0, 1), Infinity), b.scalar(-Infinity), b.scalar(-Infinity));
  const source = Array.from({ length: count }, (_, k) => (own.includes(k) ? own.indexOf(k) : own.length));
  return b.gather(b.concat([logs, none]), source);
}

/** The logarithm of a mean of probabilities given by their logarithms. */
function logMean(b: Build, logs: readonly Value[]): Value {
  const most = b.max(
    logs.reduce((largest, next) => b.max(largest, next)),
    -Number.MAX_VALUE,
  );
  const sum = logs.map((log) => b.exp(b.sub(log, most))).reduce((total, term) => b.add(total, term));
  return b.sub(b.add(b.log(sum), most), Math.log(logs.length));
}

/** All columns go to estimators that may be pipelines; what they take is what the first takes, when each has them all. */
export const baggingInput: NonNullable<Entry['input']> = (e, scope) => {
  const [first] = e.parts('estimators_');
  const own = first ? scope.input(first) : {};
  const width = e.has('n_features_in_') ? e.number('n_features_in_') : own.width;
  return own.width === width ? own : width === undefined ? {} : { width };
};
