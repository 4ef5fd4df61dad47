/** Labels and scores of TreeEnsembleClassifier, as ONNX Runtime makes them. */

import type { DenseTensor, GraphNode } from '@brine/core';
import { tensor } from '../../tensor.js';
import { int, type Call, type Step } from '../call.js';
import { Chain } from './chain.js';
import type { Classic } from './classic.js';
import { withBase, type Sums } from './sums.js';

export function labelled(call: Call, sums: Sums, labels: DenseTensor): Step {
  const [label = '', scores = ''] = call.node.outputs;
  const count = labels.data.length;
  if (count < 2) return call.refuse('it has one class');
  const { chain, dtype } = sums;
  chain.need('a label');
  const places = count > 2 ? several(call, sums, count) : two(call, sums);
  if (dtype === 'float64') chain.then('Cast', [], { to: int(1) });
  else chain.then('Identity');
  const made = sums.step(scores === '' ? call.fresh('scores') : scores);
  return { ...made, after: [...(made.after ?? []), ...(label === '' ? [] : named(places, labels, label))] };
}

/** The place of the largest score, of those that a leaf gave. */
function several(call: Call, sums: Sums, count: number): Chain {
  if (sums.base.length === 0 && !isScored(sums.classic, count))
    return call.refuse('its label is the best of the classes that the leaves of a row name');
  withBase(call, sums, count);
  return new Chain(call, sums.chain.value).then('ArgMax', [], { axis: int(1), keepdims: int(0) });
}

/** One score for both classes: the second one's place where it is above a half, or above 0 where a weight is negative. */
function two(call: Call, { classic, chain, dtype, base }: Sums): Chain {
  const ids = new Set(classic.targets);
  if (ids.size !== 1 || base.length > 0 || !isNamed(classic) || !classic.weights.every(Number.isFinite))
    return call.refuse('what its labels are is not said where two classes have scores of their own');
  const [id] = ids as Set<number>;
  const positive = classic.weights.every((weight) => weight >= 0);
  const score = chain.then('Gather', [tensor('int64', [id!])], { axis: int(1) }).value;
  const first = id === 1 ? score : chain.constant(tensor(dtype, [positive ? 1 : 0], []));
  const other = chain.with('Sub', [first, score]).value;
  chain.with('Concat', [other, score], { axis: int(1) });
  return new Chain(call, score)
    .then('Reshape', [tensor('int64', [-1])])
    .then('Greater', [tensor(dtype, [positive ? 0.5 : 0], [])])
    .then('Cast', [], { to: int(7) });
}

/** The label at each place. */
function named(places: Chain, labels: DenseTensor, output: string): GraphNode[] {
  return places.with('Gather', [places.constant(labels), places.value], { axis: int(0) }).named(output);
}

/** Whether each class has a score in every row, or those that have none cannot be the best. */
function isScored(classic: Classic, count: number): boolean {
  const { forest, starts, targets, weights } = classic;
  // One that is not named has 0.
  if (weights.every((weight) => weight > 0)) return isNamed(classic);
  for (let leaf = 0; leaf < forest.leaves; leaf++)
    if (new Set(targets.subarray(starts[leaf], starts[leaf + 1])).size !== count) return false;
  return true;
}

/** Whether every leaf weighs something. */
function isNamed({ starts }: Classic): boolean {
  for (let leaf = 0; leaf + 1 < starts.length; leaf++) if (starts[leaf] === starts[leaf + 1]) return false;
  return true;
}
