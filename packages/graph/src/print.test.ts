import { expect, it } from 'vitest';
import { GraphBuilder } from './builder/builder.js';
import { printGraph } from './print.js';

it('prints a graph', () => {
  const g = new GraphBuilder('pipeline');
  const x = g.input('X', 'float64', ['n', 2]);
  const names = g.input('names', 'str', null);
  const scaled = g.op('Div', [g.op('Sub', [x, g.vector([1, -0])]), g.vector([3, 4])], {}, { name: 'scaled' });
  const [values] = g.ops('TopK', [scaled, g.ints([1])], { axis: 1 }, 2);
  const codes = g.op(
    'LabelEncoder',
    [names],
    { keys_strings: ['a', 'b'], values_int64s: [0, 1] },
    { domain: 'ai.onnx.ml' },
  );
  const positive = g.op('Greater', [g.op('ReduceSum', [x], { keepdims: 0 }), g.scalar(0)]);
  const branch = (value: number) =>
    g.subgraph(`add ${value}`, (body) => body.output(`sum_${value}`, body.op('Add', [values!, g.scalar(value)])));
  g.output('Y', g.op('If', [positive], { then_branch: branch(1), else_branch: branch(2) }));
  g.output('codes', codes);
  g.output('clipped', g.op('Clip', [x, undefined, g.scalar(9)]));
  const long = Float64Array.from({ length: 9 }, (_, i) => i);
  g.output('wide', g.op('Gather', [x, g.constant({ dtype: 'int64', data: Array.from(long, BigInt) })], { axis: 1 }));
  expect(printGraph(g.build())).toBe(`graph pipeline (ai.onnx 17, ai.onnx.ml 3)
  input  X: float64[n, 2]
  input  names: str[...]
  const  constant: float64[2] = 1, -0
  const  constant_2: float64[2] = 3, 4
  const  constant_3: int64[1] = 1
  const  constant_4: float64[] = 0
  const  constant_5: float64[] = 1
  const  constant_6: float64[] = 2
  const  constant_7: float64[] = 9
  const  constant_8: int64[9] = 0, 1, 2, 3, 4, 5, 6, 7, ... (9)
  sub: float64[n, 2] = Sub(X, constant)
  scaled: float64[n, 2] = Div(sub, constant_2)
  topk: float64[n, 1], topk_2: int64[n, 1] = TopK(scaled, constant_3) axis=1
  codes: int64[...] = ai.onnx.ml.LabelEncoder(names) keys_strings=["a", "b"] values_int64s=[0, 1]
  reducesum: float64[] = ReduceSum(X) keepdims=0
  greater: bool[] = Greater(reducesum, constant_4)
  Y: float64[n, 1] = If(greater)
    then_branch: graph add 1
      sum_1: float64[n, 1] = Add(topk, constant_5)
      output sum_1
    else_branch: graph add 2
      sum_2: float64[n, 1] = Add(topk, constant_6)
      output sum_2
  clipped: float64[n, 2] = Clip(X, -, constant_7)
  wide: float64[n, 9] = Gather(X, constant_8) axis=1
  output Y
  output codes
  output clipped
  output wide
`);
});
