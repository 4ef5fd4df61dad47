/** For each operator that the engine claims: inputs that reach its corners. Numbers are drawn once, from a fixed seed. */

import type { DType } from '@brine/core';
import type { Case, Given } from './peer.js';

let state = 12345;
const random = (): number => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;

export const draw = (shape: readonly number[], dtype: DType = 'float64', low = -3, high = 3): Given => {
  const size = shape.reduce((product, length) => product * length, 1);
  const whole = !dtype.startsWith('float');
  const data = Array.from({ length: size }, () => {
    const x = low + (high - low) * random();
    return whole ? Math.floor(x) : x;
  });
  return { dtype, shape, data };
};
export const ints = (values: readonly number[], fixed = true): Given => ({
  dtype: 'int64',
  shape: [values.length],
  data: values,
  fixed,
});
export const index = (values: readonly number[], shape: readonly number[] = [values.length]): Given => ({
  dtype: 'int64',
  shape,
  data: values,
});
export const bools = (shape: readonly number[]): Given => draw(shape, 'bool', 0, 2);
export const scalar = (value: number, dtype: DType = 'float64'): Given => ({
  dtype,
  shape: [],
  data: [value],
  fixed: true,
});
export const texts = (data: readonly string[], shape: readonly number[] = [data.length]): Given => ({
  dtype: 'str',
  shape,
  data,
});
/** Bits of float16: zeros, subnormal and ordinary numbers. */
const HALVES = Uint16Array.of(0, 0x8000, 1, 0x3c01, 0xc248, 0x7bff, 0x0400, 0xb555);
const special: Given = { dtype: 'float64', shape: [6], data: [NaN, Infinity, -Infinity, -0, 0, 1] };

/** Shapes that meet in every way: alike, a scalar, rows, columns, both, other numbers of axes. */
const MEETINGS: readonly (readonly [readonly number[], readonly number[]])[] = [
  [
    [4, 3],
    [4, 3],
  ],
  [[4, 3], []],
  [[4, 3], [3]],
  [
    [4, 3],
    [4, 1],
  ],
  [
    [4, 1],
    [1, 3],
  ],
  [
    [2, 1, 4],
    [3, 1],
  ],
  [[0, 3], [3]],
];
const each = (op: string, a: DType, low = -3, high = 3, attributes = {}): Case[] =>
  MEETINGS.map(([left, right]) => ({ op, inputs: [draw(left, a, low, high), draw(right, a, low, high)], attributes }));
const one = (op: string, input: Given = draw([3, 5]), attributes = {}): Case => ({ op, inputs: [input], attributes });
const reduce = (op: string, dtype: DType = 'float64', low = -3): Case[] =>
  [[1], [0], [0, 2], [-1], [1, 2], []].flatMap((axes) =>
    [0, 1].map((keepdims) => ({
      op,
      inputs: [draw([3, 4, 5], dtype, low, 3), ints(axes)],
      attributes: { keepdims },
    })),
  );

