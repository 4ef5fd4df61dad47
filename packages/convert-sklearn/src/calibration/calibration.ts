import type { Value } from '@brine/graph';
import type { DenseTensor } from '@brine/core';
import type { Build } from '../build/build.js';
import { type Fitted, mergedTypes, once, predictLargest } from '../build/index.js';
import type { Entries, Scope } from '../build/scope.js';
import type { Table } from '../build/table.js';
import { isotonicValues } from '../isotonic/index.js';
import type { Estimator, Part } from '../read/estimator.js';
import { defaultInput } from '../read/index.js';
import { matrixOf } from '../math/index.js';

/** One estimator with a calibrator for each class. Source: sklearn.calibration._CalibratedClassifier.predict_proba */
function calibrated(e: Estimator, part: Part, x: Table, b: Build, scope: Scope): Value {
  const pair = scope.read(part);
  const child = scope.convert(pair.part('estimator'), x);
  const all = pair.labels('classes');
  const count = all.shape[0]!;
  const responses = responseOf(e, b, child, count);
  const calibrators = pair.parts('calibrators').map((calibrator) => scope.read(calibrator));
  const first = calibrators[0];
  if (first?.name === '_TemperatureScaling') return temperature(first, b, responses, count);
  const columns = calibrators.map((calibrator, k) => calibrate(calibrator, b, b.slice(responses.scores, k, k + 1)));
  if (count === 2) return clipped(b, b.concat([b.sub(1, columns[0]!), columns[0]!]));
  const spread = b.matmul(b.concat(columns), b.constant(placement(child, all, columns.length)));
  const total = b.sum(spread);
  return clipped(b, b.where(b.equal(total, 0), 1 / count, b.div(spread, b.where(b.equal(total, 0), 1, total))));
}

interface Responses {
  /** Shape [rows, classes], or one column for two classes. */
  readonly scores: Value;
  readonly isProbability: boolean;
}

/** The decision function, else probabilities, of two classes the second's. */
function responseOf(e: Estimator, b: Build, child: Fitted, count: number): Responses {
  const decision = child.decision_function?.();
  if (decision)
    return { scores: decision.shape?.length === 1 ? b.unsqueeze(decision, 1) : decision, isProbability: false };
  const probability = child.predict_proba?.();
  if (!probability || Array.isArray(probability)) throw e.refuse('calibration of an estimator without scores');
  return { scores: count === 2 ? b.slice(probability, 1, 2) : probability, isProbability: true };
}

function calibrate(calibrator: Estimator, b: Build, score: Value): Value {
  if (calibrator.name === 'IsotonicRegression') return isotonicValues(calibrator, b, score);
  if (calibrator.name !== '_SigmoidCalibration') throw calibrator.refuse(`calibration by ${calibrator.name}`);
  return b.sigmoid(b.neg(b.add(b.mul(score, calibrator.number('a_')), calibrator.number('b_'))));
}

/** Source: sklearn.calibration._TemperatureScaling.predict, _convert_to_logits */
function temperature(calibrator: Estimator, b: Build, { scores, isProbability }: Responses, count: number): Value {
  const both = count > 2 ? scores : b.concat([isProbability ? b.sub(1, scores) : b.neg(scores), scores]);
  // scikit-learn looks at the numbers to tell probabilities from scores; scores that all happen to be shares are rare enough to be told by
  // the method alone.
  const logits = isProbability ? b.log(b.add(both, 1e-12)) : both;
  return b.softmax(b.mul(logits, calibrator.number('beta_')));
}

/** Where each of the estimator's own classes is among all. */
function placement(child: Fitted, all: DenseTensor, columns: number) {
  const own =
    child.classes && 'dtype' in child.classes ? Array.from(child.classes.data as ArrayLike<unknown>, String) : [];
  const names = Array.from(all.data as ArrayLike<unknown>, String);
  return matrixOf(columns, names.length, (i, j) => (own[i] === names[j] ? 1 : 0));
}

/** What rounding lifts just above 1. */
function clipped(b: Build, probability: Value): Value {
  return b.where(b.and(b.greater(probability, 1), b.lessOrEqual(probability, 1 + 1e-5)), 1, probability);
}

/** The mean over the estimators. Source: sklearn.calibration.CalibratedClassifierCV.predict_proba */
export const calibration: Entries = {
  'calibration.CalibratedClassifierCV': {
    input(e, scope) {
      const specs = e.parts('calibrated_classifiers_').map((part) => scope.input(scope.read(part).part('estimator')));
      return { ...specs[0], ...mergedTypes(specs), ...defaultInput(e) };
    },
    convert(e, x, b, scope): Fitted {
      const classes = e.labels();
      const parts = e.parts('calibrated_classifiers_');
      const values = parts.map((part) => calibrated(e, part, x, b, scope));
      const predict_proba = once(() =>
        b.div(
          values.reduce((sum, value) => b.add(sum, value)),
          values.length,
        ),
      );
      return { classes, predict_proba, predict: () => predictLargest(b, classes, predict_proba()) };
    },
  },
};
