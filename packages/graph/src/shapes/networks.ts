/** Layers of networks: recurrent ones, normalizations, attention, quantization, losses. */

import type { Dimension } from '@brine/core';
import { intOf, stringOf } from '../operators/attribute.js';
import { add, map, normalAxis } from './dimensions.js';
import { matMulShape } from './products.js';
import type { Shape, ShapeRule } from './types.js';

/** @see https://onnx.ai/onnx/operators/onnx__LSTM.html: Y, Y_h, and for an LSTM Y_c */
const recurrent: ShapeRule = ({ inputs, attributes }) => {
  const data = inputs[0]?.shape;
  const directions = stringOf(attributes, 'direction') === 'bidirectional' ? 2 : 1;
  const hidden = intOf(attributes, 'hidden_size') ?? inputs[2]?.shape?.[2] ?? null;
  const [first = null, second = null] = data ?? [];
  if (intOf(attributes, 'layout') === 1) {
    const state = [first, directions, hidden];
    return [[first, second, directions, hidden], state, state];
  }
  const state = [directions, second, hidden];
  return [[first, directions, second, hidden], state, state];
};

const batchNormalization: ShapeRule = ({ inputs }) => [
  inputs[0]?.shape ?? null,
  inputs[3]?.shape ?? null,
  inputs[4]?.shape ?? null,
];

/** The statistics have length 1 where they were taken. */
const layerNormalization: ShapeRule = ({ inputs, attributes }) => {
  const shape = inputs[0]?.shape;
  if (!shape) return [];
  const from = normalAxis(intOf(attributes, 'axis') ?? -1, shape.length);
  const statistics = shape.map((length, axis) => (axis < from ? length : 1));
  return [shape, statistics, statistics];
};

/** Heads are an axis of a four-dimensional query, and part of the last axis of a three-dimensional one. */
const attention: ShapeRule = ({ inputs, attributes }) => {
  const [q, k, v, , pastKey] = inputs.map((input) => input?.shape ?? null);
  if (!q || !k || !v) return [];
  const split = (shape: readonly Dimension[], heads: number | undefined): Dimension[] =>
    shape.length === 4
      ? [...shape]
      : [shape[0]!, heads ?? null, shape[1]!, heads ? map(shape[2]!, (width) => width / heads) : null];
  const query = split(q, intOf(attributes, 'q_num_heads'));
  const key = split(k, intOf(attributes, 'kv_num_heads'));
  const value = split(v, intOf(attributes, 'kv_num_heads'));
  const total = inputs[4] ? add(pastKey?.[2] ?? null, key[2]!) : key[2]!;
  const given = [query[0]!, query[1]!, query[2]!, value[3]!];
  const flat = [q[0]!, q[1]!, scaled(value[3]!, query[1]!)];
  return [
    q.length === 4 ? given : flat,
    [key[0]!, key[1]!, total, key[3]!],
    [value[0]!, value[1]!, total, value[3]!],
    [query[0]!, query[1]!, query[2]!, total],
  ];
};

const scaled = (width: Dimension, by: Dimension): Dimension =>
  typeof width === 'number' && typeof by === 'number' ? width * by : null;

const qLinearMatMul: ShapeRule = ({ inputs }) => [matMulShape(inputs[0]?.shape ?? null, inputs[3]?.shape ?? null)];

const matMulInteger: ShapeRule = ({ inputs }) => [matMulShape(inputs[0]?.shape ?? null, inputs[1]?.shape ?? null)];

const isReduced = (reduction: string | undefined) => reduction !== 'none';

const logLikelihoodLoss: ShapeRule = ({ inputs, attributes }) => [
  isReduced(stringOf(attributes, 'reduction')) ? [] : (inputs[1]?.shape ?? null),
];

const crossEntropyLoss: ShapeRule = (call): readonly Shape[] => [
  ...logLikelihoodLoss(call),
  call.inputs[0]?.shape ?? null,
];

export const NETWORKS: readonly (readonly [string, ShapeRule])[] = [
  ['RNN', recurrent],
  ['GRU', recurrent],
  ['LSTM', recurrent],
  ['BatchNormalization', batchNormalization],
  ['LayerNormalization', layerNormalization],
  ['Attention', attention],
  ['MatMulInteger', matMulInteger],
  ['QLinearMatMul', qLinearMatMul],
  ['DynamicQuantizeLinear', ({ inputs }) => [inputs[0]?.shape ?? null, [], []]],
  ['NegativeLogLikelihoodLoss', logLikelihoodLoss],
  ['SoftmaxCrossEntropyLoss', crossEntropyLoss],
];
