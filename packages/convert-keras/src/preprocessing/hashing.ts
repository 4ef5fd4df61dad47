/** Words to buckets, before the graph. Source: keras.src.layers.preprocessing.hashing */

import type { Convert } from '../build/call.js';
import { Tensor } from '../build/tensor.js';
import type { Config } from '../read/config.js';
import { prepare, type StageKind } from '../stages/stage.js';
import { encode } from './encode.js';
import { fingerprint64 } from './farmhash.js';
import { siphash } from './siphash.js';

/** How words are put into buckets, by what the layer says. */
function bucketsOf(config: Config): (text: string) => bigint {
  const bins = config.count('num_bins', Number.MAX_SAFE_INTEGER);
  const mask = config.get('mask_value');
  const masked = mask !== null && bins > 1;
  const key = saltOf(config);
  const encoder = new TextEncoder();
  const buckets = BigInt(masked ? bins - 1 : bins);
  return (text) => {
    if (masked && text === String(mask)) return 0n;
    const bytes = encoder.encode(text);
    return ((key ? siphash(bytes, key) : fingerprint64(bytes)) % buckets) + (masked ? 1n : 0n);
  };
}

export const hashWords: StageKind = {
  kind: 'keras.Hashing',
  takes: new Set(['str', 'float32', 'float64', 'int8', 'int16', 'int32', 'int64', 'uint8', 'bool']),
  dtype: 'int64',
  parameters: ['num_bins', 'mask_value', 'salt'],
  work(config) {
    const bucketOf = bucketsOf(config);
    return ({ data, shape }) => ({
      dtype: 'int64',
      shape,
      // Floats are hashed as whole numbers.
      data: BigInt64Array.from(data as ArrayLike<string | number | bigint>, (item) =>
        bucketOf(typeof item === 'number' ? String(Math.trunc(item)) : String(item)),
      ),
    });
  },
};

export const hashing: Convert = (call) => {
  const { b, config, layer, input } = call;
  const bins = config.number('num_bins');
  const parameters = { num_bins: bins, mask_value: config.get('mask_value'), salt: config.get('salt') };
  const shape = input.shape.map((length, axis) => (axis === 0 ? null : length));
  const value = call.scope.prepare(layer, input, shape, prepare(hashWords, parameters, layer.path));
  const mode = config.choice('output_mode', ['int', 'one_hot', 'multi_hot', 'count'], 'int');
  return encode(call, value, Tensor.of(b, value, shape).shape, mode, bins);
};

/** One number is both halves of the key. */
function saltOf(config: Config): readonly [bigint, bigint] | undefined {
  if (!config.has('salt')) return undefined;
  const [one, other] = config.integers('salt', 2);
  return [BigInt.asUintN(64, BigInt(one!)), BigInt.asUintN(64, BigInt(other!))];
}
