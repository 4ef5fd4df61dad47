import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Estimator } from '../read/estimator.js';
import { numpySum } from '../read/index.js';
import type { Tree } from './tree.js';
import { treeEnsemble } from '../build/index.js';

/** The leaves of several trees, numbered through: tree by tree, in the order of the nodes. */
export interface Leaves {
  readonly trees: readonly Tree[];
  readonly count: number;
  /** Calls back for each leaf with its tree, node and number. */
  each(visit: (tree: Tree, node: number, leaf: number) => void): void;
}

export function leavesOf(trees: readonly Tree[]): Leaves {
  return {
    trees,
    count: trees.reduce((sum, { nodes }) => sum + (nodes.count + 1) / 2, 0),
    each(visit) {
      let leaf = 0;
      for (const tree of trees) {
        const { count, left } = tree.nodes;
        for (let node = 0; node < count; node++) if (left[node] === -1) visit(tree, node, leaf++);
      }
    },
  };
}

/** The number of the leaf that each row reaches in each tree: int64, shape [rows, trees]. */
export function reachedLeaves(b: Build, x: Value, leaves: Leaves): Value {
  let leaf = 0;
  const members = leaves.trees.map(({ nodes }, target) => {
    const weights = new Float64Array(nodes.count);
    for (let node = 0; node < nodes.count; node++) if (nodes.left[node] === -1) weights[node] = leaf++;
    return { nodes, target, weights };
  });
  return b.cast(treeEnsemble(b, x, members, members.length), 'int64');
}

/**
 * What each leaf gives for one output: `count` rows of `width` numbers.
 *
 * @param width - classes of the output, 1 for a regressor
 */
export function leafValues(leaves: Leaves, output: number, width: number): Float64Array {
  const table = new Float64Array(leaves.count * width);
  leaves.each(({ values, outputs, classes }, node, leaf) => {
    const from = (node * outputs + output) * classes;
    for (let k = 0; k < width; k++) table[leaf * width + k] = values[from + k]!;
  });
  return table;
}

/** Divides each row by its sum, as `predict_proba` did while leaves held weighted counts. */
export function normaliseRows(table: Float64Array, width: number): void {
  for (let start = 0; start < table.length; start += width) {
    const row = table.subarray(start, start + width);
    const sum = numpySum(row);
    if (sum !== 0) for (let k = 0; k < width; k++) row[k]! /= sum;
  }
}

/**
 * Whether leaves hold weighted counts of the classes (until 1.2) rather than fractions (since 1.5; between these it is seen from the
 * numbers).
 */
export function holdsCounts(e: Estimator, table: Float64Array, width: number): boolean {
  if (!e.savedBy(1, 3, true)) return true;
  if (e.savedBy(1, 5, false)) return false;
  for (let start = 0; start < table.length; start += width) {
    if (Math.abs(numpySum(table.subarray(start, start + width)) - 1) > 1e-9) return true;
  }
  return false;
}

/** The class with the largest value in each row, the first of equal ones. */
export function largestOfRows(table: Float64Array, width: number): number[] {
  const result: number[] = [];
  for (let start = 0; start < table.length; start += width) {
    let best = 0;
    for (let k = 1; k < width; k++) if (table[start + k]! > table[start + best]!) best = k;
    result.push(best);
  }
  return result;
}

/**
 * Sums of the trees' leaf values, added in the order of the trees as scikit-learn adds them: shape [rows, width].
 *
 * @param reached - as {@link reachedLeaves} gives it
 * @param table - as {@link leafValues} gives it
 */
export function sumOverTrees(b: Build, reached: Value, table: Float64Array, width: number, trees: number): Value {
  const perTree = b.gather(b.floats(table, [table.length / width, width]), reached, 0);
  if (trees === 1) return b.squeeze(perTree, 1);
  // A reduction adds in whatever order is fastest, and so may break a tie of two classes; a running sum may not.
  const running = b.op('CumSum', [perTree, b.scalar(1, 'int64')]);
  return b.squeeze(b.slice(running, trees - 1, trees), 1);
}
