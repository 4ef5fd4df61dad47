import { isKind } from '@brine/core';
import { attributePart, type Estimator, malformed } from '../read/index.js';
import { nodeField } from './nodes.js';

/**
 * How much each feature lowers the impurity, summed over the nodes that split it, in shares of the whole.
 * Source: sklearn.tree._tree.Tree.compute_feature_importances
 *
 * @returns undefined for a tree that is one leaf
 */
export function treeImportances(e: Estimator, normalise = true): Float64Array | undefined {
  const tree = e.part('tree_');
  const nodes = attributePart(tree, 'nodes');
  if (!nodes || !isKind(nodes.value, 'ndarray')) throw malformed('a tree without nodes', tree.path);
  const { value, path } = nodes;
  const field = (name: string) => nodeField(value, name, path);
  const [left, right, feature, impurity, weight] = [
    'left_child',
    'right_child',
    'feature',
    'impurity',
    'weighted_n_node_samples',
  ].map(field) as [Int32Array, Int32Array, Int32Array, Float64Array, Float64Array];
  if (left.length <= 1) return undefined;
  const importances = new Float64Array(e.number('n_features_in_'));
  const mass = (node: number): number => weight[node]! * impurity[node]!;
  for (let i = 0; i < left.length; i++) {
    if (left[i]! >= 0) importances[feature[i]!]! += mass(i) - mass(left[i]!) - mass(right[i]!);
  }
  for (let i = 0; i < importances.length; i++) importances[i]! /= weight[0]!;
  return normalise ? shares(importances) : importances;
}

/** The mean over trees, in shares of the whole. Source: sklearn.ensemble._forest.BaseForest.feature_importances_ */
export function meanImportances(trees: readonly Estimator[], width: number, normalise = true): Float64Array {
  const known = trees.map((tree) => treeImportances(tree, normalise)).filter((list) => list !== undefined);
  const mean = new Float64Array(width);
  for (const list of known) for (let i = 0; i < width; i++) mean[i]! += list[i]! / known.length;
  return shares(mean);
}

function shares(list: Float64Array): Float64Array {
  const total = list.reduce((sum, item) => sum + item, 0);
  return total > 0 ? list.map((item) => item / total) : list;
}
