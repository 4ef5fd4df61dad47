import { expect, it } from 'vitest';
import { GraphBuilder } from './builder/builder.js';
import { workOf } from './work.js';

it('counts nodes and products with constants', () => {
  const g = new GraphBuilder('linear');
  const x = g.input('x', 'float64', [null, 3]);
  const weights = g.constant({ dtype: 'float64', shape: [3, 4], data: new Float64Array(12).fill(2) });
  const product = g.op('Gemm', [x, weights]);
  g.output('y', g.op('Exp', [g.op('MatMul', [product, g.op('Transpose', [product])])]));
  expect(workOf(g.build())).toEqual({ nodes: 4, treeNodes: 0, treeSteps: 0, products: 12 });
});
