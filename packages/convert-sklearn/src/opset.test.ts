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

it('asks for another version of ai.onnx, of those that are known', () => {
  for (const opset of [13, 18, newest]) expect(opsets(opset)).toEqual({ '': opset, 'ai.onnx.ml': 5 });
  for (const opset of [6, newest + 1])
    expect(() => opsets(opset)).toThrow(`opset ${opset} of ai.onnx is not possible: 7 to ${newest} are`);
});
