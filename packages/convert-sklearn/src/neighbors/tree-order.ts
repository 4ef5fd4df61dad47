import { isKind } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { matrixOf } from '../math/linalg.js';
import type { Metric } from '../math/metrics.js';
import { malformed } from '../read/errors.js';
import type { Estimator } from '../read/estimator.js';
import { numbersOf, type Numbers } from '../read/numbers.js';
import { nodeField } from '../tree/nodes.js';

/** A KD or ball tree over the training rows, complete: node i has the children 2i + 1 and 2i + 2. */
interface SearchTree {
  readonly kind: 'kd_tree' | 'ball_tree';
  /** Training rows, leaf by leaf. */
  readonly rows: Float64Array;
  /** Of each node: its part of `rows`, whether it is a leaf, its radius. */
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
  readonly leaves: ArrayLike<number>;
  readonly radii: ArrayLike<number>;
  /** Lower and upper corners of each node, or its centroid: shape [2 or 1, nodes, columns]. */
  readonly bounds: Numbers;
}

/**
 * When the search comes to each training row, as a number that grows: shape [rows, training rows]. Of two children the search begins
 * with that which may hold nearer rows.
 * Source: sklearn.neighbors._binary_tree.BinaryTree._query_single_depthfirst
 *
 * @returns undefined for an estimator that compares all rows with all
 */
export function searchOrder(e: Estimator, b: Build, x: Value, metric: Metric, power: number): Value | undefined {
  const tree = treeOf(e);
  if (!tree) return undefined;
  const nodes = tree.starts.length;
  const bound = tree.kind === 'kd_tree' ? boxDistance(b, x, tree.bounds, power) : ballDistance(b, x, tree, metric);
  const inner = Array.from({ length: nodes }, (_, i) => i).filter((i) => !tree.leaves[i]);
  const leaves = Array.from({ length: nodes }, (_, i) => i).filter((i) => tree.leaves[i]);
  const position = new Map(leaves.map((leaf, i) => [leaf, i]));
  const rank = new Float64Array(tree.rows.length);
  const leafOf = new Float64Array(tree.rows.length);
  let longest = 1;
  for (const leaf of leaves) {
    longest = Math.max(longest, tree.ends[leaf]! - tree.starts[leaf]!);
    for (let i = tree.starts[leaf]!; i < tree.ends[leaf]!; i++) {
      const row = tree.rows[i]!;
      rank[row] = i - tree.starts[leaf]!;
      leafOf[row] = position.get(leaf)!;
    }
  }
  const within = b.floats(rank, [1, rank.length]);
  if (inner.length === 0) return b.add(b.repeat(x, [0]), within);
  // 1 where the search takes the second child first.
  const child = (offset: number): Value =>
    b.gather(
      bound,
      inner.map((i) => 2 * i + offset),
    );
  const turned = b.toFloat(b.greater(child(1), child(2)));
  const before = matrixOf(inner.length, leaves.length, (i, j) => turnOf(inner[i]!, leaves[j]!));
  const asStored = Float64Array.from(leaves, (leaf) =>
    inner.reduce((sum, i) => sum + Math.max(0, -turnOf(i, leaf)), 0),
  );
  const leafRank = b.add(b.matmul(turned, b.constant(before)), b.floats(asStored));
  return b.add(b.mul(b.gather(leafRank, leafOf, 1), longest), within);
}

/**
 * What a turn at an inner node changes of the rank of a leaf: below its first child the leaf comes later, below the second sooner, by a
 * power of two for the node's depth.
 */
function turnOf(inner: number, leaf: number): number {
  let child = leaf;
  for (let parent = (leaf - 1) >> 1; child > 0; child = parent, parent = (parent - 1) >> 1) {
    if (parent === inner) return (child % 2 === 1 ? 1 : -1) * 2 ** (DEPTHS - Math.floor(Math.log2(inner + 1)));
  }
  return 0;
}

/** More levels than a tree in memory has. */
const DEPTHS = 32;

/** How near rows of a box may be, by the metric before its root is taken. Source: sklearn.neighbors._kd_tree.min_rdist */
function boxDistance(b: Build, x: Value, { shape, data }: Numbers, power: number): Value {
  const [, nodes = 0, width = 0] = shape;
  const corner = (which: number): Value =>
    b.floats(data.subarray(which * nodes * width, (which + 1) * nodes * width), [1, nodes, width]);
  const point = b.unsqueeze(x, 1);
  const gap = b.add(b.max(b.sub(corner(0), point), 0), b.max(b.sub(point, corner(1)), 0));
  if (power === Infinity) return b.reduceMax(gap, 2, false);
  return b.sum(power === 1 ? gap : power === 2 ? b.square(gap) : b.pow(gap, power), 2, false);
}

/** Source: sklearn.neighbors._ball_tree.min_dist */
function ballDistance(b: Build, x: Value, { bounds: { shape, data }, radii }: SearchTree, metric: Metric): Value {
  const rank = metric.rank(b, x, { shape: [shape[1]!, shape[2]!], data });
  return b.max(b.sub(metric.distance?.(b, rank) ?? rank, b.floats(radii)), 0);
}

function treeOf(e: Estimator): SearchTree | undefined {
  const kind = e.text('_fit_method');
  if ((kind !== 'kd_tree' && kind !== 'ball_tree') || !e.has('_tree')) return undefined;
  const part = e.part('_tree');
  const state = isKind(part.value, 'object') ? part.value.state : undefined;
  if (!isKind(state, 'tuple')) throw malformed('no tree of training rows', part.path);
  const [, rows, nodes, bounds] = state.items;
  if (!isKind(nodes, 'ndarray')) throw malformed('a tree of training rows without nodes', part.path);
  const field = (name: string) => nodeField(nodes, name, part.path);
  const tree = {
    kind,
    rows: numbersOf(rows, part.path).data,
    starts: field('idx_start'),
    ends: field('idx_end'),
    leaves: field('is_leaf'),
    radii: field('radius'),
    bounds: numbersOf(bounds, part.path),
  } as const;
  assertComplete(tree, e.matrix('_fit_X').shape[0]!, part.path);
  return tree;
}

/** Every row in one leaf, children of every inner node, bounds for each. */
function assertComplete(tree: SearchTree, count: number, path: string): void {
  const nodes = tree.starts.length;
  const seen = new Set(tree.rows);
  let held = 0;
  for (let i = 0; i < nodes; i++) {
    if (!tree.leaves[i] && 2 * i + 2 >= nodes) throw malformed('a tree of training rows that ends in the middle', path);
    if (tree.leaves[i]) held += tree.ends[i]! - tree.starts[i]!;
  }
  const fits = tree.bounds.shape.length === 3 && tree.bounds.shape[1] === nodes;
  if (!fits || seen.size !== count || tree.rows.length !== count || held !== count || Math.max(...seen) >= count)
    throw malformed('a tree of training rows whose parts do not fit together', path);
}
