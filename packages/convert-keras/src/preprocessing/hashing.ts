/** Words to buckets, before the graph. Source: keras.src.layers.preprocessing.hashing */

import type { DenseTensor } from '@brine/core';
import type { Convert } from '../build/call.js';
import { Tensor } from '../build/tensor.js';
import { encode } from './encode.js';
import { fingerprint64 } from './farmhash.js';
import { siphash } from './siphash.js';

export const hashing: Convert = (call) => {
  const { b, config, layer, input } = call;
  const bins = config.number('num_bins');
  const mask = config.get('mask_value');
  const masked = mask !== null && bins > 1;
  const salt = config.get('salt');
  const key = saltOf(salt);
  const encoder = new TextEncoder();
  const buckets = BigInt(masked ? bins - 1 : bins);
  const bucketOf = (text: string): bigint => {
    if (masked && text === String(mask)) return 0n;
    const bytes = encoder.encode(text);
    return ((key ? siphash(bytes, key) : fingerprint64(bytes)) % buckets) + (masked ? 1n : 0n);
  };
  const shape = input.shape.map((length, axis) => (axis === 0 ? null : length));
  const value = call.scope.prepare(layer, input, {
    dtype: 'int64',
    shape,
    description: { kind: 'hash', layer: layer.path, bins, mask, salt },
    run: ({ data, shape: given }: DenseTensor) => ({
      dtype: 'int64',
      shape: given,
      // Floats are hashed as whole numbers.
      data: BigInt64Array.from(data as ArrayLike<string | number | bigint>, (item) =>
        bucketOf(typeof item === 'number' ? String(Math.trunc(item)) : String(item)),
      ),
    }),
  });
  const mode = config.choice('output_mode', ['int', 'one_hot', 'multi_hot', 'count'], 'int');
  return encode(call, value, Tensor.of(b, value, shape).shape, mode, bins);
};

/** One number is both halves of the key. */
function saltOf(salt: unknown): readonly [bigint, bigint] | undefined {
  const numbers = (Array.isArray(salt) ? salt : [salt, salt]) as readonly unknown[];
  const [one, other] = numbers;
  return typeof one === 'number' && typeof other === 'number'
    ? [BigInt.asUintN(64, BigInt(one)), BigInt.asUintN(64, BigInt(other))]
    : undefined;
}
