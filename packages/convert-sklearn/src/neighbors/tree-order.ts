import { isKind } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { type Metric, UNROLLED } from '../math/index.js';
import { malformed, type Numbers, numbersOf } from '../read/index.js';
import type { Estimator } from '../read/estimator.js';
import { nodeField } from '../tree/index.js';

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
  const count = tree.starts.length;
  const bound = tree.kind === 'kd_tree' ? boxDistance(b, x, tree.bounds, power) : ballDistance(b, x, tree, metric);
  const rank = new Float64Array(tree.rows.length);
  const leafOf = new Float64Array(tree.rows.length);
  let longest = 1;
  for (let node = 0; node < count; node++) {
    if (!tree.leaves[node]) continue;
    longest = Math.max(longest, tree.ends[node]! - tree.starts[node]!);
    for (let i = tree.starts[node]!; i < tree.ends[node]!; i++) {
      rank[tree.rows[i]!] = i - tree.starts[node]!;
      leafOf[tree.rows[i]!] = node;
    }
  }
  return b.add(b.mul(b.gather(nodeOrder(b, x, bound, count), leafOf, 1), longest), b.floats(rank, [1, rank.length]));
}

/** When the search comes to each node: shape [rows, nodes], level by level, as halves of the time that its parent has. */
function nodeOrder(b: Build, x: Value, bound: Value, count: number): Value {
  let level = b.repeat(x, [0]);
  const levels = [level];
  const depth = Math.ceil(Math.log2(count + 1)) - 1;
  for (let first = 1, share = 2 ** (depth - 1); first < count; first = 2 * first + 1, share /= 2) {
    const width = (first + 1) / 2;
    const pairs = b.reshape(b.slice(bound, first, 2 * first + 1), [-1, width, 2]);
    const [one, other] = [b.slice(pairs, 0, 1, 2), b.slice(pairs, 1, 2, 2)];
    const later = b.concat([b.toFloat(b.greater(one, other)), b.toFloat(b.lessOrEqual(one, other))], 2);
    const both = b.add(b.unsqueeze(level, 2), b.mul(later, share));
    level = b.reshape(both, [-1, 2 * width]);
    levels.push(level);
  }
  return b.concat(levels);
}

/** How near rows of a box may be, by the metric before its root is taken. Source: sklearn.neighbors._kd_tree.min_rdist */
function boxDistance(b: Build, x: Value, { shape, data }: Numbers, power: number): Value {
  const [, nodes = 0, width = 0] = shape;
  const size = nodes * width;
  const term = (gap: Value): Value =>
    power === 1 || power === Infinity ? gap : power === 2 ? b.square(gap) : b.pow(gap, power);
  const outside = (point: Value, low: Value, high: Value): Value =>
    b.add(b.max(b.sub(low, point), 0), b.max(b.sub(point, high), 0));
  if (width > UNROLLED) {
    const corner = (which: number): Value =>
      b.floats(data.subarray(which * size, (which + 1) * size), [1, nodes, width]);
    const terms = term(outside(b.unsqueeze(x, 1), corner(0), corner(1)));
    return power === Infinity ? b.reduceMax(terms, 2, false) : b.sum(terms, 2, false);
  }
  const corner = (which: number, column: number): Value =>
    b.floats(
      Float64Array.from({ length: nodes }, (_, i) => data[which * size + i * width + column]!),
      [1, nodes],
    );
  return Array.from({ length: width }, (_, j) =>
    term(outside(b.slice(x, j, j + 1), corner(0, j), corner(1, j))),
  ).reduce((sum, next) => (power === Infinity ? b.max(sum, next) : b.add(sum, next)));
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

/** Every row in one leaf, children of every inner node, bounds for each, all levels full. */
function assertComplete(tree: SearchTree, count: number, path: string): void {
  const nodes = tree.starts.length;
  const seen = new Set<number>();
  let held = 0;
  for (let i = 0; i < nodes; i++) {
    if (!tree.leaves[i] && 2 * i + 2 >= nodes) throw malformed('a tree of training rows that ends in the middle', path);
    if (!tree.leaves[i]) continue;
    for (let at = tree.starts[i]!; at < tree.ends[i]! && at < tree.rows.length; at++) seen.add(tree.rows[at]!);
    held += tree.ends[i]! - tree.starts[i]!;
  }
  const isFull =
    Number.isInteger(Math.log2(nodes + 1)) && tree.bounds.shape.length === 3 && tree.bounds.shape[1] === nodes;
  const areRows = seen.size === count && [...seen].every((row) => row >= 0 && row < count && Number.isInteger(row));
  if (!isFull || !areRows || tree.rows.length !== count || held !== count)
    throw malformed('a tree of training rows whose parts do not fit together', path);
}
