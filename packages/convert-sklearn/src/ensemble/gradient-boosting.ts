import { isKind } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { type Fitted, once, predictLargest, roundedRows, Table, takeLabels, treeEnsemble } from '../build/index.js';
import type { Convert, Scope } from '../build/scope.js';
import { bothClasses } from '../linear_model/index.js';
import type { Estimator } from '../read/estimator.js';
import { treeOf } from '../tree/index.js';

/** Probabilities that a start may have: numpy.finfo(...).eps of float64, and of float32 in the losses before 1.4. */
const EPSILON = 2 ** -52;
const FORMER_EPSILON = 2 ** -23;

/**
 * The start plus the rate times each tree, shape [rows, trees of a stage].
 * Source: sklearn.ensemble._gb.BaseGradientBoosting._raw_predict
 */
function rawPredictions(e: Estimator, x: Table, b: Build, scope: Scope): Value {
  const rows = roundedRows(b, x.matrix());
  const rate = e.number('learning_rate');
  const width = stageWidth(e);
  const members = e.parts('estimators_').map((part, i) => {
    const { nodes, values } = treeOf(scope.read(part));
    return { nodes, target: i % width, weights: values.map((value) => value * rate) };
  });
  const sums = treeEnsemble(b, rows, members, width);
  const start = startOf(e, Table.of(b, rows, x.width), b, scope);
  return start ? b.add(sums, start) : sums;
}

/** Trees of one stage: the columns of `estimators_`. */
function stageWidth(e: Estimator): number {
  const stages = e.value('estimators_');
  return (isKind(stages, 'ndarray') ? stages.shape[1] : 1) ?? 1;
}

/** What the boosting starts from: nothing, or an estimator's prediction through the link of the loss. */
function startOf(e: Estimator, x: Table, b: Build, scope: Scope): Value | undefined {
  if (e.text('init_') === 'zero') return undefined;
  const start = startingModel(e, x, b, scope);
  if (!e.name.endsWith('Classifier')) return b.unsqueeze(b.toFloat(start.predict!()), 1);
  const probability = start.predict_proba?.();
  if (!probability || Array.isArray(probability)) throw e.refuse('a start without probabilities');
  const former = e.raw('_loss');
  const isFormer =
    isKind(former, 'object') && isKind(former.func, 'global') && former.func.module.includes('_gb_losses');
  const epsilon = isFormer ? FORMER_EPSILON : EPSILON;
  const clipped = b.clip(b.toFloat(probability), epsilon, 1 - epsilon);
  if (stageWidth(e) > 1) {
    const logs = b.log(clipped);
    return isFormer ? logs : b.sub(logs, b.mean(logs));
  }
  const second = b.slice(clipped, 1, 2);
  const logit = b.log(b.div(second, b.sub(1, second)));
  return isExponential(e) ? b.mul(logit, 0.5) : logit;
}

/**
 * Boosting hands float32 rows to its start, also when it is fitted: a linear one then computes in float32, one of trees (and a dummy)
 * does not.
 */
function startingModel(e: Estimator, x: Table, b: Build, scope: Scope): Fitted {
  const part = e.part('init_');
  const inner = scope.read(part);
  if (inner.has('tree_') || /Dummy|Forest|ExtraTrees|GradientBoosting/.test(inner.name)) return scope.convert(part, x);
  const coef = inner.raw('coef_');
  if (isKind(coef, 'ndarray') && !e.name.endsWith('Classifier') && coef.shape.length === 1) {
    if (coef.dtype.itemsize !== 4) return scope.convert(part, x);
    scope.note({
      code: 'BRINE-SKLEARN-FLOAT32',
      message: `${inner.name} as the start of a boosting computes in float32; its last digit depends on the processor that scikit-learn runs on`,
      path: part.path,
    });
    return { predict: () => singleLinear(b, x.matrix(), inner.vector('coef_'), inner.number('intercept_')) };
  }
  throw inner.refuse(`${inner.name} as the start of a boosting, which computes it in float32`);
}

/**
 * Float32 products summed in four lanes, the lanes in pairs, then what is left over: one of the orders in which OpenBLAS adds
 * (sgemv, by processor).
 */
function singleLinear(b: Build, x: Value, coefficients: Float64Array, intercept: number): Value {
  const rounded = (value: Value): Value => b.cast(b.cast(value, 'float32'), b.float);
  const plus = (sum: Value | undefined, term: Value): Value => rounded(sum ? b.add(sum, term) : term);
  const term = (j: number): Value => b.mul(b.slice(x, j, j + 1), coefficients[j]!);
  const lanes: (Value | undefined)[] = [];
  const even = coefficients.length - (coefficients.length % 4);
  for (let j = 0; j < even; j++) lanes[j % 4] = plus(lanes[j % 4], term(j));
  let sum = lanes[0] && plus(plus(lanes[0], lanes[1]!), plus(lanes[2], lanes[3]!));
  for (let j = even; j < coefficients.length; j++) sum = plus(sum, term(j));
  return b.squeeze(plus(sum, b.scalar(intercept)), 1);
}

const isExponential = (e: Estimator): boolean =>
  e.choice('loss', ['log_loss', 'deviance', 'exponential']) === 'exponential';

/** Source: sklearn.ensemble._gb.GradientBoostingRegressor */
export const gradientBoostingRegressor: Convert = (e, x, b, scope) => ({
  predict: () => b.squeeze(rawPredictions(e, x, b, scope), 1),
});

/** Source: sklearn.ensemble._gb.GradientBoostingClassifier */
export const gradientBoostingClassifier: Convert = (e, x, b, scope): Fitted => {
  const classes = e.labels();
  const isBinary = stageWidth(e) === 1;
  const decision_function = once(() => {
    const raw = rawPredictions(e, x, b, scope);
    return isBinary ? b.squeeze(raw, 1) : raw;
  });
  return {
    classes,
    decision_function,
    predict_proba() {
      const raw = decision_function();
      if (!isBinary) return b.softmax(raw);
      return bothClasses(b, b.sigmoid(isExponential(e) ? b.mul(raw, 2) : raw));
    },
    predict: () =>
      isBinary
        ? takeLabels(b, classes, b.cast(b.greaterOrEqual(decision_function(), 0), 'int64'))
        : predictLargest(b, classes, decision_function()),
  };
};
