/** Attention of one head. Source: keras.src.layers.attention.attention, additive_attention */

import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Call, Convert } from '../build/call.js';
import { Tensor } from '../build/tensor.js';
import { malformed } from '../read/errors.js';
import { causalMask } from './masks.js';

type Scores = (call: Call, query: Value, key: Value) => Value;

const scaleOf = ({ b, config, layer }: Call): Value | undefined =>
  config.boolean('use_scale', false) ? b.weight(layer.weights[0]!) : undefined;

/** Every query beside every key: `[batch, queries, keys, features]`. */
const pairs = (b: Build, query: Value, key: Value): Value => b.add(b.unsqueeze(query, -2), b.unsqueeze(key, -3));

const dotOrConcat: Scores = (call, query, key) => {
  const { b, config, layer } = call;
  const scale = scaleOf(call);
  if (config.choice('score_mode', ['dot', 'concat'], 'dot') === 'dot') {
    const scores = b.matmul(query, b.transpose(key, [0, 2, 1]));
    return scale ? b.mul(scores, scale) : scores;
  }
  const both = pairs(b, query, key);
  const weight = b.weight(layer.weights.at(-1)!);
  return b.mul(weight, b.reduce('ReduceSum', b.tanh(scale ? b.mul(scale, both) : both), [-1], false));
};

const additive: Scores = (call, query, key) => {
  const { b } = call;
  const angles = b.tanh(pairs(b, query, key));
  const scale = scaleOf(call);
  return b.reduce('ReduceSum', scale ? b.mul(scale, angles) : angles, [-1], false);
};

const attend =
  (scoresOf: Scores): Convert =>
  (call) => {
    const { b, inputs } = call;
    const [query, value, key = value] = inputs;
    if (!query || !value || !key) throw malformed('it takes a query and a value', call.layer.path);
    const scores = scoresOf(call, query.value, key.value);
    const there = value.mask && b.unsqueeze(value.mask, 1);
    const causal = call.plain('use_causal_mask') === true ? causalMask(b, query.value, key.value) : undefined;
    const mask = there && causal ? b.and(there, causal) : (there ?? causal);
    const weights = b.softmax(mask ? b.where(mask, scores, b.sub(scores, 1e9)) : scores);
    const output = b.matmul(weights, value.value);
    const shape = [...query.shape.slice(0, -1), value.shape.at(-1)!];
    const masked = query.mask ? b.where(b.unsqueeze(query.mask, -1), output, 0) : output;
    const result = Tensor.of(b, masked, shape, query.mask);
    if (call.plain('return_attention_scores') !== true) return result;
    return [result, Tensor.of(b, weights, [query.shape[0]!, query.shape[1]!, key.shape[1]!])];
  };

export const attention = attend(dotOrConcat);
export const additiveAttention = attend(additive);
