/** What results are is compared with ONNX Runtime's in @brine/codec-onnx (trees.test.ts); here what is refused, and names. */

import { bigintsOf, type Attribute, type Graph, type GraphNode } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { tensor } from '../../tensor.js';
import { convertOpset } from '../convert.js';

const ints = (...value: number[]): Attribute => ({ type: 'ints', value: value.map(BigInt) });
const doubles = (...value: number[]): Attribute => ({ type: 'tensor', value: tensor('float64', value) });

/** Two trees: a node with two leaves each. */
const ENSEMBLE: Record<string, Attribute> = {
  n_targets: { type: 'int', value: 1n },
  tree_roots: ints(0, 1),
  nodes_featureids: ints(0, 1),
  nodes_modes: { type: 'tensor', value: tensor('uint8', [0, 0]) },
  nodes_splits: doubles(0.5, 1.5),
  nodes_truenodeids: ints(0, 2),
  nodes_falsenodeids: ints(1, 3),
  nodes_trueleafs: ints(1, 1),
  nodes_falseleafs: ints(1, 1),
  leaf_targetids: ints(0, 0, 0, 0),
  leaf_weights: doubles(0.1, 0.2, 0.3, 0.4),
};
const REGRESSOR: Record<string, Attribute> = {
  n_targets: { type: 'int', value: 1n },
  nodes_treeids: ints(0, 0, 0),
  nodes_nodeids: ints(0, 1, 2),
  nodes_featureids: ints(0, 0, 0),
  nodes_modes: { type: 'strings', value: ['BRANCH_LEQ', 'LEAF', 'LEAF'] },
  nodes_values: { type: 'floats', value: [0.5, 0, 0] },
  nodes_truenodeids: ints(1, 0, 0),
  nodes_falsenodeids: ints(2, 0, 0),
  target_treeids: ints(0, 0),
  target_nodeids: ints(1, 2),
  target_ids: ints(0, 0),
  target_weights: { type: 'floats', value: [1, 2] },
};

const graphOf = (opType: string, attributes: GraphNode['attributes'], opsets: Graph['opsets']): Graph => ({
  name: 'g',
  opsets,
  inputs: [{ name: 'X', dtype: opType === 'TreeEnsemble' ? 'float64' : 'float32', shape: [null, 2] }],
  outputs: [{ name: 'Y', dtype: 'float64', shape: null }],
  initializers: [],
  nodes: [{ opType, domain: 'ai.onnx.ml', name: 'Y', inputs: ['X'], outputs: ['Y'], attributes }],
  metadata: {},
});
const down = (more: Record<string, Attribute> = {}, opsets: Graph['opsets'] = { '': 13, 'ai.onnx.ml': 5 }) =>
  convertOpset(graphOf('TreeEnsemble', { ...ENSEMBLE, ...more }, opsets), { 'ai.onnx.ml': 3 });
const up = (more: Record<string, Attribute>) =>
  convertOpset(graphOf('TreeEnsembleRegressor', { ...REGRESSOR, ...more }, { '': 13, 'ai.onnx.ml': 3 }), {
    'ai.onnx.ml': 5,
  });

describe('trees in another version', () => {
  it('have nodes with names of their own, and ai.onnx where they need it', () => {
    const { opsets, nodes } = down({}, { 'ai.onnx.ml': 5 });
    expect(opsets).toEqual({ '': 17, 'ai.onnx.ml': 3 });
    const names = nodes.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(nodes.at(-1)!.outputs).toEqual(['Y']);
  });

  it('have leaves where a flag is not 0', () => {
    expect(down({ nodes_trueleafs: ints(5, 1) })).toEqual(down());
  });

  it('back and forth keep their nodes', () => {
    const float = (name: string) => ({ type: 'tensor', value: tensor('float32', DATA[name]!) }) as const;
    const DATA: Record<string, number[]> = { nodes_splits: [0.5, 1.5], leaf_weights: [1, 2, 3, 4] };
    const floats = Object.fromEntries(Object.keys(DATA).map((name) => [name, float(name)]));
    const opsets = { 'ai.onnx.ml': 5 };
    const graph = graphOf('TreeEnsemble', { ...ENSEMBLE, ...floats }, opsets);
    const inputs = [{ ...graph.inputs[0]!, dtype: 'float32' as const }];
    const older = convertOpset({ ...graph, inputs }, { 'ai.onnx.ml': 3 });
    expect(older.opsets).toEqual({ 'ai.onnx.ml': 3 });
    const back = convertOpset(older, opsets).nodes[0]!.attributes;
    for (const name of Object.keys(DATA)) expect(back[name]).toEqual(floats[name]);
    for (const name of ['tree_roots', 'nodes_featureids', 'nodes_truenodeids', 'nodes_falsenodeids'] as const) {
      const value = back[name]!;
      expect(value.type === 'ints' && bigintsOf(value.value)).toEqual(ENSEMBLE[name]!.value);
    }
  });

  it.each<[string, () => unknown, string]>([
    ['sums in float64 before CumSum', () => down({}, { '': 9, 'ai.onnx.ml': 5 }), 'has from opset 11 on'],
    ['a leaf that is not there', () => down({ nodes_truenodeids: ints(9, 2) }), 'names a node that is not there'],
    ['a root that is not there', () => down({ tree_roots: ints(-1, 1) }), 'names a node that is not there'],
    [
      'a circle',
      () => down({ nodes_truenodeids: ints(1, 0), nodes_trueleafs: ints(0, 0) }),
      'two of its nodes share a child',
    ],
    ['two trees that are one', () => down({ tree_roots: ints(0, 0) }), 'two of its nodes share a child'],
    ['lists of other lengths', () => down({ nodes_featureids: ints(0) }), 'have different lengths'],
    ['a target that is not there', () => down({ leaf_targetids: ints(0, 0, 0, 7) }), 'a leaf of none of its targets'],
    ['an aggregate function', () => down({ aggregate_function: { type: 'int', value: 9n } }), 'is not known'],
    ['no weights', () => down({ leaf_weights: ints(1) }), 'it has no leaf_weights'],
    ['a node twice', () => up({ nodes_nodeids: ints(0, 1, 1) }), 'it has a node twice'],
    ['a child that is not there', () => up({ nodes_truenodeids: ints(7, 0, 0) }), 'its tree 0 has no node 7'],
    ['a child of two', () => up({ nodes_truenodeids: ints(2, 0, 0) }), 'its tree 0 has two roots'],
    [
      'one child for both',
      () => up({ nodes_nodeids: ints(0, 2, 1), nodes_truenodeids: ints(0, 0, 0) }),
      'does not begin',
    ],
    [
      'an unknown comparison',
      () => up({ nodes_modes: { type: 'strings', value: ['IN', 'LEAF', 'LEAF'] } }),
      'compares',
    ],
    ['a weighed node', () => up({ target_nodeids: ints(0, 2) }), 'weighs a node that is no leaf'],
    ['a weight twice', () => up({ target_nodeids: ints(1, 1) }), 'weighs a target twice'],
  ])('is refused for %s', (_, convert, message) => {
    expect(convert).toThrow(message);
  });
});
