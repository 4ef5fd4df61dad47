import { isKind } from '@brine/core';
import { once, roundedRows, takeLabels, treeEnsemble } from '../build/index.js';
import type { Convert } from '../build/scope.js';
import { attributePart, type Estimator, malformed, numbersOf } from '../read/index.js';
import { nodeField, type Nodes, treeOf } from '../tree/index.js';

/**
 * How soon rows are alone: 2 to the minus of their mean depth over that of a random tree.
 * Source: sklearn.ensemble._iforest.IsolationForest
 */
export const isolationForest: Convert = (e, x, b, scope) => {
  const score_samples = once(() => {
    const features = e.parts('estimators_features_').map(({ value, path }) => numbersOf(value, path).data);
    const members = e.parts('estimators_').map((part, i) => {
      const tree = scope.read(part);
      const { nodes } = treeOf(tree);
      const subset = features[i]!;
      return {
        nodes: { ...nodes, feature: nodes.feature.map((feature) => (feature < 0 ? 0 : subset[feature]!)) },
        target: 0,
        weights: depths(tree, nodes),
      };
    });
    const depth = treeEnsemble(b, roundedRows(b, x.matrix()), members, 1);
    const expected =
      members.length * averagePathLength(e.number(e.has('_max_samples') ? '_max_samples' : 'max_samples_'));
    // Where the expected depth is 0 scikit-learn takes the ratio for 1.
    const ratio = expected === 0 ? b.add(b.mul(depth, 0), 1) : b.div(depth, expected);
    return b.squeeze(b.neg(b.pow(2, b.neg(ratio))), 1);
  });
  const decision_function = once(() => b.sub(score_samples(), e.number('offset_')));
  const labels = { dtype: 'int64', shape: [2], data: BigInt64Array.of(1n, -1n) } as const;
  return {
    score_samples,
    decision_function,
    predict: () => takeLabels(b, labels, b.cast(b.less(decision_function(), 0), 'int64')),
  };
};

/** Nodes on the way to each node, and how much deeper its rows would lie were they split on. */
function depths(tree: Estimator, nodes: Nodes): Float64Array {
  const part = attributePart(tree.part('tree_'), 'nodes');
  if (!part || !isKind(part.value, 'ndarray')) throw malformed('a tree without nodes', tree.path);
  const samples = nodeField(part.value, 'n_node_samples', part.path);
  const passed = new Float64Array(nodes.count);
  passed[0] = 1;
  const open = [0];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const child of [nodes.left[node]!, nodes.right[node]!]) {
      if (child < 0) continue;
      passed[child] = passed[node]! + 1;
      open.push(child);
    }
  }
  return passed.map((count, node) => count + averagePathLength(samples[node]!) - 1);
}

const EULER_GAMMA = 0.5772156649015329;

/** Source: sklearn.ensemble._iforest._average_path_length */
function averagePathLength(rows: number): number {
  if (rows <= 1) return 0;
  if (rows === 2) return 1;
  return 2 * (Math.log(rows - 1) + EULER_GAMMA) - (2 * (rows - 1)) / rows;
}
