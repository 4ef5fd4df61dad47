import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { commonInput, type Fitted, once, predictLargest, Table } from '../build/index.js';
import type { Entry } from '../build/scope.js';
import { type Estimator, labelsOf, malformed, partsOf } from '../read/index.js';
import { meanOf } from './bagging.js';

/** `weights` without those of estimators that were dropped. */
function weightsOf(e: Estimator): number[] | undefined {
  if (!e.has('weights')) return undefined;
  const weights = Array.from(e.vector('weights'));
  const kept = e.parts('estimators').map((part) => {
    const value = partsOf(part)[1]?.value;
    return value !== 'drop' && value !== null && value !== undefined;
  });
  return weights.filter((_, i) => kept[i]);
}

/** Source: numpy.average over the estimators */
function average(b: Build, values: readonly Value[], weights: readonly number[] | undefined): Value {
  if (!weights) return meanOf(b, values);
  if (weights.length !== values.length) throw malformed('weights of other estimators than there are', 'weights');
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return b.div(
    values.map((value, i) => b.mul(value, weights[i]!)).reduce((sum, value) => b.add(sum, value)),
    total,
  );
}

/** Source: sklearn.ensemble._voting.VotingRegressor */
export const votingRegressor: Entry = {
  input: commonInput,
  convert(e, x, b, scope) {
    const children = e.parts('estimators_').map((part) => scope.convert(part, x));
    const predictions = once(() => children.map((child) => b.toFloat(child.predict!())));
    return {
      predict: () => average(b, predictions(), weightsOf(e)),
      transform: () => Table.of(b, b.concat(predictions().map((value) => b.unsqueeze(value, 1))), children.length),
    };
  },
};

/**
 * Estimators were fitted on the numbers of the classes, so that their labels are positions.
 * Source: sklearn.ensemble._voting.VotingClassifier
 */
export const votingClassifier: Entry = {
  input: commonInput,
  convert(e, x, b, scope): Fitted {
    const encoder = scope.read(e.part('le_'));
    const classes = labelsOf(encoder.value('classes_'), encoder.at('classes_'));
    const children = e.parts('estimators_').map((part) => scope.convert(part, x));
    const count = classes.shape[0]!;
    if (e.choice('voting', ['hard', 'soft']) === 'hard') {
      const votes = once(() => children.map((child) => b.unsqueeze(b.cast(child.predict!(), 'int64'), 1)));
      const weights = weightsOf(e) ?? children.map(() => 1);
      const positions = b.ints(Array.from({ length: count }, (_, i) => i));
      const tally = () =>
        votes()
          .map((vote, i) => b.mul(b.toFloat(b.equal(vote, positions)), weights[i]!))
          .reduce((sum, value) => b.add(sum, value));
      return {
        classes,
        predict: () => predictLargest(b, classes, tally()),
        transform: () => Table.of(b, b.concat(votes()), children.length),
      };
    }
    const probabilities = once(() =>
      children.map((child) => {
        const probability = child.predict_proba?.();
        if (!probability || Array.isArray(probability))
          throw e.refuse('soft voting of an estimator without probabilities');
        return probability;
      }),
    );
    const predict_proba = once(() => average(b, probabilities(), weightsOf(e)));
    return {
      classes,
      predict_proba,
      predict: () => predictLargest(b, classes, predict_proba()),
      transform() {
        if (!e.flag('flatten_transform', true)) {
          const stacked = b.concat(
            probabilities().map((probability) => b.unsqueeze(probability, 0)),
            0,
          );
          return Table.of(b, stacked, count);
        }
        return Table.of(b, b.concat(probabilities()), count * children.length);
      },
    };
  },
};
