/** Operators of networks, of text and of ai.onnx.ml, in float32: ONNX Runtime has most of them in no other. */

import { bools, draw, index, ints, scalar, texts } from './cases.js';
import type { Case, Given } from './peer.js';

const f32 = (shape: readonly number[], low = -2, high = 2): Given => draw(shape, 'float32', low, high);
const i32 = (data: readonly number[]): Given => ({ dtype: 'int32', shape: [data.length], data });
const f32s = (data: readonly number[], shape: readonly number[] = [data.length]): Given => ({
  dtype: 'float32',
  shape,
  data,
  fixed: true,
});

/** Convolutions of one to three axes: plain, strided, dilated, padded, in groups, depthwise. */
const CONVOLUTIONS: readonly (readonly [image: number[], filters: number[], attributes: Case['attributes']])[] = [
  [[2, 3, 11], [4, 3, 3], {}],
  [[1, 3, 9, 8], [5, 3, 3, 2], { pads: [1, 0, 2, 1], strides: [2, 1] }],
  [[1, 4, 9, 9], [6, 2, 3, 3], { group: 2, dilations: [2, 1] }],
  [[2, 4, 7, 6], [8, 1, 3, 3], { group: 4, auto_pad: 'SAME_UPPER', strides: [2, 2] }],
  [[1, 2, 5, 6], [3, 2, 2, 2], { auto_pad: 'SAME_LOWER' }],
  [[1, 2, 5, 6, 4], [3, 2, 2, 3, 2], { pads: [1, 1, 0, 0, 1, 1], strides: [1, 2, 1] }],
  [[1, 3, 40, 40], [9, 3, 5, 5], { auto_pad: 'VALID' }],
];
const TRANSPOSED: readonly (readonly [image: number[], filters: number[], attributes: Case['attributes']])[] = [
  [[2, 3, 6], [3, 2, 3], { strides: [2], output_padding: [1] }],
  [[1, 4, 5, 4], [4, 3, 3, 3], { pads: [1, 1, 1, 1], strides: [2, 3] }],
  [[1, 4, 5, 4], [4, 3, 3, 3], { group: 2, dilations: [2, 1] }],
  [[1, 2, 4, 4], [2, 2, 3, 3], { auto_pad: 'SAME_UPPER', strides: [2, 2] }],
  [[1, 2, 4, 4], [2, 2, 3, 3], { output_shape: [10, 9], strides: [2, 2] }],
  [[1, 2, 3, 4, 3], [2, 3, 2, 2, 2], { strides: [2, 1, 2] }],
];
const POOLS: readonly (readonly [image: number[], attributes: Case['attributes']])[] = [
  [[2, 3, 11], { kernel_shape: [3], strides: [2] }],
  [[1, 2, 9, 8], { kernel_shape: [3, 2], pads: [1, 0, 1, 1], strides: [2, 2], ceil_mode: 1 }],
  [[1, 2, 9, 8], { kernel_shape: [2, 3], auto_pad: 'SAME_UPPER', strides: [2, 1] }],
  [[1, 2, 6, 7, 5], { kernel_shape: [2, 3, 2], strides: [1, 2, 2] }],
];

const rnn = (
  op: string,
  gates: number,
  attributes: Case['attributes'] & { hidden_size: number },
  more: Given[] = [],
): Case => {
  const hidden = attributes.hidden_size;
  const count = attributes['direction'] === 'bidirectional' ? 2 : 1;
  return {
    op,
    inputs: [
      f32([5, 3, 4]),
      { ...f32([count, gates * hidden, 4], -1, 1), fixed: true },
      { ...f32([count, gates * hidden, hidden], -1, 1), fixed: true },
      { ...f32([count, 2 * gates * hidden], -1, 1), fixed: true },
      ...more,
    ],
    attributes,
    outputs: op === 'LSTM' ? 3 : 2,
  };
};
const states = (count: number, op: string): Given[] => [
  i32([5, 2, 3]),
  f32([count, 3, 3]),
  ...(op === 'LSTM' ? [f32([count, 3, 3]), f32([count, 9])] : []),
];
const GATES = { RNN: 1, GRU: 3, LSTM: 4 } as const;

