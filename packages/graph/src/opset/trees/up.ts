/** TreeEnsembleRegressor and TreeEnsembleClassifier as TreeEnsemble. */

import { bigintsOf } from '@brine/core';
import { intOf, stringOf } from '../../operators/attribute.js';
import { tensor } from '../../tensor.js';
import { int, type Call, type Step } from '../call.js';
import { AGGREGATES, type Aggregate } from './forest.js';
import { labelled } from './labels.js';
import { sumsOf, withBase } from './sums.js';

/** Results are float32, whatever the rows are. */
export function regressorUp(call: Call): Step {
  const { node, refuse } = call;
  const how = stringOf(node.attributes, 'aggregate_function') ?? 'SUM';
  if (!isAggregate(how)) return refuse(`its aggregate function ${how} is not known`);
  const count = intOf(node.attributes, 'n_targets') ?? refuse('it does not say how many targets it has');
  const sums = sumsOf(call, 'target', count, how);
  withBase(call, sums, count);
  if (sums.dtype === 'float64') sums.chain.then('Cast', [], { to: int(1) });
  return sums.step(node.outputs[0]!);
}

export function classifierUp(call: Call): Step {
  const { node, refuse } = call;
  const { classlabels_strings: texts, classlabels_int64s: codes } = node.attributes;
  const labels =
    texts?.type === 'strings' && texts.value.length > 0
      ? tensor('str', texts.value)
      : codes?.type === 'ints' && codes.value.length > 0
        ? tensor('int64', bigintsOf(codes.value))
        : refuse('it has no labels');
  const sums = sumsOf(call, 'class', labels.data.length, 'SUM');
  return labelled(call, sums, labels);
}

const isAggregate = (name: string): name is Aggregate => (AGGREGATES as readonly string[]).includes(name);
