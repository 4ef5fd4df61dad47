import type { Graph } from '@brine/core';
import { expect, it } from 'vitest';
import { GraphBuilder } from './builder/builder.js';
import { inferTypes } from './infer.js';

const node = (opType: string, inputs: string[], outputs: string[], domain = '') => ({
  opType,
  domain,
  name: '',
  inputs,
  outputs,
  attributes: {},
});

it('finds what the builder found', () => {
  const g = new GraphBuilder('g');
  const x = g.input('X', 'float64', ['n', 4]);
  const made = [g.op('MatMul', [x, g.constant({ dtype: 'float64', shape: [4, 2], data: new Float64Array(8) })])];
  made.push(g.op('ArgMax', [made[0]!], { axis: 1, keepdims: 0 }), g.op('Softmax', [made[0]!]));
  made.forEach((value, i) => g.output(`Y${i}`, value));
  const types = inferTypes(g.build());
  for (const { name, dtype, shape } of made) expect(types.get(name)).toEqual({ dtype, shape });
});

it('knows nothing of an unknown operator and what follows, but what the outputs state', () => {
  const graph: Graph = {
    name: 'g',
    opsets: { '': 17 },
    inputs: [{ name: 'X', dtype: 'float64', shape: [2] }],
    outputs: [{ name: 'Z', dtype: 'float64', shape: [3] }],
    initializers: [],
    nodes: [
      node('Mystery', ['X'], ['A']),
      node('Exp', ['A'], ['B']),
      node('Exp', ['B'], ['Z']),
      node('Add', ['X'], ['C']),
    ],
    metadata: {},
  };
  expect([...inferTypes(graph).keys()]).toEqual(['X', 'Z']);
});

it('says nothing of values with more axes than any has, however many a file asks for', () => {
  const shape = (length: number): Graph['inputs'] => [{ name: 'X', dtype: 'int64', shape: [length] }];
  const graph = (length: number): Graph => ({
    name: 'g',
    opsets: { '': 17 },
    inputs: shape(length),
    outputs: [],
    initializers: [],
    nodes: ['ConstantOfShape', 'Reshape', 'Expand', 'NonZero'].map((name) => node(name, ['X', 'X'], [name])),
    metadata: {},
  });
  for (const length of [2 ** 40, -1, 0.5, 1000])
    expect(inferTypes(graph(length)).get('Reshape')).toEqual({ dtype: 'int64', shape: null });
  expect(inferTypes(graph(2)).get('Reshape')).toEqual({ dtype: 'int64', shape: [null, null] });
});

it('follows no overloads, of which a graph does not say which a node means', () => {
  const fn = (opType: string) => ({
    domain: 'own',
    name: 'F',
    opsets: { '': 17 },
    inputs: ['x'],
    outputs: ['y'],
    required: [],
    defaults: {},
    nodes: [node(opType, ['x'], ['y'])],
  });
  const graph = (...functions: Graph['functions'] & object): Graph => ({
    name: 'g',
    opsets: { '': 17, own: 1 },
    inputs: [{ name: 'X', dtype: 'float32', shape: [2, 2] }],
    outputs: [],
    initializers: [],
    nodes: [node('F', ['X'], ['Y'], 'own')],
    functions,
    metadata: {},
  });
  expect(inferTypes(graph(fn('IsNaN'))).get('Y')).toEqual({ dtype: 'bool', shape: [2, 2] });
  expect(inferTypes(graph(fn('IsNaN'), fn('Exp'))).get('Y')).toBeUndefined();
});
