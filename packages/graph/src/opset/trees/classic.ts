/**
 * TreeEnsembleRegressor and TreeEnsembleClassifier, whose leaves may weigh several targets.
 * @see https://onnx.ai/onnx/operators/onnx_aionnxml_TreeEnsembleRegressor.html
 */

import type { Call } from '../call.js';
import { floatsIn, neededNumbers, numbersOf } from './attributes.js';
import { MODES, type Float, type Forest } from './forest.js';

/** A forest, and the weights of each leaf: those from `starts[leaf]` to `starts[leaf + 1]`. */
export interface Classic {
  readonly forest: Forest;
  readonly starts: Int32Array;
  readonly targets: Float64Array;
  readonly weights: Float64Array;
}

interface Nodes {
  readonly trees: Float64Array;
  readonly ids: Float64Array;
  readonly yes: Float64Array;
  readonly no: Float64Array;
  readonly kinds: readonly string[];
}

/** @param what - `target` or `class`: how the lists of weights are called */
export function readClassic(call: Call, dtype: Float, what: 'target' | 'class'): Classic {
  const { node, refuse } = call;
  const kinds = node.attributes['nodes_modes'];
  if (kinds?.type !== 'strings') return refuse('it has no nodes_modes');
  const nodes: Nodes = {
    trees: neededNumbers(call, 'nodes_treeids'),
    ids: neededNumbers(call, 'nodes_nodeids'),
    yes: neededNumbers(call, 'nodes_truenodeids'),
    no: neededNumbers(call, 'nodes_falsenodeids'),
    kinds: kinds.value,
  };
  const features = neededNumbers(call, 'nodes_featureids');
  const values = floatsIn(call, 'nodes_values') ?? refuse('it has no nodes_values');
  const missing = numbersOf(call, 'nodes_missing_value_tracks_true');
  const { length } = nodes.ids;
  const lists = [nodes.trees, nodes.yes, nodes.no, nodes.kinds, features, values, missing ?? features];
  if (lists.some((list) => list.length !== length)) return refuse('its lists of nodes have different lengths');
  const { placeOf, roots } = treesIn(call, nodes);

  // Nodes in the order in which they are reached, inner nodes and leaves numbered apart.
  const number = new Int32Array(length).fill(-1);
  const inner: number[] = [];
  const children: (readonly [yes: number, no: number])[] = [];
  let leaves = 0;
  const waiting: number[] = [];
  for (const root of roots) {
    waiting.push(root);
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      if (number[place] !== -1) return refuse('two of its nodes share a child');
      if (nodes.kinds[place] === 'LEAF') {
        number[place] = leaves++;
        continue;
      }
      number[place] = inner.push(place) - 1;
      const tree = nodes.trees[place]!;
      const pair = [placeOf(tree, nodes.yes[place]!), placeOf(tree, nodes.no[place]!)] as const;
      children.push(pair);
      waiting.push(pair[1], pair[0]);
    }
  }
  const isLeaf = (place: number): number => Number(nodes.kinds[place] === 'LEAF');
  // A tree of one leaf gets a node whose children are both that leaf.
  const stumps = roots.filter((root) => isLeaf(root) === 1);
  const stump = new Map(stumps.map((root, i) => [root, inner.length + i]));
  const lone = (value: number): number[] => stumps.map(() => value);
  const lonely = stumps.map((root) => number[root]!);
  const modes = inner.map((place) => MODES.indexOf(nodes.kinds[place] as (typeof MODES)[number]));
  if (modes.includes(-1)) return refuse('it compares in a way that is not known');
  const forest: Forest = {
    dtype,
    roots: roots.map((root) => stump.get(root) ?? number[root]!),
    features: [...inner.map((place) => features[place]!), ...lone(0)],
    modes: [...modes, ...lone(0)],
    splits: [...inner.map((place) => values[place]!), ...lone(0)],
    yes: [...children.map(([yes]) => number[yes]!), ...lonely],
    no: [...children.map(([, no]) => number[no]!), ...lonely],
    yesIsLeaf: [...children.map(([yes]) => isLeaf(yes)), ...lone(1)],
    noIsLeaf: [...children.map(([, no]) => isLeaf(no)), ...lone(1)],
    missing: missing && [...inner.map((place) => missing[place]!), ...lone(0)],
    leaves,
  };
  const leafAt = (tree: number, id: number): number => {
    const place = placeOf(tree, id);
    return isLeaf(place) === 1 ? number[place]! : refuse('it weighs a node that is no leaf');
  };
  return { forest, ...weightsIn(call, what, leaves, leafAt) };
}

/** Room for the number of a node beside that of its tree. */
const NODES = 2 ** 26;

/** The place of each node by its tree and number, and the roots in the order of their trees. */
function treesIn({ refuse }: Call, { trees, ids, yes, no, kinds }: Nodes) {
  const places = new Map<number, number>();
  for (let i = 0; i < ids.length; i++) {
    if (!(ids[i]! >= 0 && ids[i]! < NODES)) return refuse(`it has a node ${ids[i]}`);
    places.set(trees[i]! * NODES + ids[i]!, i);
  }
  if (places.size !== ids.length) return refuse('it has a node twice');
  const placeOf = (tree: number, id: number): number =>
    places.get(tree * NODES + id) ?? refuse(`its tree ${tree} has no node ${id}`);
  const isChild = new Uint8Array(ids.length);
  for (let i = 0; i < ids.length; i++) {
    if (kinds[i] === 'LEAF') continue;
    isChild[placeOf(trees[i]!, yes[i]!)] = 1;
    isChild[placeOf(trees[i]!, no[i]!)] = 1;
  }
  const roots = new Map<number, number>();
  for (let i = 0; i < ids.length; i++) {
    const tree = trees[i]!;
    if (!roots.has(tree)) {
      // ONNX Runtime begins with the first node, whatever it is.
      if (isChild[i] === 1) return refuse(`its tree ${tree} does not begin with its root`);
      roots.set(tree, i);
    } else if (isChild[i] === 0) return refuse(`its tree ${tree} has two roots`);
  }
  return { placeOf, roots: [...roots.values()] };
}

/** The weights in the order of the leaves. */
function weightsIn(call: Call, what: string, leaves: number, leafAt: (tree: number, id: number) => number) {
  const { refuse } = call;
  const [trees, ids, targets] = ['treeids', 'nodeids', 'ids'].map((name) => neededNumbers(call, `${what}_${name}`));
  const weights = floatsIn(call, `${what}_weights`) ?? refuse(`it has no ${what}_weights`);
  const { length } = weights;
  if ([trees, ids, targets].some((list) => list!.length !== length))
    return refuse('its lists of weights have different lengths');
  const at = Int32Array.from({ length }, (_, i) => leafAt(trees![i]!, ids![i]!));
  const starts = new Int32Array(leaves + 1);
  for (const leaf of at) starts[leaf + 1]!++;
  for (let leaf = 0; leaf < leaves; leaf++) starts[leaf + 1]! += starts[leaf]!;
  const next = starts.slice();
  const sorted = { targets: new Float64Array(length), weights: new Float64Array(length) };
  for (let i = 0; i < length; i++) {
    const to = next[at[i]!]!++;
    sorted.targets[to] = targets![i]!;
    sorted.weights[to] = weights[i]!;
  }
  return { starts, ...sorted };
}
