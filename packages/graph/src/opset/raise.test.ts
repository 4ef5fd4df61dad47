import type { Graph, GraphNode } from '@brine/core';
import { expect, it } from 'vitest';
import { tensor } from '../tensor.js';
import { raiseOpset } from './raise.js';

const graphOf = (opsets: Graph['opsets'], ...nodes: GraphNode[]): Graph => ({
  name: 'g',
  opsets,
  inputs: [{ name: 'X', dtype: 'float32', shape: [2, 3] }],
  outputs: [{ name: 'Y', dtype: 'float32', shape: null }],
  initializers: [],
  nodes,
  metadata: {},
});
const node = (opType: string, attributes: GraphNode['attributes'] = {}, domain = ''): GraphNode => {
  return { opType, domain, name: '', inputs: ['X'], outputs: ['Y'], attributes };
};

it('gives the versions that the operator table describes', () => {
  const raised = raiseOpset(graphOf({ '': 9 }, node('ReduceMax', { axes: { type: 'ints', value: [1n] } })))!;
  expect(raised.opsets).toEqual({ '': 26 });
  expect(raised.nodes[0]!.attributes).toEqual({ value: { type: 'tensor', value: tensor('int64', [1]) } });
  expect(raised.nodes[1]!.inputs).toEqual(['X', 'Y_axes']);
});

it('leaves trees the operators that they have', () => {
  const trees = node('TreeEnsembleRegressor', {}, 'ai.onnx.ml');
  expect(raiseOpset(graphOf({ '': 9, 'ai.onnx.ml': 1 }, trees))).toMatchObject({
    opsets: { '': 26, 'ai.onnx.ml': 4 },
    nodes: [{ opType: 'TreeEnsembleRegressor' }],
  });
});

it('gives nothing where nothing is older, or where an operator was another', () => {
  expect(raiseOpset(graphOf({ '': 26, 'ai.onnx.ml': 5 }, node('Relu')))).toBeUndefined();
  expect(raiseOpset(graphOf({ '': 8 }, node('Scan')))).toBeUndefined();
});
