/** TreeEnsemble as TreeEnsembleRegressor, whose results are float32. */

import { tensor } from '../../tensor.js';
import { int, type Call, type Step } from '../call.js';
import { floatsAttribute, ints } from './attributes.js';
import { Chain } from './chain.js';
import { readEnsemble, type Ensemble } from './ensemble.js';
import { floatsOf, MOST_LEAVES, type Aggregate } from './forest.js';
import { plant, type Planted } from './plant.js';

/**
 * Float32 stays as it is. A result in float64 that float32 holds is cast; another is made by ai.onnx: the trees give the numbers of their
 * leaves, which float32 holds, and what the leaves weigh is looked up and added in the order of the trees, as TreeEnsemble does.
 */
export function ensembleDown(call: Call): Step {
  const { node, refuse, fresh } = call;
  const ensemble = readEnsemble(call);
  const { forest, targets, weights, count, how, transform } = ensemble;
  const planted = plant(call, forest);
  const { leaves } = planted.places;
  const regressor = (trees: Regressor): Step['node'] => ({
    ...node,
    opType: 'TreeEnsembleRegressor',
    ...(forest.dtype === 'float64' ? { outputs: [fresh('trees')] } : {}),
    attributes: attributesOf(ensemble, planted, trees),
  });
  const same: Regressor = {
    count,
    targets: Float64Array.from(leaves, (leaf) => targets[leaf]!),
    weights: Float64Array.from(leaves, (leaf) => weights[leaf]!),
    how,
  };
  if (forest.dtype === 'float32') return { node: regressor(same) };
  if (transform !== 'NONE') return refuse(`its post_transform ${transform} is of float64, and of float32 there`);
  const to = node.outputs[0]!;
  const grid = columnsOf(planted, same.targets, count);
  if (isFloat32(same, grid.depth)) {
    const trees = regressor(same);
    return { node: trees, after: new Chain(call, trees.outputs[0]!).then('Cast', [], { to: int(11) }).named(to) };
  }
  if (how === 'MIN' || how === 'MAX') return refuse(`its ${how} is of float64, and of float32 there`);
  if (forest.leaves > MOST_LEAVES) return refuse(`it has more than ${MOST_LEAVES} leaves`);
  const trees = regressor({
    count: grid.depth * count,
    targets: grid.columns,
    weights: Float64Array.from(leaves, (leaf) => leaf + 1),
    how: 'SUM',
  });
  // Where a tree has no leaf for a target its column is 0. What adds to 0 is never -0.
  const table = Float64Array.from({ length: forest.leaves + 1 }, (_, i) => (i === 0 ? 0 : weights[i - 1]! + 0));
  const chain = new Chain(call, trees.outputs[0]!).lookUp(tensor('float64', table));
  if (grid.depth > 1) chain.then('Reshape', [tensor('int64', [0, grid.depth, count])]).addUp(grid.depth);
  if (how === 'AVERAGE') chain.then('Div', [tensor('float64', [forest.roots.length], [])]);
  return { node: trees, after: chain.named(to) };
}

interface Regressor {
  readonly count: number;
  /** By place of a leaf. */
  readonly targets: Float64Array;
  readonly weights: Float64Array;
  readonly how: Aggregate;
}

function attributesOf({ forest: { dtype }, transform }: Ensemble, planted: Planted, trees: Regressor) {
  const weights = floatsOf(dtype, trees.weights.length);
  weights.set(trees.weights);
  return {
    aggregate_function: { type: 'string', value: trees.how } as const,
    n_targets: int(trees.count),
    ...planted.attributes,
    post_transform: { type: 'string', value: transform } as const,
    target_ids: ints(trees.targets),
    target_nodeids: ints(planted.places.nodes),
    target_treeids: ints(planted.places.trees),
    ...floatsAttribute('target_weights', dtype, weights),
  };
}

/**
 * A column for each tree and target: as many a target as the target with the most trees has, those of the first trees first.
 *
 * @returns the column of each place of a leaf
 */
function columnsOf({ places: { trees } }: Planted, targets: Float64Array, count: number) {
  const next = new Float64Array(count);
  const of = new Map<number, number>();
  const columns = trees.map((tree, i) => {
    const target = targets[i]!;
    const key = tree * count + target;
    let column = of.get(key);
    if (column === undefined) of.set(key, (column = next[target]!++ * count + target));
    return column;
  });
  return {
    columns,
    depth: Math.max(
      1,
      next.reduce((most, trees) => Math.max(most, trees), 0),
    ),
  };
}

/** Whether every result is a number of float32: one weight of it, or a sum of integers that is not large. */
function isFloat32({ weights, how }: Regressor, depth: number): boolean {
  if (how === 'AVERAGE') return false;
  if (weights.every((weight) => Object.is(Math.fround(weight), weight)) && (depth === 1 || how !== 'SUM')) return true;
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  return weights.every(Number.isInteger) && largest * depth <= 2 ** 24;
}