export const CASES: readonly Case[] = [
  ...['Add', 'Sub', 'Mul', 'Less', 'LessOrEqual', 'Greater', 'GreaterOrEqual'].flatMap((op) => [
    ...each(op, 'float64'),
    ...each(op, 'float32'),
    ...each(op, 'int64'),
    ...each(op, 'int32'),
  ]),
  ...['Equal'].flatMap((op) => [...each(op, 'float64'), ...each(op, 'int64', 0, 2), ...each(op, 'bool', 0, 2)]),
  { op: 'Equal', inputs: [texts(['a', 'b', 'c']), texts(['b'])] },
  ...['float64', 'float32'].flatMap((dtype) => each('Div', dtype as DType)),
  ...['int64', 'int32'].flatMap((dtype) => each('Div', dtype as DType, 1, 9)),
  { op: 'Div', inputs: [index([-7, 7, -7]), index([2, -2, 2])] },
  ...each('Pow', 'float64', 0, 3),
  { op: 'Pow', inputs: [draw([3, 4]), scalar(2)] },
  {
    op: 'Pow',
    inputs: [
      { dtype: 'float64', shape: [4], data: [1, -1, 0, NaN] },
      { dtype: 'float64', shape: [4], data: [NaN, Infinity, -1, 0] },
    ],
  },
  ...each('Mod', 'int64', 1, 9),
  { op: 'Mod', inputs: [index([-7, 7, -7, 7]), index([3, -3, -3, 3])] },
  { op: 'Mod', inputs: [draw([6]), draw([6], 'float64', 1, 2)], attributes: { fmod: 1 } },
  ...['And', 'Or', 'Xor'].flatMap((op) => each(op, 'bool', 0, 2)),
  ...['Max', 'Min'].flatMap((op) => [...each(op, 'float64'), ...each(op, 'float32'), ...each(op, 'int64')]),
  { op: 'Max', inputs: [draw([2, 3]), draw([3]), draw([2, 1])] },
  { op: 'Sum', inputs: [draw([2, 3]), draw([3]), draw([2, 1])] },
  ...MEETINGS.map(([a, b]): Case => ({ op: 'Where', inputs: [bools(a), draw(b), draw(a)] })),
  { op: 'Where', inputs: [bools([3]), index([1, 2, -3]), index([-4, 5, 6])] },
  { op: 'Where', inputs: [bools([3]), texts(['a', 'b', 'c']), texts(['d'])] },
  ...['Neg', 'Abs', 'Sign'].flatMap((op) => [one(op), one(op, draw([7], 'float32')), one(op, draw([7], 'int64'))]),
  ...['Floor', 'Ceil', 'Round', 'Exp', 'Sin', 'Cos', 'Sigmoid', 'Tanh', 'Relu', 'Reciprocal'].flatMap((op) => [
    one(op),
    one(op, draw([9], 'float32')),
  ]),
  one('Round', { dtype: 'float64', shape: [8], data: [0.5, 1.5, -0.5, -1.5, 2.5, -2.5, 1e300, NaN] }),
  ...['Sqrt', 'Log'].flatMap((op) => [one(op, draw([9], 'float64', 0, 9)), one(op, special)]),
  one('IsNaN', special),
  one('Not', bools([5])),
  ...[
    'Tan',
    'Atan',
    'Sinh',
    'Cosh',
    'Asinh',
    'Erf',
    'Softplus',
    'Softsign',
    'IsInf',
    'LeakyRelu',
    'Elu',
    'Celu',
    'Selu',
  ].map((op) => one(op, draw([9], 'float32'))),
  ...['ThresholdedRelu', 'HardSigmoid', 'HardSwish', 'Mish', 'Gelu'].map((op) => one(op, draw([9], 'float32'))),
  ...['Asin', 'Acos', 'Atanh'].map((op) => one(op, draw([9], 'float32', -0.9, 0.9))),
  one('Acosh', draw([9], 'float32', 1, 9)),
  { op: 'Clip', inputs: [draw([9]), scalar(-1), scalar(1)] },
  { op: 'Clip', inputs: [draw([9]), undefined, scalar(1)] },
  ...(['float32', 'int64', 'int32', 'bool', 'float64'] as const).map((to) => one('Cast', draw([9]), { to })),
  ...(['float32', 'float64', 'int32', 'bool'] as const).map((to) =>
    one('Cast', index([-3, 0, 2 ** 40, -(2 ** 33)]), { to }),
  ),
  one('Cast', bools([5]), { to: 'int64' }),
  ...(['float32', 'float64', 'int64', 'int32', 'bool'] as const).flatMap((dtype) => [
    one('Cast', dtype === 'bool' ? bools([9]) : draw([9], dtype, -90, 90), { to: 'float16' }),
    one('Cast', { dtype: 'float16', shape: [8], data: HALVES }, { to: dtype }),
  ]),
  one('Cast', { ...special, dtype: 'float32' }, { to: 'float16' }),
  ...(
    [
      [1, 4, 1],
      [3, 7, 1],
      [5, 9, 20],
      [2, 0, 3],
    ] as const
  ).flatMap(([m, k, n]): Case[] => [
    { op: 'MatMul', inputs: [draw([m, k]), draw([k, n])] },
    { op: 'Gemm', inputs: [draw([m, k]), { ...draw([k, n]), fixed: true }, draw([n])] },
    {
      op: 'Gemm',
      // Not without an inner axis: ONNX Runtime then forgets beta.
      inputs: [draw([k || 1, m]), draw([n, k || 1]), draw([m, 1])],
      attributes: { transA: 1, transB: 1, alpha: 0.5, beta: 2 },
    },
    { op: 'Gemm', inputs: [draw([m, k], 'float32'), draw([k, n], 'float32')] },
  ]),
  { op: 'MatMul', inputs: [draw([2, 1, 3, 4]), draw([5, 4, 2])] },
  { op: 'MatMul', inputs: [draw([4]), draw([4, 2])] },
  { op: 'MatMul', inputs: [draw([3, 4]), draw([4])] },
  ...[
    'ReduceSum',
    'ReduceMean',
    'ReduceMax',
    'ReduceMin',
    'ReduceProd',
    'ReduceSumSquare',
    'ReduceL1',
    'ReduceL2',
    'ReduceLogSumExp',
  ].flatMap((op) => reduce(op)),
  ...reduce('ReduceLogSum', 'float64', 1),
  ...['ReduceSum', 'ReduceMax', 'ReduceMin', 'ReduceProd'].flatMap((op) => reduce(op, 'int64')),
  { op: 'Gather', inputs: [draw([4, 3]), index([0, -1, 2])], attributes: { axis: 1 } },
  { op: 'Gather', inputs: [draw([4, 3], 'int64'), index([3, -4, 0, 1], [2, 2])] },
  { op: 'Gather', inputs: [texts(['a', 'b', 'c']), index([2, 0, 2])] },
  { op: 'GatherElements', inputs: [draw([3, 3]), index([1, 2, 0, 2, 0, -1], [2, 3])] },
  { op: 'GatherElements', inputs: [draw([2, 3], 'int64'), index([1, 2, 0, -1], [2, 2])], attributes: { axis: 1 } },
  { op: 'GatherND', inputs: [draw([2, 3, 2]), index([0, 1, 1, -1], [2, 2])] },
  { op: 'GatherND', inputs: [draw([2, 3, 2]), index([1, 0], [2, 1])], attributes: { batch_dims: 1 } },
  { op: 'ScatterElements', inputs: [draw([3, 3]), index([1, 0, 2, 0, 2, 1], [2, 3]), draw([2, 3])] },
  { op: 'ScatterND', inputs: [draw([4, 2]), index([2, 0], [2, 1]), draw([2, 2])] },
  { op: 'Concat', inputs: [draw([2, 3]), draw([2, 1]), draw([2, 0])], attributes: { axis: 1 } },
  { op: 'Concat', inputs: [index([1, 2], [1, 2]), index([-3, 4], [1, 2])], attributes: { axis: 0 } },
  { op: 'Slice', inputs: [draw([5, 6]), ints([1, -2]), ints([4, -7]), ints([0, 1]), ints([2, -2])] },
  { op: 'Slice', inputs: [draw([5, 6]), ints([2]), ints([2 ** 40]), ints([1])] },
  { op: 'Slice', inputs: [draw([2, 3, 4]), ints([1]), ints([3]), ints([1])] },
  { op: 'Split', inputs: [draw([5, 2]), ints([2, 3])], outputs: 2 },
  { op: 'Split', inputs: [draw([2, 7])], attributes: { axis: 1, num_outputs: 3 }, outputs: 3 },
  { op: 'Expand', inputs: [draw([3, 1]), ints([2, 1, 4])] },
  { op: 'Tile', inputs: [draw([2, 3]), ints([2, 3])] },
  ...['constant', 'edge', 'reflect'].map((mode): Case => ({
    op: 'Pad',
    inputs: [draw([3, 4]), ints([1, 2, 2, 0])],
    attributes: { mode },
  })),
  { op: 'Trilu', inputs: [draw([4, 5]), scalar(1, 'int64')] },
  { op: 'Trilu', inputs: [draw([4, 4])], attributes: { upper: 0 } },
  { op: 'Reshape', inputs: [draw([2, 6]), ints([0, -1, 3])] },
  { op: 'Squeeze', inputs: [draw([1, 3, 1]), ints([-1])] },
  { op: 'Squeeze', inputs: [draw([1, 3, 1])] },
  { op: 'Unsqueeze', inputs: [draw([3, 2]), ints([0, -1])] },
  one('Flatten', draw([2, 3, 4]), { axis: 2 }),
  one('Identity'),
  one('Shape', draw([2, 3, 4]), { start: 1 }),
  one('Size', draw([2, 3])),
  one('Transpose', draw([2, 3, 4]), { perm: [2, 0, 1] }),
  one('Transpose', draw([2, 3], 'int64')),
  one('ConstantOfShape', ints([2, 3]), { value: { dtype: 'float64', shape: [1], data: Float64Array.of(2.5) } }),
  { op: 'Range', inputs: [scalar(1, 'int64'), scalar(10, 'int64'), scalar(3, 'int64')] },
  { op: 'OneHot', inputs: [index([0, 2, -1, 9]), scalar(3, 'int64'), index([5, 7])] },
  one('NonZero', draw([3, 3], 'int64', -1, 1)),
  one('EyeLike', draw([3, 4]), { k: 1 }),
  ...[{}, { exclusive: 1 }, { reverse: 1 }, { exclusive: 1, reverse: 1 }].map((attributes): Case => ({
    op: 'CumSum',
    inputs: [draw([2, 4, 3]), scalar(1, 'int64')],
    attributes,
  })),
  ...['ArgMax', 'ArgMin'].flatMap((op) =>
    [{ axis: 1 }, { axis: 0, keepdims: 0 }, { axis: -1, select_last_index: 1 }].map((attributes) =>
      one(op, draw([4, 5], 'int32', 0, 3), attributes),
    ),
  ),
  ...[0, 1].flatMap((largest): Case[] => [
    { op: 'TopK', inputs: [draw([3, 9], 'int64', 0, 4), ints([4])], attributes: { largest }, outputs: 2 },
    { op: 'TopK', inputs: [draw([100, 2]), ints([90])], attributes: { largest, axis: 0 }, outputs: 2 },
  ]),
  ...[0, 1, -1].flatMap((axis) => ['Softmax', 'LogSoftmax'].map((op) => one(op, draw([3, 4]), { axis }))),
  one('Hardmax', draw([3, 4], 'float32')),
  { op: 'LayerNormalization', inputs: [draw([3, 4]), draw([4]), draw([4])] },
  { op: 'BatchNormalization', inputs: [draw([2, 3, 4]), draw([3]), draw([3]), draw([3]), draw([3], 'float64', 1, 2)] },
  {
    op: 'LabelEncoder',
    domain: 'ai.onnx.ml',
    inputs: [texts(['b', 'x', 'a'])],
    attributes: { keys_strings: ['a', 'b'], values_int64s: [7n, -8n], default_int64: -1n },
  },
  {
    op: 'LabelEncoder',
    domain: 'ai.onnx.ml',
    inputs: [index([2, 1, 9])],
    attributes: { keys_int64s: [1n, 2n], values_strings: ['one', 'two'], default_string: 'none' },
  },
  { op: 'ArrayFeatureExtractor', domain: 'ai.onnx.ml', inputs: [draw([3, 4]), ints([2, 0])] },
];
