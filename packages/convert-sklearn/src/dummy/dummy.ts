import type { DenseTensor } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { type Fitted, takeLabels } from '../build/index.js';
import type { Convert, Entries } from '../build/scope.js';
import type { Table } from '../build/table.js';
import { defaultInput, type Estimator, labelsOf, numbersOf, type Part, partsOf } from '../read/index.js';
import { multiOutput, targetClasses } from '../tree/index.js';

/** Zeros, one for each row: what a constant is spread over. */
export function zeros(b: Build, x: Table): Value {
  const first = x.column(0);
  if (first.dtype === 'str') return b.squeeze(b.mul(b.toFloat(b.equal(first, first)), 0), 1);
  const column = b.squeeze(b.toFloat(first), 1);
  return b.where(b.isNaN(column), 0, b.mul(b.clip(column, -1, 1), 0));
}

/** Source: sklearn.dummy.DummyRegressor.predict */
const regressor: Convert = (e, x, b) => ({
  predict() {
    const constant = e.vector('constant_');
    const none = zeros(b, x);
    return e.number('n_outputs_') === 1 ? b.add(none, constant[0]!) : b.add(b.unsqueeze(none, 1), b.floats(constant));
  },
});

/** Source: sklearn.dummy.DummyClassifier */
const classifier: Convert = (e, x, b): Fitted => {
  const strategy = e.text('_strategy') === undefined ? 'strategy' : '_strategy';
  const kind = e.choice(strategy, ['most_frequent', 'prior', 'stratified', 'uniform', 'constant']);
  const targets = targetClasses(e);
  if (kind === 'stratified' || kind === 'uniform') {
    if (kind === 'uniform') {
      const uniform = targets.map(
        (classes) => () => spread(b, x, Array<number>(classes.shape[0]!).fill(1 / classes.shape[0]!)),
      );
      return {
        classes: targets.length === 1 ? targets[0]! : targets,
        predict_proba: () => (targets.length === 1 ? uniform[0]!() : uniform.map((each) => each())),
      };
    }
    throw e.refuse(`DummyClassifier(strategy='${kind}') draws random numbers`);
  }
  const priors = perTarget(e, 'class_prior_', targets.length).map(({ value, path }) =>
    Array.from(numbersOf(value, path).data),
  );
  const chosen = targets.map((classes, k) =>
    kind === 'constant' ? constantClass(e, classes, k, targets.length) : largest(priors[k]!),
  );
  const probabilities = targets.map((classes, k) => () => {
    const single = Array.from({ length: classes.shape[0]! }, (_, i) => (i === chosen[k] ? 1 : 0));
    return spread(b, x, kind === 'prior' ? priors[k]! : single);
  });
  const labels = targets.map(
    (classes, k) => () => takeLabels(b, classes, b.cast(b.add(zeros(b, x), chosen[k]!), 'int64')),
  );
  return multiOutput(b, e, targets, labels, probabilities);
};

function spread(b: Build, x: Table, row: readonly number[]): Value {
  return b.add(b.unsqueeze(zeros(b, x), 1), b.floats(row));
}

function largest(list: readonly number[]): number {
  return list.indexOf(Math.max(...list));
}

/** An attribute of one target, or of each in a list. */
function perTarget(e: Estimator, name: string, targets: number): Part[] {
  return targets === 1 ? [e.part(name)] : partsOf(e.part(name));
}

function constantClass(e: Estimator, classes: DenseTensor, target: number, targets: number): number {
  const list = e.raw('constant');
  const part = e.part('constant');
  const isList =
    typeof list === 'object' && list !== null && 'kind' in list && ['list', 'tuple', 'ndarray'].includes(list.kind);
  const value = isList ? partsOf(part)[targets === 1 ? 0 : target]!.value : part.value;
  const label = labelsOf({ kind: 'list', items: [value] }, part.path).data[0];
  const found = Array.from(classes.data as ArrayLike<unknown>).findIndex((item) => String(item) === String(label));
  if (found < 0) throw e.refuse('a constant that is none of the classes');
  return found;
}

/** It looks at no column, and until 1.2 did not even count them. */
const input = (e: Estimator) => ({ width: Infinity, ...defaultInput(e) });

export const dummy: Entries = {
  'dummy.DummyClassifier': { convert: classifier, input },
  'dummy.DummyRegressor': { convert: regressor, input },
};
