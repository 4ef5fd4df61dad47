import { isCodecError, type Graph } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from './builder.js';

const ops = (graph: Graph) => graph.nodes.map(({ opType }) => opType);

/** The error's code and message. */
function failure(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isCodecError(error)) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'no error';
}

describe('GraphBuilder', () => {
  it('makes a graph that names its nodes by value and its outputs as asked', () => {
    const g = new GraphBuilder('scaler');
    const x = g.input('X', 'float64', [null, 2]);
    g.output('transform', g.op('Div', [g.op('Sub', [x, g.vector([1, 2])]), g.vector([3, 4])]));
    expect(g.build()).toEqual({
      name: 'scaler',
      opsets: { '': 17 },
      inputs: [{ name: 'X', dtype: 'float64', shape: [null, 2] }],
      outputs: [{ name: 'transform', dtype: 'float64', shape: [null, 2] }],
      initializers: [
        { name: 'constant', tensor: { dtype: 'float64', shape: [2], data: Float64Array.of(1, 2) } },
        { name: 'constant_2', tensor: { dtype: 'float64', shape: [2], data: Float64Array.of(3, 4) } },
      ],
      nodes: [
        { opType: 'Sub', domain: '', name: 'sub', inputs: ['X', 'constant'], outputs: ['sub'], attributes: {} },
        {
          opType: 'Div',
          domain: '',
          name: 'transform',
          inputs: ['sub', 'constant_2'],
          outputs: ['transform'],
          attributes: {},
        },
      ],
      metadata: {},
    });
  });

  it('shares constants that are equal bit for bit, and only those', () => {
    const g = new GraphBuilder('g');
    expect(g.vector([1, 2])).toBe(g.vector([1, 2]));
    expect(g.scalar(NaN)).toBe(g.scalar(NaN));
    const distinct = [
      g.scalar(0),
      g.scalar(-0),
      g.vector([0]),
      g.scalar(0, 'float32'),
      g.scalar(0, 'int64'),
      g.scalar(false, 'bool'),
      g.scalar('0', 'str'),
    ];
    expect(new Set(distinct).size).toBe(distinct.length);
    const long = new Float64Array(1000);
    const other = long.slice();
    other[999] = 1;
    expect(g.constant({ dtype: 'float64', data: long })).not.toBe(g.constant({ dtype: 'float64', data: other }));
  });

  it('leaves out nodes and constants that no output needs', () => {
    const g = new GraphBuilder('g');
    const x = g.input('X', 'float64', [null]);
    g.op('Mul', [x, g.scalar(7)]);
    g.output('y', g.op('Neg', [x]));
    const graph = g.build();
    expect(ops(graph)).toEqual(['Neg']);
    expect(graph.initializers).toEqual([]);
  });

  it('copies a value that cannot be renamed: an input, a constant, a second name', () => {
    const g = new GraphBuilder('g');
    const x = g.input('X', 'float64', [null]);
    const y = g.op('Neg', [x]);
    g.output('same', x);
    g.output('one', g.scalar(1));
    g.output('y', y);
    g.output('again', y);
    const graph = g.build();
    expect(ops(graph).toSorted()).toEqual(['Identity', 'Identity', 'Identity', 'Neg']);
    expect(graph.outputs.map(({ name }) => name)).toEqual(['same', 'one', 'y', 'again']);
  });

  it('gives a claimed name to the output and another to the value that had it', () => {
    const g = new GraphBuilder('g');
    const x = g.input('X', 'float64', [null]);
    const neg = g.op('Neg', [x]);
    g.output('neg', g.op('Exp', [neg]));
    const [first, second] = g.build().nodes;
    expect(second!.outputs).toEqual(['neg']);
    expect(second!.inputs).toEqual(first!.outputs);
    expect(first!.outputs).not.toEqual(['neg']);
    expect(failure(() => g.output('X', neg))).toBe('BRINE-GRAPH-BUG: g: an input or output is called X already');
    expect(failure(() => g.input('neg', 'float64', []))).toContain('is called neg already');
  });

  it('asks for the lowest opset that its nodes allow', () => {
    const opsets = (build: (g: GraphBuilder) => void) => {
      const g = new GraphBuilder('g');
      build(g);
      return g.build().opsets;
    };
    const x = (g: GraphBuilder) => g.input('X', 'float64', [null, 3]);
    const text = (g: GraphBuilder) => g.input('T', 'str', [null]);
    expect(opsets((g) => g.output('y', g.op('Cast', [x(g)], { to: 'float32' })))).toEqual({ '': 17 });
    expect(opsets((g) => g.output('y', g.op('Cast', [x(g)], { to: 'float32', saturate: 1 })))).toEqual({ '': 19 });
    expect(opsets((g) => g.output('y', g.op('ReduceSum', [x(g), g.ints([1])])))).toEqual({ '': 17 });
    expect(opsets((g) => g.output('y', g.op('ReduceMax', [x(g), g.ints([1])])))).toEqual({ '': 18 });
    expect(opsets((g) => g.output('y', g.op('Equal', [text(g), g.scalar('a', 'str')])))).toEqual({ '': 19 });
    const encode = { keys_strings: ['a'], values_int64s: [1] };
    expect(opsets((g) => g.output('y', g.op('LabelEncoder', [text(g)], encode, { domain: 'ai.onnx.ml' })))).toEqual({
      '': 17,
      'ai.onnx.ml': 3,
    });
    // A dead node asks for nothing.
    expect(
      opsets((g) => {
        g.op('ReduceMax', [x(g), g.ints([1])]);
        g.output('y', g.op('Neg', [g.input('Z', 'float64', [])]));
      }),
    ).toEqual({ '': 17 });
  });

  it('builds bodies that see the values around them', () => {
    const g = new GraphBuilder('g');
    const x = g.input('X', 'float64', [2]);
    const outside = g.op('Exp', [x]);
    const body = g.subgraph('body', (b) => {
      b.input('i', 'int64', []);
      const go = b.input('go', 'bool', []);
      const sum = b.input('sum', 'float64', [2]);
      b.output('go_on', go);
      const next = b.op('Add', [sum, outside]);
      b.output('next', next);
      b.output('trace', next);
    });
    const [last, trace] = g.ops('Loop', [g.scalar(3, 'int64'), undefined, x], { body }, 2);
    expect(last).toMatchObject({ dtype: 'float64', shape: [2] });
    expect(trace).toMatchObject({ dtype: 'float64', shape: [null, 2] });
    g.output('last', last!);
    const graph = g.build();
    expect(ops(graph)).toEqual(['Exp', 'Loop']);
    const attribute = graph.nodes[1]!.attributes['body']!;
    const inner = attribute.type === 'graph' ? attribute.value : undefined;
    expect(inner!.nodes.map(({ opType, inputs }) => [opType, ...inputs])).toEqual([
      ['Identity', 'go'],
      ['Add', 'sum', 'exp'],
      ['Identity', 'next'],
    ]);
    expect(inner!.opsets).toEqual({});
  });

  it('builds what has no kernel for doubles of what has one, and only that', () => {
    const build = (dtype: 'float64' | 'float32') => {
      const g = new GraphBuilder('g');
      g.output('Y', g.op('Softsign', [g.input('X', dtype, [null])]));
      return ops(g.build());
    };
    expect(build('float64')).toEqual(['Abs', 'Add', 'Div']);
    expect(build('float32')).toEqual(['Softsign']);
  });

  it.each<[string, (g: GraphBuilder) => unknown, string]>([
    ['an unknown operator', (g) => g.op('Sum2', []), 'BRINE-GRAPH-BUG: Sum2: is not in the operator table of ai.onnx'],
    ['too few inputs', (g) => g.op('Add', [g.scalar(1)]), 'BRINE-GRAPH-BUG: Add: takes 2 to 2 inputs, not 1'],
    [
      'two dtypes',
      (g) => g.op('Add', [g.scalar(1), g.scalar(1, 'float32')]),
      'BRINE-GRAPH-BUG: Add: its inputs of type T are float64 and float32',
    ],
    ['a wrong dtype', (g) => g.op('Exp', [g.scalar(1, 'int64')]), 'BRINE-GRAPH-BUG: Exp: does not take int64 (type T)'],
    ['a left out input', (g) => g.op('Add', [g.scalar(1), undefined]), 'BRINE-GRAPH-BUG: Add: input B is missing'],
    [
      'an unknown attribute',
      (g) => g.op('Exp', [g.scalar(1)], { axis: 1 }),
      'BRINE-GRAPH-BUG: Exp: has no attribute axis',
    ],
    [
      'an attribute of another type',
      (g) => g.op('Concat', [g.vector([1])], { axis: 1.5 }),
      'BRINE-GRAPH-BUG: Concat: attribute axis cannot be made of what was given: it is int',
    ],
    [
      'a missing attribute',
      (g) => g.op('Concat', [g.vector([1])]),
      'BRINE-GRAPH-BUG: Concat: attribute axis is missing',
    ],
    [
      'an operator without a double kernel',
      (g) => g.op('Hardmax', [g.vector([1])]),
      'BRINE-GRAPH-KERNEL: Hardmax: no kernel for float64 (type T)',
    ],
    [
      'a value of another graph',
      (g) => g.op('Exp', [new GraphBuilder('h').input('X', 'float64', [])]),
      'BRINE-GRAPH-BUG: Exp: the value X is of another graph',
    ],
  ])('refuses %s', (_, run, message) => {
    expect(failure(() => run(new GraphBuilder('g')))).toBe(message);
  });
});

it('computes with shapes, so that a Reshape to one of them has its lengths', () => {
  const g = new GraphBuilder('g');
  const x = g.input('X', 'float32', ['n', 3, 4]);
  const batch = g.op('Gather', [g.op('Shape', [x]), g.ints([0])]);
  const target = g.op('Concat', [batch, g.ints([12])], { axis: 0 });
  expect(target.elements).toEqual(['n', 12]);
  expect(g.op('Reshape', [x, target]).shape).toEqual(['n', 12]);
});