export const NETWORK_CASES: readonly Case[] = [
  ...CONVOLUTIONS.flatMap(([image, filters, attributes]): Case[] => [
    { op: 'Conv', inputs: [f32(image), f32(filters)], ...(attributes ? { attributes } : {}) },
    { op: 'Conv', inputs: [f32(image), f32(filters), f32([filters[0]!])], ...(attributes ? { attributes } : {}) },
  ]),
  ...TRANSPOSED.map(([image, filters, attributes = {}]): Case => ({
    op: 'ConvTranspose',
    inputs: [f32(image), f32(filters), f32([filters[1]! * Number(attributes['group'] ?? 1)])],
    attributes,
  })),
  ...POOLS.flatMap(([image, attributes = {}]): Case[] => [
    { op: 'MaxPool', inputs: [f32(image)], attributes, outputs: 2 },
    { op: 'MaxPool', inputs: [draw(image, 'float64')], attributes },
    { op: 'AveragePool', inputs: [f32(image)], attributes },
    { op: 'AveragePool', inputs: [f32(image)], attributes: { ...attributes, count_include_pad: 1 } },
    { op: 'LpPool', inputs: [f32(image)], attributes: { ...attributes, p: 1 } },
  ]),
  { op: 'MaxPool', inputs: [f32([1, 2, 4, 5])], attributes: { kernel_shape: [2, 2], storage_order: 1 }, outputs: 2 },
  { op: 'MaxPool', inputs: [f32([1, 2, 9, 9])], attributes: { kernel_shape: [2, 2], dilations: [3, 2] } },
  ...['GlobalAveragePool', 'GlobalMaxPool', 'GlobalLpPool'].map((op): Case => ({ op, inputs: [f32([2, 3, 4, 5])] })),
  { op: 'InstanceNormalization', inputs: [f32([2, 3, 4, 5]), f32([3]), f32([3])] },
  { op: 'GroupNormalization', inputs: [f32([2, 6, 4]), f32([6]), f32([6])], attributes: { num_groups: 3 } },
  { op: 'RMSNormalization', inputs: [f32([2, 3, 4]), f32([4])] },
  ...[1, 2].map((p): Case => ({ op: 'LpNormalization', inputs: [f32([2, 3, 4])], attributes: { p, axis: 1 } })),
  { op: 'LRN', inputs: [f32([1, 7, 2, 3])], attributes: { size: 3, alpha: 0.5 } },
  { op: 'MeanVarianceNormalization', inputs: [f32([3, 2, 4, 5])] },
  ...(['RNN', 'GRU', 'LSTM'] as const).flatMap((op): Case[] => [
    rnn(op, GATES[op], { hidden_size: 3 }),
    rnn(op, GATES[op], { hidden_size: 3, direction: 'reverse' }, states(1, op)),
    rnn(op, GATES[op], { hidden_size: 3, direction: 'bidirectional', clip: 0.5 }, states(2, op)),
    rnn(op, GATES[op], {
      hidden_size: 3,
      activations:
        op === 'RNN' ? ['LeakyRelu'] : op === 'GRU' ? ['HardSigmoid', 'Softsign'] : ['HardSigmoid', 'Relu', 'Tanh'],
      ...(op === 'RNN' ? { activation_alpha: [0.3] } : {}),
    }),
  ]),
  rnn('GRU', 3, { hidden_size: 3, linear_before_reset: 1, direction: 'bidirectional' }),
  rnn('LSTM', 4, { hidden_size: 3, input_forget: 1 }),
  ...['ij,jk->ik', 'ij,kj', 'ii->i', 'ij->', 'i,j->ij', 'ij,ij->j'].map((equation): Case => ({
    op: 'Einsum',
    inputs: equation
      .split('->')[0]!
      .split(',')
      .map((term) => f32([...term].map(() => 3))),
    attributes: { equation },
  })),
  { op: 'Einsum', inputs: [f32([2, 3, 4, 5]), f32([2, 3, 6, 5])], attributes: { equation: 'bhqd,bhkd->bhqk' } },
  { op: 'Einsum', inputs: [f32([2, 3, 4]), f32([1, 4, 5])], attributes: { equation: '...ij,...jk->...ik' } },
  { op: 'Einsum', inputs: [f32([2, 3]), f32([3, 4]), f32([4, 2])], attributes: { equation: 'ab,bc,cd->ad' } },
  ...['nearest', 'linear', 'cubic'].flatMap((mode) =>
    ['half_pixel', 'pytorch_half_pixel', 'align_corners', 'asymmetric', 'half_pixel_symmetric'].flatMap(
      (coordinate_transformation_mode): Case[] => [
        {
          op: 'Resize',
          inputs: [f32([1, 2, 4, 5]), undefined, f32s([1, 1, 2, 1.6])],
          attributes: { mode, coordinate_transformation_mode },
        },
        {
          op: 'Resize',
          inputs: [f32([1, 2, 6, 5]), undefined, undefined, ints([1, 2, 3, 7])],
          attributes: { mode, coordinate_transformation_mode },
        },
      ],
    ),
  ),
  ...['round_prefer_ceil', 'floor', 'ceil'].map((nearest_mode): Case => ({
    op: 'Resize',
    inputs: [f32([1, 1, 4, 4]), undefined, f32s([1, 1, 1.5, 3])],
    attributes: { nearest_mode },
  })),
  {
    op: 'Resize',
    inputs: [f32([1, 1, 4, 4]), f32s([0, 0, 0.2, -0.3, 1, 1, 0.7, 1.2]), undefined, ints([1, 1, 3, 3])],
    attributes: { mode: 'linear', coordinate_transformation_mode: 'tf_crop_and_resize', extrapolation_value: 9 },
  },
  { op: 'DepthToSpace', inputs: [f32([1, 8, 2, 3])], attributes: { blocksize: 2 } },
  { op: 'DepthToSpace', inputs: [f32([1, 8, 2, 3])], attributes: { blocksize: 2, mode: 'CRD' } },
  { op: 'SpaceToDepth', inputs: [f32([1, 2, 4, 6])], attributes: { blocksize: 2 } },
  { op: 'ReverseSequence', inputs: [f32([4, 3, 2]), index([4, 1, 3])] },
  {
    op: 'ReverseSequence',
    inputs: [draw([3, 4], 'int64'), index([4, 1, 3])],
    attributes: { batch_axis: 0, time_axis: 1 },
  },
  { op: 'Compress', inputs: [f32([3, 4]), bools([4])], attributes: { axis: 1 } },
  { op: 'Compress', inputs: [draw([3, 4], 'int64'), bools([9])] },
  { op: 'Dropout', inputs: [f32([3, 4])], outputs: 2 },
  { op: 'PRelu', inputs: [f32([2, 3, 4]), f32([3, 1])] },
  { op: 'PRelu', inputs: [draw([2, 3], 'float64'), draw([1], 'float64')] },
  { op: 'Shrink', inputs: [f32([9])], attributes: { lambd: 0.7, bias: 0.2 } },
  { op: 'Swish', inputs: [f32([9])], attributes: { alpha: 1.5 } },
  ...['BitwiseAnd', 'BitwiseOr', 'BitwiseXor'].flatMap((op): Case[] => [
    { op, inputs: [draw([5], 'int32', -99, 99), draw([5], 'int32', -99, 99)] },
    { op, inputs: [draw([5], 'int64', -99, 99), draw([1], 'int64', -99, 99)] },
  ]),
  { op: 'BitwiseNot', inputs: [draw([5], 'int32', -99, 99)] },
  { op: 'BitwiseNot', inputs: [draw([5], 'int64', -99, 99)] },
  ...['LEFT', 'RIGHT'].map((direction): Case => ({
    op: 'BitShift',
    inputs: [draw([5], 'uint32', 0, 99), draw([5], 'uint32', 0, 9)],
    attributes: { direction },
  })),
  { op: 'StringConcat', inputs: [texts(['a', 'b'], [2, 1]), texts(['x', 'y', 'z'])] },
  ...['TF', 'IDF', 'TFIDF'].flatMap((mode) =>
    [0, 2].map((max_skip_count): Case => ({
      op: 'TfIdfVectorizer',
      inputs: [texts(['a', 'b', 'a', 'c', 'b', 'a'], [2, 3])],
      attributes: {
        mode,
        max_skip_count,
        min_gram_length: 1,
        max_gram_length: 2,
        ngram_counts: [0, 3],
        ngram_indexes: [2, 0, 1, 3, 4],
        pool_strings: ['a', 'b', 'c', 'a', 'b', 'a', 'a'],
        weights: [0.5, 2, 3, 0.25, 1.5],
      },
    })),
  ),
  { op: 'Tile', inputs: [f32([2, 2]), ints([1, 3])] },
  { op: 'Gelu', inputs: [f32([9])], attributes: { approximate: 'tanh' } },
  { op: 'CumSum', inputs: [f32([2, 3]), scalar(0, 'int64')] },
  // Each sum is rounded: what the ones add is lost.
  ...[{}, { exclusive: 1 }].map((attributes) => ({
    op: 'CumSum',
    inputs: [
      { dtype: 'float32', shape: [5], data: Float32Array.of(2 ** 24, 1, 1, -(2 ** 24), 1) } as const,
      scalar(0, 'int64'),
    ],
    attributes,
  })),
  ...[
    ['Scaler', { offset: [1, 2, 3], scale: [0.5, 2, 1] }],
    ['Scaler', { offset: [1], scale: [0.5] }],
    ...['MAX', 'L1', 'L2'].map((norm) => ['Normalizer', { norm }] as const),
    ['Binarizer', { threshold: 0.5 }],
    ['Imputer', { imputed_value_floats: [7, 8, 9], replaced_value_float: NaN }],
    ['LinearRegressor', { coefficients: [1, 2, 3, -1, 0.5, 2], intercepts: [0.5, -1], targets: 2 }],
  ].map(([op, attributes]) => ({
    op: op as string,
    domain: 'ai.onnx.ml',
    inputs: [{ dtype: 'float32' as const, shape: [2, 3], data: [1, op === 'Imputer' ? NaN : 0.25, -3, 0, 2, 0.5] }],
    attributes: attributes as NonNullable<Case['attributes']>,
  })),
  ...['NONE', 'LOGISTIC', 'SOFTMAX', 'SOFTMAX_ZERO'].flatMap((post_transform) =>
    [{ classlabels_strings: ['a', 'b', 'c'] }, { classlabels_ints: [5n, -2n, 9n] }].map((labels): Case => ({
      op: 'LinearClassifier',
      domain: 'ai.onnx.ml',
      inputs: [f32([5, 2])],
      attributes: { ...labels, post_transform, coefficients: [1, -2, 0.5, 3, -1, 2], intercepts: [0.1, 0, -0.2] },
      outputs: 2,
    })),
  ),
  {
    op: 'OneHotEncoder',
    domain: 'ai.onnx.ml',
    inputs: [texts(['b', 'x', 'a'])],
    attributes: { cats_strings: ['a', 'b'] },
  },
  {
    op: 'OneHotEncoder',
    domain: 'ai.onnx.ml',
    inputs: [index([2, 1, 9], [3, 1])],
    attributes: { cats_int64s: [1n, 2n] },
  },
  {
    op: 'FeatureVectorizer',
    domain: 'ai.onnx.ml',
    inputs: [f32([3, 2]), f32([3, 1])],
    attributes: { inputdimensions: [2n, 1n] },
  },
];
