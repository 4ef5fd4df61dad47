/** The estimators of XGBoost, whose model is a document inside the booster. */

import type { DenseTensor } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { type Fitted, once, predictLargest, predictPositive } from '../build/index.js';
import type { Convert, Entries, Entry, InputSpec } from '../build/scope.js';
import type { Table } from '../build/table.js';
import { bothClasses } from '../linear_model/index.js';
import { attributePart, type Estimator, labelsOf, numberOf } from '../read/index.js';
import { modelOf } from './booster.js';
import { margins } from './margins.js';
import { type Objective, OBJECTIVES, softmax } from './objectives.js';

const BOOSTER = '_Booster';

function objectiveOf(e: Estimator): Objective {
  if (e.has('objective') && e.text('objective') === undefined)
    throw e.refuse('an objective that is a function of your own');
  const { objective: name } = modelOf(e.part(BOOSTER));
  const objective = Object.hasOwn(OBJECTIVES, name) ? OBJECTIVES[name] : undefined;
  if (!objective) throw e.refuse(`the objective ${name}`, `Known are ${Object.keys(OBJECTIVES).join(', ')}.`);
  return objective;
}

/**
 * Iterations that a prediction takes: up to the best of early stopping. Until 2.0 the booster's Python object says which, since then
 * only the model. Source: xgboost.sklearn.XGBModel._get_iteration_range
 */
function iterationsOf(e: Estimator): number {
  const booster = e.part(BOOSTER);
  const best = numberOf(attributePart(booster, 'best_iteration')?.value) ?? modelOf(booster).bestIteration;
  return best === undefined ? Infinity : best + 1;
}

/** Shape [rows, outputs] of float32. */
function marginsOf(e: Estimator, x: Table, b: Build): Value {
  const s = b.inSingle();
  const model = modelOf(e.part(BOOSTER));
  const { margin } = objectiveOf(e);
  const base = Float32Array.from({ length: model.outputs }, (_, i) =>
    margin(model.baseScore[i] ?? model.baseScore[0]!),
  );
  return margins(s, rowsOf(e, x, s), model, base, iterationsOf(e));
}

/** float32, NaN where a value is missing. */
function rowsOf(e: Estimator, x: Table, s: Build): Value {
  const rows = s.cast(x.matrix(), 'float32');
  const missing = e.number('missing', NaN);
  return Number.isNaN(missing) ? rows : s.where(s.equal(rows, missing), NaN, rows);
}

/** Names are those of the columns that it was fitted on. */
function input(e: Estimator): InputSpec {
  const { features, names } = modelOf(e.part(BOOSTER));
  return { width: features, ...(names.length > 0 ? { names } : {}) };
}

const withoutOne = (b: Build, scores: Value): Value => (scores.shape?.at(-1) === 1 ? b.squeeze(scores, 1) : scores);

const single: Convert = (e, x, b) => ({
  predict: () => withoutOne(b, b.toFloat(objectiveOf(e).predict(b.inSingle(), marginsOf(e, x, b)))),
});

/** Labels are positions, unless the encoder of 1.5 and before is there. */
function classesOf(e: Estimator, outputs: number): DenseTensor {
  const encoder = e.has('_le') ? attributePart(e.part('_le'), 'classes_') : undefined;
  if (encoder) return labelsOf(encoder.value, encoder.path);
  const count = e.number('n_classes_', Math.max(2, outputs));
  return { dtype: 'int64', shape: [count], data: BigInt64Array.from({ length: count }, (_, i) => BigInt(i)) };
}

/** Source: xgboost.sklearn.XGBClassifier */
const classifier: Convert = (e, x, b): Fitted => {
  const s = b.inSingle();
  const { objective: name, outputs } = modelOf(e.part(BOOSTER));
  const classes = classesOf(e, outputs);
  const raw = once(() => marginsOf(e, x, b));
  const predicted = once(() => objectiveOf(e).predict(s, raw()));
  if (name.startsWith('multi:')) {
    return {
      classes,
      predict_proba: () => b.toFloat(softmax(s, raw())),
      predict: () => predictLargest(s, classes, name === 'multi:softmax' ? raw() : predicted()),
    };
  }
  // Several targets, each of two classes: probabilities of the second, and 1.0 or 0.0.
  if (outputs > 1) {
    return {
      predict_proba: () => b.toFloat(predicted()),
      predict: () => b.toFloat(s.greater(predicted(), 0.5)),
    };
  }
  const second = once(() => s.squeeze(predicted(), 1));
  return {
    classes,
    predict_proba: () => b.toFloat(bothClasses(s, second())),
    predict: () => predictPositive(s, classes, s.sub(second(), 0.5)),
  };
};

const entry = (convert: Convert): Entry => ({ input, convert });

export const xgboost: Entries = {
  'xgboost.XGBClassifier': entry(classifier),
  'xgboost.XGBModel': entry(single),
  'xgboost.XGBRanker': entry(single),
  'xgboost.XGBRegressor': entry(single),
  'xgboost.XGBRFClassifier': entry(classifier),
  'xgboost.XGBRFRegressor': entry(single),
};
