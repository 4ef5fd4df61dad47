import type { Graph, Program } from '@brine/core';
import { OPSETS } from '@brine/graph';
import { expect, it } from 'vitest';
import { atOpset } from './opset.js';

const graph: Graph = {
  name: 'g',
  opsets: { '': 18, 'ai.onnx.ml': 5 },
  inputs: [],
  outputs: [],
  initializers: [],
  nodes: [],
  metadata: {},
};
const program: Program = { name: 'm', inputs: [], outputs: [], stages: [{ kind: 'graph', graph }], methods: {} };
const opsets = (opset: number) => {
  const [stage] = atOpset(program, opset).stages;
  return stage!.kind === 'graph' && stage!.graph.opsets;
};
const { newest } = OPSETS['']!;

it('asks for another version of ai.onnx, within what the nodes allow and what is known', () => {
  expect(opsets(18)).toEqual({ '': 18, 'ai.onnx.ml': 5 });
  expect(opsets(newest)).toEqual({ '': newest, 'ai.onnx.ml': 5 });
  for (const opset of [17, newest + 1]) {
    expect(() => opsets(opset)).toThrow(
      `opset ${opset} of ai.onnx is not possible: this model can have 18 to ${newest}`,
    );
  }
});
