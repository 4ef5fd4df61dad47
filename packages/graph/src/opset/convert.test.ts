import type { Attribute, Graph, GraphNode } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { tensor } from '../tensor.js';
import { convertOpset } from './convert.js';

const node = (
  opType: string,
  inputs: string[],
  outputs: string[],
  attributes: Record<string, Attribute> = {},
  domain = '',
): GraphNode => ({ opType, domain, name: outputs[0]!, inputs, outputs, attributes });

const graphOf = (opset: number, nodes: GraphNode[], more: Partial<Graph> = {}): Graph => ({
  name: 'g',
  opsets: { '': opset },
  inputs: [{ name: 'X', dtype: 'float32', shape: [2, 3] }],
  outputs: [{ name: 'Y', dtype: 'float32', shape: null }],
  initializers: [],
  nodes,
  metadata: {},
  ...more,
});

const axes = (...values: number[]) => ({ name: 'axes', tensor: tensor('int64', values) });
const squeeze = node('Unsqueeze', ['X', 'axes'], ['Y']);
const failure = (graph: Graph, opset: number | Record<string, number>) => {
  try {
    return convertOpset(graph, opset);
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a graph in another opset', () => {
  it('that it has already is the same', () => {
    const graph = graphOf(13, [squeeze], { initializers: [axes(0)] });
    expect(convertOpset(graph, 13)).toBe(graph);
    expect(convertOpset(graph, { 'ai.onnx.ml': 3 })).toBe(graph);
  });

  it('keeps constants that others take, and leaves out those that none does', () => {
    const down = convertOpset(graphOf(13, [squeeze], { initializers: [axes(0)] }), 11);
    expect([down.opsets, down.initializers]).toEqual([{ '': 11 }, []]);
    expect(down.nodes).toEqual([node('Unsqueeze', ['X'], ['Y'], { axes: { type: 'ints', value: [0n] } })]);
    const shared = [squeeze, node('Identity', ['axes'], ['Z'])];
    expect(convertOpset(graphOf(13, shared, { initializers: [axes(0)] }), 11).initializers).toHaveLength(1);
  });

  it('back and forth is as before, with names of its own', () => {
    const down = convertOpset(graphOf(13, [squeeze], { initializers: [axes(-1)] }), 9);
    expect(down.nodes[0]!.attributes).toEqual({ axes: { type: 'ints', value: [2n] } });
    const [constant, back] = convertOpset({ ...down, initializers: [{ ...axes(1), name: 'Y_axes' }] }, 13).nodes;
    expect(back).toEqual(node('Unsqueeze', ['X', 'Y_axes_2'], ['Y']));
    expect([constant!.opType, constant!.outputs]).toEqual(['Constant', ['Y_axes_2']]);
  });

  it('is so in bodies, which take constants from outside, and in functions', () => {
    const body = graphOf(0, [node('Unsqueeze', ['X', 'axes'], ['B'])], { opsets: {}, inputs: [], outputs: [] });
    const branch = { type: 'graph', value: body } as const;
    const graph = graphOf(13, [node('If', ['c'], ['Y'], { then_branch: branch, else_branch: branch })], {
      initializers: [axes(0)],
      functions: [
        {
          domain: 'own',
          name: 'F',
          opsets: { '': 13 },
          inputs: ['a'],
          outputs: ['b'],
          required: [],
          defaults: {},
          nodes: [
            node('Constant', [], ['axes'], { value: { type: 'tensor', value: tensor('int64', [1]) } }),
            node('Unsqueeze', ['a', 'axes'], ['b']),
          ],
        },
      ],
    });
    const down = convertOpset(graph, 11);
    const branches = Object.values(down.nodes[0]!.attributes).map((attribute) =>
      attribute.type === 'graph' ? attribute.value.nodes[0]!.attributes['axes']!.value : undefined,
    );
    expect([branches, down.initializers]).toEqual([[[0n], [0n]], []]);
    expect(down.functions![0]!.opsets).toEqual({ '': 11 });
    expect(down.functions![0]!.nodes[1]).toEqual(
      node('Unsqueeze', ['a'], ['b'], { axes: { type: 'ints', value: [1n] } }),
    );
  });

  it('takes types from the scope of a value: bodies and functions may name others alike', () => {
    const soft = node('Softmax', ['h'], ['s']);
    const branch = (inner: GraphNode) => {
      const outputs = [{ name: 's', dtype: 'float32' as const, shape: null }];
      return { type: 'graph', value: graphOf(0, [inner, soft], { opsets: {}, inputs: [], outputs }) } as const;
    };
    const rows = branch(node('Identity', ['X'], ['h']));
    const images = branch(node('Unsqueeze', ['X'], ['h'], { axes: { type: 'ints', value: [0n] } }));
    const fn = { domain: 'own', name: 'F', opsets: { '': 11 }, inputs: ['X'], outputs: ['s'] };
    const graph = graphOf(11, [node('If', ['c'], ['Y'], { then_branch: rows, else_branch: images })], {
      functions: [{ ...fn, required: [], defaults: {}, nodes: [node('Softmax', ['X'], ['s'])] }],
    });
    const up = convertOpset(graph, 13);
    const kinds = (nodes: readonly GraphNode[]) => nodes.map(({ opType }) => opType);
    const bodies = Object.values(up.nodes[0]!.attributes).map(
      (body) => body.type === 'graph' && kinds(body.value.nodes),
    );
    const whole = ['Shape', 'Flatten', 'Softmax', 'Reshape'];
    expect(bodies).toEqual([
      ['Identity', 'Softmax'],
      ['Constant', 'Unsqueeze', ...whole],
    ]);
    expect(kinds(up.functions![0]!.nodes)).toEqual(whole);
  });

  it('takes opset 6 up, which broadcast by attributes', () => {
    const inputs = [
      { name: 'X', dtype: 'float32' as const, shape: [2, 3, 4, 5] },
      { name: 'B', dtype: 'float32' as const, shape: [3] },
    ];
    const by = (axis: number) =>
      ({ broadcast: { type: 'int', value: 1n }, axis: { type: 'int', value: BigInt(axis) } }) as const;
    for (const axis of [1, -3]) {
      const graph = graphOf(6, [node('Add', ['X', 'B'], ['Y'], by(axis))], { inputs });
      expect(convertOpset(graph, 11).nodes).toEqual([
        node('Unsqueeze', ['B'], ['Y_wide'], { axes: { type: 'ints', value: [1n, 2n] } }),
        node('Add', ['X', 'Y_wide'], ['Y']),
      ]);
    }
    const slopes = convertOpset(graphOf(6, [node('PRelu', ['X', 'B'], ['Y'])], { inputs }), 13).nodes;
    expect(slopes.map(({ opType, inputs: names }) => [opType, names])).toEqual([
      ['Constant', []],
      ['Unsqueeze', ['B', 'Y_axes']],
      ['PRelu', ['X', 'Y_wide']],
    ]);
    expect(failure(graphOf(6, [node('Dropout', ['X'], ['Y'])]), 7)).toContain('it is in training');
  });

  it('leaves operators of other domains alone', () => {
    const graph = graphOf(13, [node('Mine', ['X'], ['Y'], {}, 'own')], { opsets: { '': 13, own: 1 } });
    expect(convertOpset(graph, 9)).toEqual({ ...graph, opsets: { '': 9, own: 1 } });
  });

  it.each<[string, Graph, number | Record<string, number>, string]>([
    ['a version before 7', graphOf(13, []), 6, 'opset 6 of ai.onnx is not possible: 7 to 26 are'],
    [
      'a name that is no domain',
      graphOf(13, []),
      { __proto__: null, toString: 3 } as never,
      'the versions of toString',
    ],
    [
      'an input that may be another',
      graphOf(13, [squeeze], {
        inputs: [{ name: 'axes', dtype: 'int64', shape: [1] }],
        initializers: [axes(0)],
      }),
      11,
      'axes is an attribute there, and here it is computed',
    ],
    ['an unknown operator', graphOf(13, [node('What', ['X'], ['Y'])]), 11, 'as far as is known'],
    ['a new operator', graphOf(20, [node('Gelu', ['X'], ['Y'])]), 11, 'it came with opset 20'],
    [
      'more than one node',
      graphOf(20, [node('Gelu', ['X'], ['Z']), node('Gelu', ['Z'], ['Y'])]),
      11,
      'the node Z (Gelu): it came with opset 20 (and 1 more)',
    ],
  ])('refuses %s', (_, graph, opset, message) => expect(failure(graph, opset)).toContain(message));
});
