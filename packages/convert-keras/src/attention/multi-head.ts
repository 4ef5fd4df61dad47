/** Attention of several heads. Source: keras.src.layers.attention.multi_head_attention, grouped_query_attention */

import type { DenseTensor } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Call, Convert } from '../build/call.js';
import { type Length, Tensor } from '../build/tensor.js';
import { malformed } from '../read/errors.js';
import { causalMask, windowMask } from './masks.js';

/** What the two layers name differently. */
interface Heads {
  /** Of queries, and of keys and values: several queries may share one of these. */
  readonly queries: number;
  readonly keys: number;
  readonly width: number;
}

/** The kernel and the bias of each projection, in the order in which Keras makes them. */
interface Projections {
  readonly query: Projection;
  readonly key: Projection;
  readonly gate: Projection | undefined;
  readonly value: Projection;
  readonly output: Projection;
}

interface Projection {
  readonly kernel: DenseTensor;
  readonly bias: DenseTensor | undefined;
}

function projectionsOf({ config, layer }: Call): Projections {
  const useBias = config.boolean('use_bias', true);
  const useGate = config.boolean('use_gate', false);
  const weights = layer.weights.values();
  const next = (): Projection => {
    const kernel = weights.next().value;
    const bias = useBias ? weights.next().value : undefined;
    if (!kernel || (useBias && !bias)) throw malformed('weights of it are missing', layer.path);
    return { kernel, bias };
  };
  return { query: next(), key: next(), gate: useGate ? next() : undefined, value: next(), output: next() };
}

/** `[batch, length, features]` by a kernel `[features, heads, width]` to `[batch, heads, length, width]`. */
function toHeads(call: Call, x: Value, { kernel, bias }: Projection): Value {
  const { b } = call;
  const [features = 0, heads = 0, width = 0] = kernel.shape;
  const flat = b.matmul(x, call.weight({ ...kernel, shape: [features, heads * width] }));
  const shifted = bias ? b.add(flat, call.weight({ ...bias, shape: [heads * width] })) : flat;
  return b.transpose(b.reshape(shifted, [0, 0, heads, width]), [0, 2, 1, 3]);
}

/** Each head as often as queries share it. */
function repeated(call: Call, x: Value, { queries, keys, width }: Heads): Value {
  if (queries === keys) return x;
  const { b } = call;
  const times = b.op('Tile', [b.unsqueeze(x, 2), b.ints([1, 1, queries / keys, 1, 1])]);
  return b.reshape(times, [0, queries, -1, width]);
}

function maskOf(call: Call, query: Tensor, value: Tensor, key: Tensor): Value | undefined {
  const { b, config } = call;
  const given = call.tensor('attention_mask', 6)?.value;
  const parts = [
    given && (given.dtype === 'bool' ? given : b.not(b.equal(given, 0))),
    query.mask && b.unsqueeze(query.mask, 2),
    value.mask && b.unsqueeze(value.mask, 1),
    key !== value && key.mask ? b.unsqueeze(key.mask, 1) : undefined,
    call.plain('use_causal_mask') === true ? causalMask(b, query.value, value.value) : undefined,
    config.has('sliding_window') ? windowMask(b, query.value, value.value, config.number('sliding_window')) : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.reduce((all, part) => b.and(all, part));
}

const multiHead =
  (headsOf: (call: Call) => Heads): Convert =>
  (call) => {
    const { b, config, layer } = call;
    const query = call.tensor('query', 0);
    const value = call.tensor('value', 1);
    if (!query || !value) throw malformed('it takes a query and a value', layer.path);
    const key = call.tensor('key', 2) ?? value;
    if (query.rank !== 3 || value.rank !== 3) throw config.refuse('attention over several axes');
    const projections = projectionsOf(call);
    const heads = headsOf(call);
    const wantsScores = call.plain('return_attention_scores') === true;

    const queries = b.mul(toHeads(call, query.value, projections.query), 1 / Math.sqrt(heads.width));
    const keys = repeated(call, toHeads(call, key.value, projections.key), heads);
    const values = repeated(call, toHeads(call, value.value, projections.value), heads);
    const scores = b.matmul(queries, b.transpose(keys, [0, 1, 3, 2]));
    const mask = maskOf(call, query, value, key);
    const spread = mask && b.unsqueeze(mask, 1);
    const shares = b.softmax(spread ? b.where(spread, scores, LEAST) : scores);
    // Keras' own softmax gives nothing where all is masked; the one of the backend, taken without dropout, gives equal shares.
    const exact = spread && (wantsScores || config.number('dropout', 0) > 0) ? b.where(spread, shares, 0) : shares;
    const mixed = b.transpose(b.matmul(exact, values), [0, 2, 1, 3]);
    const result = fromHeads(
      call,
      projections.gate ? gated(call, mixed, query.value, projections.gate) : mixed,
      projections.output,
    );
    const width = projections.output.kernel.shape.slice(2);
    const output = Tensor.of(b, result, [query.shape[0]!, query.shape[1]!, ...width], query.mask);
    if (!wantsScores) return output;
    const lengths: Length[] = [query.shape[0]!, heads.queries, query.shape[1]!, key.shape[1]!];
    return [output, Tensor.of(b, exact, lengths)];
  };

/** What a masked score is: its share is 0 in float32. */
const LEAST = -1e9;

function gated(call: Call, mixed: Value, query: Value, { kernel, bias }: Projection): Value {
  const { b } = call;
  const gate = b.op('Sigmoid', [toHeads(call, query, { kernel, bias })]);
  return b.mul(mixed, b.transpose(gate, [0, 2, 1, 3]));
}

/** `[batch, length, heads, width]` by a kernel `[heads, width, ...output]`. */
function fromHeads(call: Call, mixed: Value, { kernel, bias }: Projection): Value {
  const { b } = call;
  const [heads = 0, width = 0, ...output] = kernel.shape;
  const size = output.reduce((product, length) => product * length, 1);
  const flat = b.matmul(
    b.reshape(mixed, [0, 0, heads * width]),
    call.weight({ ...kernel, shape: [heads * width, size] }),
  );
  const shaped = output.length === 1 ? flat : b.reshape(flat, [0, 0, ...output]);
  return bias ? b.add(shaped, call.weight(bias)) : shaped;
}

export const multiHeadAttention = multiHead(({ config }) => {
  const heads = config.number('num_heads');
  return { queries: heads, keys: heads, width: config.number('key_dim') };
});

export const groupQueryAttention = multiHead(({ config }) => ({
  queries: config.number('num_query_heads'),
  keys: config.number('num_key_value_heads'),
  width: config.number('head_dim'),
}));
