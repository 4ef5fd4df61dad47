import { expect, it } from 'vitest';
import { GraphBuilder } from './builder/builder.js';
import { workOf } from './work.js';

it('counts nodes and products with constants', () => {
  const g = new GraphBuilder('linear');
  const x = g.input('x', 'float64', [null, 3]);
  const weights = g.constant({ dtype: 'float64', shape: [3, 4], data: new Float64Array(12).fill(2) });
  const product = g.op('Gemm', [x, weights]);
  g.output('y', g.op('Exp', [g.op('MatMul', [product, g.op('Transpose', [product])])]));
  expect(workOf(g.build())).toEqual({ nodes: 4, treeNodes: 0, treeSteps: 0, products: 12, recurrent: 0, filtered: 0 });
});

it('counts filters at every place of an image, and factors at every step of a sequence', () => {
  const filters = { dtype: 'float32', shape: [2, 3, 3, 3], data: new Float32Array(54) } as const;
  const image = new GraphBuilder('image');
  image.output('y', image.op('Conv', [image.input('x', 'float32', [null, 3, 10, 20]), image.constant(filters)]));
  expect(workOf(image.build())).toMatchObject({ products: 54 * 144, filtered: 54 * 144 });
  const weights = { dtype: 'float32', shape: [4, 6], data: new Float32Array(24) } as const;
  const sequence = new GraphBuilder('sequence');
  const x = sequence.input('x', 'float32', [null, 7, 4]);
  sequence.output('y', sequence.op('MatMul', [x, sequence.constant(weights)]));
  expect(workOf(sequence.build()).products).toBe(24 * 7);
});

it('counts what follows an image once, and an image that is halved by what is left of it', () => {
  const weights = (...shape: number[]) => {
    const data = Float32Array.from({ length: shape.reduce((size, length) => size * length, 1) }, (_, i) => i);
    return { dtype: 'float32', shape, data } as const;
  };
  const g = new GraphBuilder('network');
  const halved = g.op('MaxPool', [g.input('x', 'float32', [null, 3, 10, 20])], {
    kernel_shape: [2, 2],
    strides: [2, 2],
  });
  const image = g.op('Conv', [halved, g.constant(weights(2, 3, 1, 1))]);
  g.output('y', g.op('MatMul', [g.op('Flatten', [image]), g.constant(weights(100, 4))]));
  expect(workOf(g.build())).toMatchObject({ products: 6 * 50 + 400, filtered: 6 * 50 });
});

it('counts a stack of matrices once, whatever the shape of each', () => {
  const stack = { dtype: 'float32', shape: [2, 6, 5], data: new Float32Array(60) } as const;
  for (const side of [0, 1]) {
    const g = new GraphBuilder('stack');
    const x = g.input('x', 'float32', side === 0 ? [null, 4, 6] : [null, 5, 3]);
    const constant = g.constant(stack);
    g.output('y', g.op('MatMul', side === 0 ? [x, constant] : [constant, x]));
    expect(workOf(g.build()).products).toBe(60 * (side === 0 ? 4 : 3));
  }
});

it('tells the products of recurrent layers from the others', () => {
  const g = new GraphBuilder('recurrent');
  const constant = (...shape: number[]) => {
    const data = Float32Array.from({ length: shape.reduce((size, length) => size * length, 1) }, (_, i) => i);
    return g.constant({ dtype: 'float32', shape, data });
  };
  const x = g.input('x', 'float32', [7, null, 3]);
  const [states] = g.ops('RNN', [x, constant(1, 5, 3), constant(1, 5, 5)], { hidden_size: 5 }, 1);
  g.output('y', g.op('MatMul', [states!, constant(5, 2)]));
  expect(workOf(g.build())).toMatchObject({ products: 40 * 7 + 10 * 7, recurrent: 40 * 7 });
});
