import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { type Fitted, once, predictLargest, predictPositive } from '../build/index.js';
import type { Convert } from '../build/scope.js';
import { difference } from '../linear_model/index.js';
import type { Estimator } from '../read/estimator.js';

const EPSILON = 2 ** -52;

/** Source: sklearn.ensemble._weight_boosting.AdaBoostClassifier */
export const adaBoostClassifier: Convert = (e, x, b, scope): Fitted => {
  const classes = e.labels();
  const count = classes.shape[0]!;
  const weights = e.vector('estimator_weights_');
  const children = e.parts('estimators_').map((part) => scope.convert(part, x));
  if (count === 1) throw e.refuse('AdaBoostClassifier of a single class');
  const decision_function = once(() => {
    const labels = b.unsqueeze(b.tensor(classes), 0);
    const votes = children.map((child, i) => {
      if (e.text('algorithm') === 'SAMME.R') return logOdds(e, b, child, count);
      const hit = b.equal(b.unsqueeze(child.predict!(), 1), labels);
      const miss = e.savedBy(1, 4, true) ? (-1 / (count - 1)) * weights[i]! : 0;
      return b.where(hit, weights[i]!, b.scalar(miss));
    });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const mean = b.div(
      votes.reduce((sum, vote) => b.add(sum, vote)),
      total,
    );
    return count === 2 ? difference(b, mean) : mean;
  });
  return {
    classes,
    decision_function,
    predict: () =>
      count === 2 ? predictPositive(b, classes, decision_function()) : predictLargest(b, classes, decision_function()),
    predict_proba() {
      const scores = decision_function();
      if (count > 2) return b.softmax(b.div(scores, count - 1));
      const column = b.unsqueeze(scores, 1);
      return b.softmax(b.div(b.concat([b.neg(column), column]), 2));
    },
  };
};

/** SAMME.R, until 1.5: log probabilities less their mean. Source: sklearn.ensemble._weight_boosting._samme_proba */
function logOdds(e: Estimator, b: Build, child: Fitted, count: number): Value {
  const probability = child.predict_proba?.();
  if (!probability || Array.isArray(probability)) throw e.refuse('SAMME.R of an estimator without probabilities');
  const logs = b.log(b.max(probability, EPSILON));
  return b.mul(b.sub(logs, b.mul(b.sum(logs), 1 / count)), count - 1);
}

/**
 * The median of the predictions, by the estimators' weights.
 * Source: sklearn.ensemble._weight_boosting.AdaBoostRegressor._get_median_predict
 */
export const adaBoostRegressor: Convert = (e, x, b, scope) => {
  const children = e.parts('estimators_').map((part) => scope.convert(part, x));
  return {
    predict() {
      const predictions = b.concat(children.map((child) => b.unsqueeze(b.toFloat(child.predict!()), 1)));
      const [sorted, order] = b.graph.ops('TopK', [predictions, b.ints([children.length])], { axis: 1, largest: 0 }, 2);
      const weights = b.gather(b.floats(e.vector('estimator_weights_').subarray(0, children.length)), order!, 0);
      const running = b.op('CumSum', [weights, b.scalar(1, 'int64')]);
      const half = b.mul(b.slice(running, children.length - 1, children.length), 0.5);
      const first = b.op('ArgMax', [b.cast(b.greaterOrEqual(running, half), 'int64')], { axis: 1, keepdims: 1 });
      return b.squeeze(b.op('GatherElements', [sorted, first], { axis: 1 }), 1);
    },
  };
};
