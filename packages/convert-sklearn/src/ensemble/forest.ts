import type { Value } from '@brine/graph';
import { type Fitted, once, predictLargest, roundedRows, treeEnsemble } from '../build/index.js';
import type { Convert } from '../build/scope.js';
import {
  distributions,
  inColumns,
  joinOutputs,
  leavesOf,
  multiOutput,
  reachedLeaves,
  sumOverTrees,
  targetClasses,
  treesOf,
  unreadTreeOf,
} from '../tree/index.js';

/** The mean of the trees' predictions. Source: sklearn.ensemble._forest.ForestRegressor.predict */
export const forestRegressor: Convert = (e, x, b, scope) => ({
  predict() {
    const unread = e.parts('estimators_').map((part) => unreadTreeOf(scope.read(part)));
    const rows = roundedRows(b, x.matrix());
    const outputs = unread[0]?.outputs ?? 1;
    if (outputs === 1) {
      const members = unread.map(({ count, values, read }) => ({ count, target: 0, weights: values, read }));
      return b.div(b.squeeze(treeEnsemble(b, rows, members, 1), 1), unread.length);
    }
    const trees = unread.map((tree) => ({ ...tree, nodes: inColumns(tree.read()) }));
    const leaves = leavesOf(trees);
    const sums = sumOverTrees(b, reachedLeaves(b, rows, leaves), joinOutputs(leaves, outputs), outputs, trees.length);
    return b.div(sums, trees.length);
  },
});

/** The mean of the trees' class distributions. Source: sklearn.ensemble._forest.ForestClassifier.predict_proba */
export const forestClassifier: Convert = (e, x, b, scope): Fitted => {
  const targets = targetClasses(e);
  const leaves = once(() => leavesOf(treesOf(e, scope).map(({ tree }) => tree)));
  const reached = once(() => reachedLeaves(b, roundedRows(b, x.matrix()), leaves()));
  const probabilities = targets.map(({ shape: [width = 0] }, output) =>
    once((): Value => {
      const { trees } = leaves();
      const table = distributions(e, leaves(), output, width);
      return b.div(sumOverTrees(b, reached(), table, width, trees.length), trees.length);
    }),
  );
  const labels = targets.map((classes, output) => () => predictLargest(b, classes, probabilities[output]!()));
  return multiOutput(b, e, targets, labels, probabilities);
};
