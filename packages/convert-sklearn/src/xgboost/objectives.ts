import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';

/** What an objective makes of margins, and of the base score. Source: XGBoost src/objective (PredTransform, ProbToMargin) */
export interface Objective {
  /** Shape [rows, outputs] to [rows, outputs], or [rows, 1] for the number of a class. */
  readonly predict: (s: Build, margins: Value) => Value;
  /** Of one number, in float32. */
  readonly margin: (score: number) => number;
}

/** As C's expf, whose result is the nearest float32 but for rare last bits. */
export function expf(s: Build, a: Value): Value {
  const d = s.inDouble();
  return s.cast(d.exp(d.cast(a, 'float64')), 'float32');
}

/** Source: XGBoost common::Sigmoid */
function sigmoid(s: Build, a: Value): Value {
  return s.div(1, s.add(s.add(expf(s, s.min(s.neg(a), 88.7)), 1), 1e-16));
}

/** Divided by a sum in double that was rounded. Source: XGBoost common::Softmax */
export function softmax(s: Build, margins: Value): Value {
  const d = s.inDouble();
  const powers = expf(s, s.sub(margins, s.reduceMax(margins)));
  return s.div(powers, s.cast(d.sum(d.cast(powers, 'float64')), 'float32'));
}

const same = (score: number): number => score;
const logit = (score: number): number => -Math.fround(Math.log(Math.fround(Math.fround(1 / score) - 1)));

const identity: Objective = { predict: (_s, margins) => margins, margin: same };
const logistic: Objective = { predict: sigmoid, margin: logit };
const exponential: Objective = { predict: expf, margin: Math.log };

export const OBJECTIVES: Readonly<Record<string, Objective>> = {
  'binary:hinge': { predict: (s, margins) => s.cast(s.greater(margins, 0), 'float32'), margin: same },
  'binary:logistic': logistic,
  'binary:logitraw': identity,
  'count:poisson': exponential,
  'multi:softmax': { predict: (s, margins) => s.cast(s.unsqueeze(s.argmax(margins), 1), 'float32'), margin: same },
  'multi:softprob': { predict: softmax, margin: same },
  'rank:map': identity,
  'rank:ndcg': identity,
  'rank:pairwise': identity,
  'reg:absoluteerror': identity,
  'reg:gamma': exponential,
  'reg:linear': identity,
  'reg:logistic': logistic,
  'reg:pseudohubererror': identity,
  'reg:quantileerror': identity,
  'reg:squarederror': identity,
  'reg:squaredlogerror': identity,
  'reg:tweedie': exponential,
  'survival:aft': exponential,
  'survival:cox': exponential,
};
