/** Pools. Source: keras.src.layers.pooling */

import type { Convert } from '../build/call.js';
import { paddingOf, type Window, windowLengths } from '../build/padding.js';
import { placesOf } from '../build/places.js';
import { Tensor } from '../build/tensor.js';
import type { Entries } from '../registry.js';
import { adaptive } from './adaptive.js';

type Kind = 'Max' | 'Average';

const pool =
  (kind: Kind, rank: number): Convert =>
  (call) => {
    const { b, config } = call;
    const size = config.integers('pool_size', rank);
    const window: Window = {
      size,
      strides: config.has('strides') ? config.integers('strides', rank) : size,
      dilations: new Array<number>(rank).fill(1),
      padding: config.choice('padding', ['valid', 'same'], 'valid'),
    };
    const places = placesOf(call);
    // What is put around counts for no average, neither in TensorFlow nor by default in ONNX.
    const value = b.op(`${kind}Pool`, [places.value], {
      kernel_shape: window.size,
      strides: window.strides,
      ...paddingOf(window, places.lengths),
    });
    return places.give(value, places.channels, windowLengths(window, places.lengths));
  };

const globalPool =
  (kind: Kind): Convert =>
  (call) => {
    const { b, config, input } = call;
    const first =
      config.choice('data_format', ['channels_last', 'channels_first'], 'channels_last') === 'channels_first';
    const from = first ? 2 : 1;
    const axes = Array.from({ length: input.rank - 2 }, (_, i) => i + from);
    const keep = config.boolean('keepdims', false);
    const shape = input.shape.flatMap((length, axis) => (axes.includes(axis) ? (keep ? [1] : []) : [length]));
    const mask = input.rank === 3 && kind === 'Average' ? input.mask : undefined;
    if (!mask)
      return Tensor.of(b, b.reduce(kind === 'Max' ? 'ReduceMax' : 'ReduceMean', input.value, axes, keep), shape);
    // A sequence: the mean over the steps that are there.
    const there = b.unsqueeze(mask, first ? 1 : 2);
    const total = b.reduce('ReduceSum', b.where(there, input.value, 0), axes, keep);
    return Tensor.of(b, b.div(total, b.reduce('ReduceSum', b.toFloat(there), axes, keep)), shape);
  };

const ranks = (make: (rank: number) => Entries): Entries => Object.assign({}, make(1), make(2), make(3)) as Entries;

export const pooling: Entries = ranks((rank) => ({
  [`MaxPooling${rank}D`]: pool('Max', rank),
  [`AveragePooling${rank}D`]: pool('Average', rank),
  [`GlobalMaxPooling${rank}D`]: globalPool('Max'),
  [`GlobalAveragePooling${rank}D`]: globalPool('Average'),
  [`AdaptiveMaxPooling${rank}D`]: adaptive('Max', rank),
  [`AdaptiveAveragePooling${rank}D`]: adaptive('Average', rank),
}));
