import type { DenseTensor, Graph } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../builder/builder.js';
import { foldConstants } from './fold.js';
import { simplifyGraph } from './simplify.js';

function built(fill: (g: GraphBuilder) => void): Graph {
  const g = new GraphBuilder('g');
  fill(g);
  return g.build();
}

const operators = ({ nodes }: Graph) => nodes.map(({ opType }) => opType);

describe('what does nothing is taken out', () => {
  it('Identity, Cast to the same dtype, Transposes that cancel', () => {
    const graph = built((g) => {
      const x = g.input('X', 'float64', ['n', 2, 3]);
      const same = g.op('Cast', [g.op('Identity', [x])], { to: 'float64' });
      const turned = g.op('Transpose', [g.op('Transpose', [same], { perm: [1, 2, 0] })], { perm: [2, 0, 1] });
      g.output('Y', g.op('Exp', [turned]));
    });
    const simple = simplifyGraph(graph);
    expect(operators(simple)).toEqual(['Exp']);
    expect(simple.nodes[0]!.inputs).toEqual(['X']);
  });

  it('two Transposes or Reshapes are one', () => {
    const graph = built((g) => {
      const x = g.input('X', 'float64', ['n', 2, 3]);
      const turned = g.op('Transpose', [g.op('Transpose', [x], { perm: [1, 2, 0] })], { perm: [1, 0, 2] });
      g.output('Y', g.op('Reshape', [g.op('Reshape', [turned, g.ints([-1])]), g.ints([2, -1])]));
    });
    const simple = simplifyGraph(graph);
    expect(operators(simple)).toEqual(['Transpose', 'Reshape']);
    expect(simple.nodes[0]!.attributes['perm']!.value).toEqual([2n, 1n, 0n]);
    expect(simple.initializers).toHaveLength(1);
  });

  it('a Reshape that copies a length stays', () => {
    const graph = built((g) => {
      const x = g.input('X', 'float64', ['n', 6]);
      g.output('Y', g.op('Reshape', [g.op('Reshape', [x, g.ints([3, -1])]), g.ints([0, -1])]));
    });
    expect(operators(simplifyGraph(graph))).toEqual(['Reshape', 'Reshape']);
  });

  it('outputs and what bodies use keep their names', () => {
    const graph = built((g) => {
      const x = g.input('X', 'float64', [2]);
      const copy = g.op('Identity', [x]);
      const body = g.subgraph('b', (b) => b.output('then', b.op('Exp', [copy])));
      const other = g.subgraph('c', (b) => b.output('else', b.op('Neg', [copy])));
      g.output('Y', g.op('If', [g.input('C', 'bool', [])], { then_branch: body, else_branch: other }));
      g.output('Z', x);
    });
    expect(operators(simplifyGraph(graph)).sort()).toEqual(['Identity', 'Identity', 'If']);
  });

  it('a shape that is known is a constant', () => {
    const graph = built((g) => {
      const x = g.input('X', 'float64', [4, 2]);
      g.output('Y', g.op('Reshape', [x, g.op('Shape', [g.op('Transpose', [x], { perm: [1, 0] })])]));
    });
    const simple = simplifyGraph(graph);
    expect(operators(simple)).toEqual(['Reshape']);
    expect(simple.initializers[0]!.tensor.data).toEqual(BigInt64Array.of(2n, 4n));
  });
});

describe('what follows from constants', () => {
  const chain = () =>
    built((g) => {
      const sum = g.op('Add', [g.vector([1, 2]), g.vector([3, 4])]);
      g.output('Y', g.op('Mul', [g.input('X', 'float64', [2]), g.op('Neg', [sum])]));
    });

  it('is computed once, by a graph of its own', async () => {
    const asked: Graph[] = [];
    const folded = await foldConstants(chain(), (constants) => {
      asked.push(constants);
      const result: DenseTensor = { dtype: 'float64', shape: [2], data: Float64Array.of(-4, -6) };
      return Promise.resolve({ [constants.outputs[0]!.name]: result });
    });
    expect(asked.map(operators)).toEqual([['Add', 'Neg']]);
    expect(operators(folded)).toEqual(['Mul']);
    expect(folded.initializers.map(({ tensor }) => tensor.data)).toEqual([Float64Array.of(-4, -6)]);
  });

  it('stays where the engine cannot, or there is nothing', async () => {
    const graph = chain();
    expect(await foldConstants(graph, () => Promise.resolve(undefined))).toBe(graph);
    const plain = built((g) => g.output('Y', g.op('Exp', [g.input('X', 'float64', [2])])));
    expect(await foldConstants(plain, () => Promise.reject(new Error('asked')))).toBe(plain);
  });
});
