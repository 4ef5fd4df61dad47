import type { Attribute, DenseTensor } from '@brine/core';
import { GraphBuilder } from '@brine/graph';
import { describe, expect, it } from 'vitest';
import type { Nodes } from '../tree/nodes.js';
import { Build } from './build.js';
import { type Member, treeEnsemble } from './tree-ensemble.js';

let state = 5;
const random = (): number => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;

const WIDTH = 3;

/** A tree whose nodes stand in any order but for the root; `missingLeft` holds something for leaves too, as in files. */
function member(inner: number, target: number): Member {
  const count = 2 * inner + 1;
  const [left, right, feature] = [-1, -1, -2].map((value) => new Int32Array(count).fill(value)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const names = [0, ...Array.from({ length: count - 1 }, (_, i) => i + 1).sort(() => random() - 0.5)];
  const open = [0];
  for (let next = 1; next < count; next += 2) {
    const [node] = open.splice(Math.floor(random() * open.length), 1) as [number];
    [left[node], right[node], feature[node]] = [names[next]!, names[next + 1]!, Math.floor(random() * WIDTH)];
    open.push(left[node], right[node]);
  }
  const threshold = Float64Array.from(left, () => random());
  const missingLeft = Uint8Array.from(left, () => Math.round(random()));
  return {
    nodes: { count, left, right, feature, threshold, missingLeft },
    target,
    weights: Float64Array.from(left, () => random()),
  };
}

const goesLeft = (value: number, split: number, missing: unknown) =>
  Number.isNaN(value) ? missing === 1 : value <= split;

function leafOf({ left, right, feature, threshold, missingLeft }: Nodes, row: readonly number[]): number {
  let node = 0;
  while (left[node] !== -1)
    node = goesLeft(row[feature[node]!]!, threshold[node]!, missingLeft?.[node]) ? left[node]! : right[node]!;
  return node;
}

/** The target and the weight that a row reaches in each tree, by the operator's attributes. */
function reachedBy(attributes: Readonly<Record<string, Attribute>>, row: readonly number[]): [number, number][] {
  const list = (name: string): ArrayLike<number> => {
    const { value } = attributes[name]!;
    return Array.from(((value as DenseTensor).data ?? value) as ArrayLike<number>, Number);
  };
  const [yes, no] = [list('nodes_truenodeids'), list('nodes_falsenodeids')];
  const [yesIsLeaf, noIsLeaf] = [list('nodes_trueleafs'), list('nodes_falseleafs')];
  const [features, splits, missing] = ['nodes_featureids', 'nodes_splits', 'nodes_missing_value_tracks_true'].map(list);
  const [targets, weights] = [list('leaf_targetids'), list('leaf_weights')];
  return Array.from(list('tree_roots'), (root) => {
    for (let node = root; ;) {
      const isYes = goesLeft(row[features![node]!]!, splits![node]!, missing![node]);
      const child = (isYes ? yes : no)[node]!;
      if ((isYes ? yesIsLeaf : noIsLeaf)[node]) return [targets[child]!, weights[child]!];
      node = child;
    }
  });
}

function attributesOf(members: readonly Member[]): Readonly<Record<string, Attribute>> {
  const g = new GraphBuilder('trees');
  g.output('y', treeEnsemble(new Build(g), g.input('x', 'float64', [null, WIDTH]), members, 3));
  return g.build().nodes[0]!.attributes;
}

describe('trees of an ensemble', () => {
  it('lead where their nodes say, in whatever order these stand', () => {
    const members = [4, 0, 7, 1, 0, 30, 2].map((inner, i) => member(inner, i % 3));
    const attributes = attributesOf(members);
    for (let i = 0; i < 200; i++) {
      const row = Array.from({ length: WIDTH }, () => (random() < 0.1 ? NaN : random()));
      const expected = members.map(({ nodes, target, weights }) => [target, weights[leafOf(nodes, row)]]);
      expect(reachedBy(attributes, row)).toEqual(expected);
    }
  });

  it('have no more nodes than there are, and hold them in narrow lists', () => {
    const attributes = attributesOf([member(3, 0), member(0, 2)]);
    const held = Object.entries(attributes).map(([name, { value }]) => {
      const data = ((value as DenseTensor).data ?? value) as ArrayLike<unknown>;
      return [name, data.constructor.name, data.length];
    });
    expect(held).toEqual(
      expect.arrayContaining([
        ['nodes_featureids', 'Int32Array', 4],
        ['nodes_splits', 'Float64Array', 4],
        ['nodes_truenodeids', 'Int32Array', 4],
        ['nodes_falsenodeids', 'Int32Array', 4],
        ['nodes_trueleafs', 'Uint8Array', 4],
        ['nodes_falseleafs', 'Uint8Array', 4],
        ['leaf_targetids', 'Int32Array', 5],
        ['leaf_weights', 'Float64Array', 5],
      ]),
    );
  });
});
