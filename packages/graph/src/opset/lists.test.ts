/** A list of ints becomes the same in another version, whatever holds it. */

import { bigintsOf, type Attribute, type Graph, type GraphNode, type IntList } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../builder/builder.js';
import { constantTensor } from '../operators/constant.js';
import { printGraph } from '../print.js';
import { tensor } from '../tensor.js';
import { convertOpset, type Opsets } from './convert.js';

const LISTS: [string, (values: readonly number[]) => IntList][] = [
  ['int64', (values) => BigInt64Array.from(values, BigInt)],
  ['int32', (values) => Int32Array.from(values)],
  ['int16', (values) => Int16Array.from(values)],
  ['uint8', (values) => Uint8Array.from(values)],
];

const graphOf = (
  opType: string,
  domain: string,
  attributes: Record<string, Attribute>,
  opsets: Record<string, number>,
  dtype: 'float32' | 'int64' = 'float32',
): Graph => ({
  name: 'g',
  opsets,
  inputs: [{ name: 'X', dtype, shape: [1, 3] }],
  outputs: [{ name: 'Y', dtype: 'object', shape: null }],
  initializers: [],
  nodes: [{ opType, domain, name: 'node', inputs: ['X'], outputs: ['Y'], attributes }],
  metadata: {},
});

/** Its lists as bigints: they are compared with one another. */
const plain = (nodes: readonly GraphNode[]) =>
  nodes.map((node) => ({
    ...node,
    attributes: Object.fromEntries(
      Object.entries(node.attributes).map(([name, { type, value }]) => [
        name,
        type === 'ints' ? bigintsOf(value) : value,
      ]),
    ),
  }));

const strings = (...value: string[]): Attribute => ({ type: 'strings', value });
const numbers = (...value: number[]): Attribute => ({ type: 'floats', value });
const STUMP = {
  nodes_modes: strings('BRANCH_LEQ', 'LEAF', 'LEAF'),
  nodes_values: numbers(1.5, 0, 0),
  class_weights: numbers(0.25, 0.75, 0.5, 0.5),
};
const STUMP_INTS = {
  nodes_treeids: [0, 0, 0],
  nodes_nodeids: [0, 1, 2],
  nodes_truenodeids: [1, 0, 0],
  nodes_falsenodeids: [2, 0, 0],
  nodes_featureids: [2, 0, 0],
  class_treeids: [0, 0, 0, 0],
  class_nodeids: [1, 1, 2, 2],
  class_ids: [0, 2, 1, 2],
  classlabels_int64s: [7, 8, 9],
};

const CASES: [string, (held: (values: readonly number[]) => IntList) => Graph, number | Opsets][] = [
  [
    'that becomes an input',
    (held) => graphOf('Unsqueeze', '', { axes: { type: 'ints', value: held([0, 2]) } }, { '': 11 }),
    13,
  ],
  [
    'of places of words',
    (held) =>
      graphOf(
        'LabelEncoder',
        'ai.onnx.ml',
        { keys_int64s: { type: 'ints', value: held([0, 1]) }, values_strings: strings('a', 'b') },
        { 'ai.onnx.ml': 2 },
        'int64',
      ),
    { 'ai.onnx.ml': 1 },
  ],
  [
    'of trees and of their labels',
    (held) => {
      const ints = Object.entries(STUMP_INTS).map(([name, values]) => [name, { type: 'ints', value: held(values) }]);
      const attributes = { ...STUMP, ...(Object.fromEntries(ints) as Record<string, Attribute>) };
      return graphOf('TreeEnsembleClassifier', 'ai.onnx.ml', attributes, { '': 17, 'ai.onnx.ml': 3 });
    },
    { 'ai.onnx.ml': 5 },
  ],
];

describe('a list of ints', () => {
  it.each(CASES)('%s', (_, graphOfList, opsets) => {
    const expected = convertOpset(
      graphOfList((values) => values.map(BigInt)),
      opsets,
    );
    for (const [name, held] of LISTS) {
      const converted = convertOpset(graphOfList(held), opsets);
      expect(plain(converted.nodes), name).toEqual(plain(expected.nodes));
      expect(converted.initializers, name).toEqual(expected.initializers);
    }
  });

  it.each(LISTS)('that is a constant is int64: %s', (_, held) => {
    expect(constantTensor({ value_ints: { type: 'ints', value: held([1, 0, 127]) } })).toEqual(
      tensor('int64', [1, 0, 127]),
    );
  });

  it('is kept as a converter gives it, and prints as numbers', () => {
    const g = new GraphBuilder('g');
    const x = g.input('X', 'float32', [2, 3]);
    const perm = Int32Array.of(1, 0);
    g.output('Y', g.op('Transpose', [x], { perm }));
    const graph = g.build();
    expect(graph.nodes[0]!.attributes['perm']!.value).toBe(perm);
    expect(graph.outputs[0]!.shape).toEqual([3, 2]);
    expect(printGraph(graph)).toContain('perm=[1, 0]');
  });
});
