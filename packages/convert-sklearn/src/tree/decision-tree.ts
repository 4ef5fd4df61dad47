import type { DenseTensor } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { type Fitted, once, roundedRows, takeLabels, treeEnsemble } from '../build/index.js';
import type { Convert } from '../build/scope.js';
import { type Estimator, labelsOf, partsOf } from '../read/index.js';
import {
  holdsCounts,
  largestOfRows,
  leafValues,
  type Leaves,
  leavesOf,
  normaliseRows,
  reachedLeaves,
} from './leaves.js';
import { treeOf } from './tree.js';

/** Source: sklearn.tree._classes.DecisionTreeRegressor.predict */
export const decisionTreeRegressor: Convert = (e, x, b) => ({
  predict() {
    const tree = treeOf(e);
    const rows = roundedRows(b, x.matrix());
    if (tree.outputs === 1)
      return b.squeeze(treeEnsemble(b, rows, [{ nodes: tree.nodes, target: 0, weights: tree.values }], 1), 1);
    const leaves = leavesOf([tree]);
    const table = joinOutputs(leaves, tree.outputs);
    return b.gather(b.floats(table, [leaves.count, tree.outputs]), b.squeeze(reachedLeaves(b, rows, leaves), 1), 0);
  },
});

/** The values of all outputs of a regressor's leaves side by side. */
export function joinOutputs(leaves: Leaves, outputs: number): Float64Array {
  const table = new Float64Array(leaves.count * outputs);
  leaves.each(({ values, classes }, node, leaf) => {
    for (let output = 0; output < outputs; output++)
      table[leaf * outputs + output] = values[(node * outputs + output) * classes]!;
  });
  return table;
}

/**
 * The class distribution of the leaf that each row reaches.
 * Source: sklearn.tree._classes.DecisionTreeClassifier.predict_proba
 */
export const decisionTreeClassifier: Convert = (e, x, b): Fitted => {
  const targets = targetClasses(e);
  const leaves = once(() => leavesOf([treeOf(e)]));
  const reached = once(() => b.squeeze(reachedLeaves(b, roundedRows(b, x.matrix()), leaves()), 1));
  const labels = targets.map((classes, output) => (): Value => {
    const width = classes.shape[0]!;
    const best = largestOfRows(leafValues(leaves(), output, width), width);
    return takeLabels(b, classes, b.gather(b.ints(best), reached(), 0));
  });
  const probabilities = targets.map((classes, output) => (): Value => {
    const width = classes.shape[0]!;
    return b.gather(b.floats(distributions(e, leaves(), output, width), [leaves().count, width]), reached(), 0);
  });
  return multiOutput(b, e, targets, labels, probabilities);
};

/** Leaf distributions that add up to 1, as the version that saved the tree computes them. */
export function distributions(e: Estimator, leaves: Leaves, output: number, width: number): Float64Array {
  const table = leafValues(leaves, output, width);
  if (holdsCounts(e, table, width)) normaliseRows(table, width);
  return table;
}

/** `classes_` by target: one list, or a list of lists when it was fitted on several. */
export function targetClasses(e: Estimator): DenseTensor[] {
  if (e.number('n_outputs_', 1) === 1) return [e.labels()];
  return partsOf(e.part('classes_')).map(({ value, path }) => labelsOf(value, path));
}

/**
 * A classifier of one or of several targets: probabilities one by one, labels side by side.
 * Labels of several targets have the type of the first's, as in scikit-learn.
 */
export function multiOutput(
  b: Build,
  e: Estimator,
  targets: readonly DenseTensor[],
  labels: readonly (() => Value)[],
  probabilities: readonly (() => Value)[],
): Fitted {
  const [classes, ...others] = targets;
  if (others.length === 0) return { classes: classes!, predict: labels[0]!, predict_proba: probabilities[0]! };
  return {
    classes: targets,
    predict() {
      if (others.some(({ dtype }) => (dtype === 'str') !== (classes!.dtype === 'str'))) {
        throw e.refuse('text labels of one target and numbers of another');
      }
      return b.concat(labels.map((label) => b.unsqueeze(b.cast(label(), classes!.dtype), 1)));
    },
    predict_proba: () => probabilities.map((probability) => probability()),
  };
}
