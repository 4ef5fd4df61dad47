/** A forest as nodes of the older operators: each by its tree and a number within it, leaves among them. */

import type { Attribute } from '@brine/core';
import type { Call } from '../call.js';
import { floatsAttribute, ints } from './attributes.js';
import { floatsOf, MODES, type Forest } from './forest.js';

/** Where the leaves of a forest stand: one leaf may stand in several places. */
export interface Places {
  readonly trees: Float64Array;
  readonly nodes: Float64Array;
  readonly leaves: Float64Array;
}

export interface Planted {
  readonly attributes: Record<string, Attribute>;
  readonly places: Places;
}

/** A tree's nodes stand before their children, its root first. */
export function plant({ refuse }: Call, forest: Forest): Planted {
  const { roots, features, modes, splits, yes, no, yesIsLeaf, noIsLeaf, missing, leaves: known } = forest;
  const inner = features.length;
  const most = 2 * inner + roots.length;
  const [trees, ids, feature, first, second, toFirst] = Array.from({ length: 6 }, () => new Float64Array(most)) as Six;
  const values = floatsOf(forest.dtype, most);
  const kinds: string[] = [];
  const places = [new Float64Array(most), new Float64Array(most), new Float64Array(most)] as const;
  const seen = new Uint8Array(inner);
  // What is to be placed: its number, whether it is a leaf, and the slot for its number in the tree: 2 * parent, and 1 for the second child.
  const waiting: (readonly [from: number, isLeaf: boolean, slot: number])[] = [];
  let [at, leaf] = [0, 0];
  for (let tree = 0; tree < roots.length; tree++) {
    const start = at;
    const root = roots[tree]!;
    const isLone = isLeafAt(yesIsLeaf, root) && isLeafAt(noIsLeaf, root) && yes[root] === no[root];
    waiting.push(isLone ? [yes[root]!, true, -1] : [root, false, -1]);
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [from, isLeaf, slot] = next;
      if (!(from >= 0 && from < (isLeaf ? known : inner))) return refuse('it names a node that is not there');
      const id = at - start;
      if (slot >= 0) (slot % 2 === 0 ? first : second)[slot >> 1] = id;
      trees[at] = tree;
      ids[at] = id;
      if (isLeaf) {
        kinds.push('LEAF');
        [places[0][leaf], places[1][leaf], places[2][leaf]] = [tree, id, from];
        leaf++;
      } else {
        if (seen[from] === 1) return refuse('two of its nodes share a child');
        seen[from] = 1;
        kinds.push(MODES[modes[from]!]!);
        feature[at] = features[from]!;
        values[at] = splits[from]!;
        toFirst[at] = missing?.[from] ?? 0;
        waiting.push(
          [no[from]!, isLeafAt(noIsLeaf, from), 2 * at + 1],
          [yes[from]!, isLeafAt(yesIsLeaf, from), 2 * at],
        );
      }
      at++;
    }
  }
  const part = (list: Float64Array) => ints(list.subarray(0, at));
  return {
    attributes: {
      nodes_falsenodeids: part(second),
      nodes_featureids: part(feature),
      ...(missing ? { nodes_missing_value_tracks_true: part(toFirst) } : {}),
      nodes_modes: { type: 'strings', value: kinds },
      nodes_nodeids: part(ids),
      nodes_treeids: part(trees),
      nodes_truenodeids: part(first),
      ...floatsAttribute('nodes_values', forest.dtype, values.slice(0, at)),
    },
    places: {
      trees: places[0].subarray(0, leaf),
      nodes: places[1].subarray(0, leaf),
      leaves: places[2].subarray(0, leaf),
    },
  };
}

/** Any number but 0 says so. */
const isLeafAt = (flags: ArrayLike<number>, node: number) => (flags[node] ?? 0) !== 0;

type Six = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
