/** What a booster adds up before its objective makes a prediction of it: float32, in XGBoost's own order. */

import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { unsupported } from '../read/index.js';
import { treeEnsemble } from '../build/index.js';
import type { BoostedTree, BoosterModel, Linear, Trees } from './model.js';

/**
 * Each number is a sum in float32 whose terms are added one by one, so that it is XGBoost's to the last bit: ties between classes, and
 * rows at the border of two, fall as they do there. CumSum is the operator that promises that order.
 *
 * @param s - a build of float32
 * @param rows - float32, NaN where a value is missing
 * @param base - margin of the base score, one an output
 * @param iterations - of the trees, how many count
 * @returns shape [rows, outputs]
 */
export function margins(s: Build, rows: Value, model: BoosterModel, base: Float32Array, iterations: number): Value {
  const { booster, outputs } = model;
  return booster.kind === 'linear'
    ? linearMargins(s, rows, booster, base)
    : treeMargins(s, prepared(s, rows, booster.trees, model), booster, outputs, base, iterations);
}

/** Source: XGBoost predictor::PredValueByOneTree, gbm::Dart::InplacePredict */
function treeMargins(
  s: Build,
  rows: Value,
  model: Trees,
  outputs: number,
  base: Float32Array,
  iterations: number,
): Value {
  const used = model.iterations[Math.min(iterations, model.iterations.length - 1)]!;
  const byOutput: number[][] = Array.from({ length: outputs }, () => []);
  for (let i = 0; i < used; i++) byOutput[model.targets[i]!]!.push(i);
  const count = byOutput[0]!.length;
  if (count === 0 || byOutput.some((trees) => trees.length !== count))
    throw unsupported(`a booster whose ${used} trees are not spread evenly over ${outputs} outputs`);
  const members = Array.from({ length: count * outputs }, (_, at) => {
    const output = at % outputs;
    const position = byOutput[output]![Math.floor(at / outputs)]!;
    const { nodes, weights } = model.trees[position]!;
    const start = base[output]!;
    const drop = model.drop && Math.fround(model.drop[position]!);
    // DART takes the base off again after each tree, which rounds.
    const dropped = (leaf: number): number => Math.fround(Math.fround(Math.fround(start + leaf) - start) * drop!);
    const terms = drop === undefined ? weights : weights.map(dropped);
    return { nodes, target: at, weights: at < outputs ? terms.map((leaf) => start + leaf) : terms };
  });
  const leaves = treeEnsemble(s, rows, members, members.length, 'less');
  return outputs === 1 ? lastSum(s, leaves, count) : lastOf(s, s.reshape(leaves, [-1, count, outputs]), count);
}

/** Shape [rows, 1] of the sum of a row. */
function lastSum(s: Build, terms: Value, count: number): Value {
  return s.slice(s.op('CumSum', [terms, s.scalar(1, 'int64')]), count - 1, count, 1);
}

/** Shape [rows, outputs] of the sums over axis 1. */
function lastOf(s: Build, terms: Value, count: number): Value {
  return s.squeeze(lastSum(s, terms, count), 1);
}

/** Categories are whole numbers: what is behind the point does not count. */
function prepared(s: Build, rows: Value, trees: readonly BoostedTree[], { features }: BoosterModel): Value {
  const [isCategory, isNumber] = [new Uint8Array(features), new Uint8Array(features)];
  for (const { nodes } of trees) {
    for (let i = 0; i < nodes.count; i++)
      if (nodes.left[i] !== -1) (nodes.members?.[i] ? isCategory : isNumber)[nodes.feature[i]!] = 1;
  }
  const mixed = isCategory.findIndex((is, i) => is === 1 && isNumber[i] === 1);
  if (mixed >= 0) throw unsupported(`the feature ${mixed}, of categories in one split and of numbers in another`);
  if (!isCategory.includes(1)) return rows;
  return s.where(s.tensor({ dtype: 'bool', shape: [features], data: isCategory }), s.floor(rows), rows);
}

/** A missing value adds nothing. Source: XGBoost gbm::GBLinear::Pred */
function linearMargins(s: Build, rows: Value, { weights }: Linear, base: Float32Array): Value {
  const outputs = base.length;
  const features = weights.length / outputs - 1;
  const start = base.map((margin, output) => weights[features * outputs + output]! + margin);
  const products = s.mul(
    s.unsqueeze(s.where(s.isNaN(rows), 0, rows), 2),
    s.floats(weights.subarray(0, features * outputs), [features, outputs]),
  );
  const terms = s.concat([s.unsqueeze(s.repeat(rows, start), 1), products]);
  return lastOf(s, terms, features + 1);
}
