import { isKind } from '@brine/core';
import type { Scope } from '../build/scope.js';
import { attributePart, describe, type Estimator, malformed, numbersOf, unsupported } from '../read/index.js';
import { inColumns, type Nodes, spaced, type SpacedNodes, viewNodes } from './nodes.js';

/** A fitted tree of scikit-learn. */
export interface Tree {
  readonly nodes: Nodes;
  /** `values[node * outputs * classes ...]`: what the node predicts; `classes` is 1 for a regressor. */
  readonly values: Float64Array;
  readonly outputs: number;
  readonly classes: number;
  readonly path: string;
}

/** A tree whose nodes were not read yet. */
export interface UnreadTree extends Omit<Tree, 'nodes'> {
  readonly count: number;
  /** @throws CodecError `malformed` unless every node is reached once and every feature exists */
  read(): SpacedNodes;
}

/** The tree of a decision tree (`tree_`), checked to be one: every node is reached once, every feature exists. */
export function treeOf(e: Estimator): Tree {
  const tree = unreadTreeOf(e);
  return { ...tree, nodes: inColumns(tree.read()) };
}

export function unreadTreeOf(e: Estimator): UnreadTree {
  const { path, value } = e.part('tree_');
  const nodes = attributePart({ path, value }, 'nodes');
  const values = attributePart({ path, value }, 'values');
  if (!nodes || !values || !isKind(nodes.value, 'ndarray'))
    throw unsupported(`${describe(value)} where a tree is needed`, path);
  const array = nodes.value;
  const { shape, data } = numbersOf(values.value, values.path);
  const [count = 0, outputs = 1, classes = 1] = shape;
  if (count === 0 || array.shape[0] !== count) throw malformed('a tree whose parts do not fit together', path);
  const read = (): SpacedNodes => {
    const checked = viewNodes(array, nodes.path);
    assertSpacedTree(checked, e.number('n_features_in_'), path);
    return checked;
  };
  return { count, values: data, outputs, classes, path, read };
}

/** The trees of a forest, in the order of `estimators_`. */
export function treesOf(e: Estimator, scope: Scope): { estimator: Estimator; tree: Tree }[] {
  return e.parts('estimators_').map((part) => {
    const estimator = scope.read(part);
    return { estimator, tree: treeOf(estimator) };
  });
}

/**
 * A tree with a cycle would never end, one with shared nodes grow without bound.
 *
 * @throws CodecError `malformed` unless every node is reached once and every feature exists
 */
export function assertTree(nodes: Nodes, features: number, path: string): void {
  assertSpacedTree(spaced(nodes), features, path);
}

function assertSpacedTree(nodes: SpacedNodes, features: number, path: string): void {
  // Nodes may be children of one another and of no tree: no row meets them, but where the root is a leaf they stand in its place.
  const isApart = nodes.count > 1 && nodes.left[0] === -1;
  if (!isApart && 2 * innerNodes(nodes, features) + 1 === nodes.count) return;
  if (isApart || reach(inColumns(nodes), features, path) !== nodes.count)
    throw malformed('nodes that no row reaches', path);
}

/** By child, for one tree after another: fresh memory for each costs as much as looking at it. */
let marks = new Uint8Array(0);

const SIGN = 1 << 31;

/**
 * Looks for what {@link reach} refuses, in less time: no branch asks which nodes are leaves, for they come in an order that no processor
 * guesses, and nothing but a return stands behind the loop. Children count from 1 here, and 0 is none.
 *
 * @returns how many nodes have children; a negative number if anything is wrong with one
 */
function innerNodes({ count, left, right, feature, steps }: SpacedNodes, features: number): number {
  if (marks.length <= count) marks = new Uint8Array(count + 1);
  const taken = marks.fill(0, 0, count + 1);
  const last = features > 0 ? Math.min(Math.ceil(features), 2 ** 31) - 1 : -1;
  const step = steps.ints;
  let inner = 0;
  // The root is nobody's child.
  taken[1] = 1;
  for (let i = 0, at = 0; i < count; i++, at += step) {
    const a = (left[at]! + 1) | 0;
    const b = (right[at]! + 1) | 0;
    const split = feature[at]!;
    const has = -a >>> 31;
    // The sign is set by a child or a feature that is out of range, one child alone, and a second parent.
    inner |= (a | b | (count - a) | (count - b) | ((split | (last - split)) & -has)) & SIGN;
    inner |= (has ^ (-b >>> 31)) << 31;
    inner |= taken[a]! << 31;
    taken[a] = has;
    inner |= taken[b]! << 31;
    taken[b] = has;
    inner += has;
  }
  return inner;
}

/** @returns how many nodes are the root or somebody's child, each of one only */
function reach({ count, left, right, feature }: Nodes, features: number, path: string): number {
  const seen = new Uint8Array(count);
  seen[0] = 1;
  let reached = 1;
  for (let i = 0; i < count; i++) {
    const a = left[i]!;
    const b = right[i]!;
    if (a === -1 && b === -1) continue;
    if (!(a > 0 && a < count && b > 0 && b < count) || a === b || seen[a] || seen[b]) {
      throw malformed(`node ${i} does not belong to a tree`, `${path}.nodes[${i}]`);
    }
    seen[a] = seen[b] = 1;
    reached += 2;
    if (!(feature[i]! >= 0 && feature[i]! < features)) {
      throw malformed(`node ${i} splits feature ${feature[i]} of ${features}`, `${path}.nodes[${i}]`);
    }
  }
  return reached;
}
