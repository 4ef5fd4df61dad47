import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Nodes } from '../tree/nodes.js';
import { type Branch, treeEnsemble } from '../build/index.js';

/**
 * For each column the number of its edges that are not above (`right`) or below (`left`) the row's value, as numpy.searchsorted
 * counts. A tree a column: as many comparisons as a binary search makes, not one for each edge.
 *
 * @param x - shape [rows, columns]
 * @param edges - of each column, ascending
 * @returns float counts of shape [rows, columns], from `firsts[column]` (default 0) on
 */
export function searchSorted(
  b: Build,
  x: Value,
  edges: readonly ArrayLike<number>[],
  side: 'left' | 'right',
  firsts: readonly number[] = [],
): Value {
  const members = edges.map((list, column) => {
    const { nodes, weights } = searchTree(list, column, firsts[column] ?? 0);
    return { nodes, target: column, weights };
  });
  const branch: Branch = side === 'right' ? 'less' : 'lessOrEqual';
  return treeEnsemble(b, x, members, edges.length, branch);
}

/** A balanced tree: inner nodes compare with the edges, the k-th leaf from the left weighs `first + k`. */
function searchTree(edges: ArrayLike<number>, column: number, first: number): { nodes: Nodes; weights: Float64Array } {
  const count = 2 * edges.length + 1;
  const left = new Int32Array(count).fill(-1);
  const right = new Int32Array(count).fill(-1);
  const threshold = new Float64Array(count);
  const weights = new Float64Array(count);
  let used = 1;
  const open = [{ node: 0, low: 0, high: edges.length }];
  for (let range = open.pop(); range; range = open.pop()) {
    const { node, low, high } = range;
    if (low === high) {
      weights[node] = first + low;
      continue;
    }
    const middle = (low + high) >> 1;
    threshold[node] = edges[middle]!;
    left[node] = used++;
    right[node] = used++;
    open.push({ node: left[node]!, low, high: middle }, { node: right[node]!, low: middle + 1, high });
  }
  const feature = new Int32Array(count).fill(column);
  return { nodes: { count, left, right, feature, threshold, missingLeft: undefined }, weights };
}
