import type { Graph } from '@brine/core';
import { expect, it } from 'vitest';
import { GraphBuilder } from './builder/builder.js';
import { inferTypes } from './infer.js';

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
  const node = (opType: string, inputs: string[], outputs: string[]) => ({
    opType,
    domain: '',
    name: '',
    inputs,
    outputs,
    attributes: {},
  });
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
