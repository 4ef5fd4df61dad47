import { malformed, unsupported } from '../read/index.js';
import { fieldIn, integer, integers, numbersIn } from './fields.js';
import type { BoostedTree } from './model.js';
import type { Members, Vector } from './ubjson.js';

const CATEGORICAL = 1;

/**
 * One tree, its nodes numbered anew as they are reached from the root: pruning leaves others behind. A split sends left what is below
 * the threshold; one by categories sends right what is among them, so that its children change places here.
 *
 * Source: XGBoost RegTree::LoadModel, predictor::GetNextNode, common::Decision
 * @throws CodecError `malformed` for nodes that are no tree, `unsupported` for leaves that hold a vector
 */
export function readTree(tree: Members, features: number, path: string): BoostedTree {
  if (integer(fieldIn(tree, 'tree_param', path), 'size_leaf_vector', path, 0) > 1)
    throw unsupported(
      'leaves that hold one number for each output',
      path,
      'Fit it with multi_strategy="one_output_per_tree".',
    );
  const left = integers(tree, 'left_children', path);
  const all = left.length;
  const column = (found: Vector, name: string): Vector => {
    if (found.length !== all) throw malformed(`${name} has ${found.length} numbers, not ${all}`, path);
    return found;
  };
  const ints = (name: string): Vector => column(integers(tree, name, path), name);
  const right = ints('right_children');
  const feature = ints('split_indices');
  const defaultLeft = ints('default_left');
  const types = tree.has('split_type') ? ints('split_type') : new Uint8Array(all);
  const conditions = column(numbersIn(tree, 'split_conditions', path), 'split_conditions');
  const categories = categoriesOf(tree, path);

  const order = reached(left, right, path);
  const place = new Int32Array(all);
  order.forEach((node, i) => (place[node] = i));
  const count = order.length;
  const nodes = {
    count,
    left: new Int32Array(count).fill(-1),
    right: new Int32Array(count).fill(-1),
    feature: new Int32Array(count),
    threshold: new Float64Array(count),
    missingLeft: new Int32Array(count),
  };
  const weights = new Float32Array(count);
  const sets: (readonly number[] | undefined)[] = [];
  order.forEach((node, i) => {
    const value = Math.fround(conditions[node]!);
    if (left[node] === -1) {
      weights[i] = value;
      return;
    }
    if (!(feature[node]! >= 0 && feature[node]! < features))
      throw malformed(`node ${node} splits feature ${feature[node]} of ${features}`, path);
    const swaps = types[node] === CATEGORICAL;
    nodes.feature[i] = feature[node]!;
    nodes.left[i] = place[(swaps ? right : left)[node]!]!;
    nodes.right[i] = place[(swaps ? left : right)[node]!]!;
    nodes.missingLeft[i] = Number((defaultLeft[node] !== 0) !== swaps);
    if (swaps) sets[i] = categories(node);
    else nodes.threshold[i] = value;
  });
  return { nodes: sets.length > 0 ? { ...nodes, members: sets } : nodes, weights };
}

/** Nodes in the order of a walk from the root, level by level. */
function reached(left: Vector, right: Vector, path: string): number[] {
  if (left.length === 0) throw malformed('a tree without nodes', path);
  const seen = new Uint8Array(left.length);
  seen[0] = 1;
  const order = [0];
  // Grows while it is walked.
  for (const node of order) {
    if (left[node] === -1) continue;
    for (const child of [left[node]!, right[node]!]) {
      if (!(child > 0 && child < left.length) || seen[child])
        throw malformed(`node ${node} does not belong to a tree`, path);
      seen[child] = 1;
      order.push(child);
    }
  }
  return order;
}

/** What the splits by categories send right. */
function categoriesOf(tree: Members, path: string): (node: number) => number[] {
  if (!tree.has('categories_nodes')) return () => [];
  const read = (name: string): Vector => integers(tree, name, path);
  const [nodes, starts, sizes, values] = [
    read('categories_nodes'),
    read('categories_segments'),
    read('categories_sizes'),
    read('categories'),
  ];
  const sets = new Map<number, number[]>();
  nodes.forEach((node, i) => {
    const start = starts[i] ?? -1;
    const end = start + (sizes[i] ?? -1);
    if (!(start >= 0 && end >= start && end <= values.length))
      throw malformed(`categories of node ${node} that are not there`, path);
    sets.set(node, Array.from(values.subarray(start, end)));
  });
  return (node) => {
    const found = sets.get(node);
    if (!found) throw malformed(`node ${node} splits by categories and has none`, path);
    return found;
  };
}
