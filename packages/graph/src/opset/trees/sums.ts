/** What trees of the older operators add up to, by TreeEnsemble. */

import type { GraphNode } from '@brine/core';
import { stringOf } from '../../operators/attribute.js';
import { tensor } from '../../tensor.js';
import { int, type Call, type Step } from '../call.js';
import { floatsIn } from './attributes.js';
import { Chain } from './chain.js';
import { readClassic, type Classic } from './classic.js';
import { writeEnsemble } from './ensemble.js';
import { floatsOf, MOST_LEAVES, TRANSFORMS, type Aggregate, type Float } from './forest.js';

/** What the trees add up to by target, in the type of the rows. */
export interface Sums {
  readonly classic: Classic;
  readonly dtype: Float;
  /** What is added to the sums; none where there is none. */
  readonly base: ArrayLike<number>;
  readonly chain: Chain;
  /** The trees and what follows; the chain's last value gets the name. */
  step(name: string): Step;
}

export function sumsOf(call: Call, what: 'target' | 'class', count: number, how: Aggregate): Sums {
  const { node, refuse, typeOf } = call;
  const given = typeOf(node.inputs[0])?.dtype ?? refuse('the type of its rows is not known');
  const dtype: Float = given === 'float64' ? 'float64' : 'float32';
  const rows = new Chain(call, node.inputs[0]!);
  if (given !== dtype) rows.then('Cast', [], { to: int(1) });
  const transform = stringOf(node.attributes, 'post_transform') ?? 'NONE';
  if (![...TRANSFORMS.values()].includes(transform))
    return refuse(`its post_transform ${transform} is one number to the specification and another to ONNX Runtime`);
  const classic = readClassic(call, dtype, what);
  if (classic.targets.some((target) => !(target >= 0 && target < count)))
    return refuse('it has a leaf of none of its targets');
  const base = floatsIn(call, 'base_values') ?? [];
  const isOne = one(classic, how);
  if (transform !== 'NONE' && !(isOne && base.length === 0 && dtype === 'float32' && what === 'target'))
    return refuse(`its post_transform ${transform} comes after what TreeEnsemble does not do`);
  const trees = call.fresh('trees');
  const ensemble = (attributes: GraphNode['attributes']): GraphNode => ({
    ...node,
    opType: 'TreeEnsemble',
    inputs: [rows.value],
    outputs: [trees],
    attributes,
  });
  const { forest } = classic;
  const chain = new Chain(call, trees);
  let made: GraphNode;
  if (isOne) {
    const leaves = Array.from({ length: forest.leaves }, (_, leaf) => classic.starts[leaf]!);
    const isEmpty = (leaf: number): boolean => classic.starts[leaf] === classic.starts[leaf + 1];
    const targets = leaves.map((at, leaf) => (isEmpty(leaf) ? 0 : classic.targets[at]!));
    const weights = leaves.map((at, leaf) => (isEmpty(leaf) ? 0 : classic.weights[at]!));
    made = ensemble(writeEnsemble(forest, targets, weights, count, how, transform));
  } else {
    if (how === 'MIN' || how === 'MAX') return refuse(`its ${how} is of leaves that weigh several targets`);
    if (forest.leaves > MOST_LEAVES) return refuse(`it has more than ${MOST_LEAVES} leaves`);
    const depth = forest.roots.length;
    const numbers = Float64Array.from({ length: forest.leaves }, (_, leaf) => leaf);
    made = ensemble(writeEnsemble(forest, treesOfLeaves(classic), numbers, depth, 'SUM', 'NONE'));
    chain.lookUp(tensor(dtype, tableOf(call, classic, dtype, count), [forest.leaves, count])).addUp(depth);
    if (how === 'AVERAGE') chain.then('Div', [tensor(dtype, [depth], [])]);
  }
  return {
    classic,
    dtype,
    base,
    chain,
    step: (name) =>
      chain.nodes.length === 0
        ? { before: rows.nodes, node: { ...made, outputs: [name] } }
        : { before: rows.nodes, node: made, after: chain.named(name) },
  };
}

/** With the `base_values` added. */
export function withBase({ refuse }: Call, { chain, dtype, base }: Sums, count: number): void {
  if (base.length === 0) return;
  if (base.length !== count) return refuse(`it has ${base.length} base_values for ${count} targets`);
  chain.then('Add', [tensor(dtype, Array.from(base))]);
}

/** Whether each leaf weighs one target, or none where that adds nothing. */
function one({ starts }: Classic, how: Aggregate): boolean {
  const least = how === 'MIN' || how === 'MAX' ? 1 : 0;
  for (let leaf = 0; leaf + 1 < starts.length; leaf++) {
    const count = starts[leaf + 1]! - starts[leaf]!;
    if (count > 1 || count < least) return false;
  }
  return true;
}

/** The number of the tree of each leaf. */
function treesOfLeaves({ forest }: Classic): Float64Array {
  const trees = new Float64Array(forest.leaves);
  const waiting: number[] = [];
  for (let tree = 0; tree < forest.roots.length; tree++) {
    waiting.push(forest.roots[tree]!);
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (forest.yesIsLeaf[at] === 1) trees[forest.yes[at]!] = tree;
      else waiting.push(forest.yes[at]!);
      if (forest.noIsLeaf[at] === 1) trees[forest.no[at]!] = tree;
      else waiting.push(forest.no[at]!);
    }
  }
  return trees;
}

/** What each leaf weighs, shape `[leaves, count]`. */
function tableOf({ refuse }: Call, { forest, starts, targets, weights }: Classic, dtype: Float, count: number) {
  const table = floatsOf(dtype, forest.leaves * count);
  const has = new Uint8Array(table.length);
  for (let leaf = 0; leaf < forest.leaves; leaf++) {
    for (let i = starts[leaf]!; i < starts[leaf + 1]!; i++) {
      const at = leaf * count + targets[i]!;
      if (has[at] === 1) return refuse('one of its leaves weighs a target twice');
      has[at] = 1;
      // What adds to 0 is never -0.
      table[at] = weights[i]! + 0;
    }
  }
  return table;
}
