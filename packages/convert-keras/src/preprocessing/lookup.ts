/** Words and numbers to indices. Source: keras.src.layers.preprocessing.index_lookup */

import type { JsonValue } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Call, Convert } from '../build/call.js';
import { Tensor } from '../build/tensor.js';
import { malformed } from '../read/errors.js';
import { encode } from './encode.js';

/** What the layer knows: the configuration has it when it was given, a file beside when it was learned. */
function vocabularyOf({ config, layer }: Call): readonly JsonValue[] {
  const given = config.get('vocabulary');
  if (Array.isArray(given)) return given as readonly JsonValue[];
  const learned = layer.assets.get('vocabulary.txt');
  if (learned === undefined) throw malformed('its vocabulary is not in the file', layer.path);
  return learned.split('\n').filter((line) => line !== '');
}

interface Terms {
  /** Keys, each at its index from `first` on. */
  readonly keys: readonly JsonValue[];
  readonly first: number;
  /** Index of what is none of the keys; undefined where that is an error. */
  readonly unknown: number | undefined;
  readonly size: number;
}

function termsOf(call: Call): Terms {
  const { config } = call;
  const unknowns = config.number('num_oov_indices', 1);
  if (unknowns > 1)
    throw config.refuse('several indices for unknown values (num_oov_indices): they are chosen by a hash');
  const masked = config.has('mask_token') && config.get('output_mode') === 'int' ? 1 : 0;
  const special = new Set(
    [config.get('mask_token'), config.get('oov_token')].filter((token) => token !== null).map(String),
  );
  // A vocabulary may have been stored with its special tokens in front.
  const keys = vocabularyOf(call).filter((key, i) => !(i < masked + unknowns && special.has(String(key))));
  const first = masked + unknowns;
  return { keys, first, unknown: unknowns === 1 ? masked : undefined, size: first + keys.length };
}

/** The operator of ai.onnx.ml that turns keys into values. */
function look(
  { b }: Call,
  x: Value,
  attributes: Readonly<Record<string, readonly string[] | readonly bigint[] | string | number>>,
): Value {
  return b.op('LabelEncoder', [x], attributes, 'ai.onnx.ml');
}

/**
 * An index that is -1 for what the layer does not take: taken out of a list that has no such place, which ends the prediction as it
 * does in Keras.
 */
function refuseUnknown({ b }: Call, indices: Value, size: number): Value {
  const outside = b.where(b.less(indices, 0), size, indices);
  return b.gather(b.ints(Array.from({ length: size }, (_, i) => i)), outside, 0);
}

const lookup =
  (text: boolean): Convert =>
  (call) => {
    const { b, config, input } = call;
    const terms = termsOf(call);
    const keys = text
      ? { keys_strings: terms.keys.map(String) }
      : { keys_int64s: terms.keys.map((key) => BigInt(Number(key))) };
    if (config.boolean('invert', false)) return inverted(call, terms, text);
    const mask = config.get('mask_token');
    const hasMask = terms.first > (terms.unknown === undefined ? 0 : 1);
    const values = terms.keys.map((_, i) => BigInt(terms.first + i));
    const withMask = hasMask ? maskedKeys(keys, mask, text) : keys;
    const found = look(call, text ? input.value : b.cast(input.value, 'int64'), {
      ...withMask,
      values_int64s: hasMask ? [...values, 0n] : values,
      default_int64: terms.unknown ?? -1,
    });
    const indices = terms.unknown === undefined ? refuseUnknown(call, found, terms.size) : found;
    const mode = config.choice('output_mode', ['int', 'one_hot', 'multi_hot', 'count', 'tf_idf'], 'int');
    const depth = config.boolean('pad_to_max_tokens', false) ? config.number('max_tokens') : terms.size;
    if (mode !== 'tf_idf') return encode(call, indices, input.shape, mode, depth);
    const counts = encode(call, indices, input.shape, 'count', depth);
    return counts.with(b.mul(counts.value, idfWeights(call, terms, depth)), counts.shape);
  };

type Keys = Readonly<Record<string, readonly string[] | readonly bigint[]>>;

const maskedKeys = (keys: Keys, mask: JsonValue, text: boolean): Keys =>
  text
    ? { keys_strings: [...(keys['keys_strings'] as string[]), String(mask)] }
    : { keys_int64s: [...(keys['keys_int64s'] as bigint[]), BigInt(Number(mask))] };

/** The weights by index: in the configuration for the words alone, the mean of them for what is unknown; or as a variable for all. */
function idfWeights(call: Call, { first, keys }: Terms, depth: number): Value {
  const { b, config, layer } = call;
  const [stored] = layer.weights;
  const given = config.get('idf_weights');
  const numbers = Array.isArray(given) ? (given as readonly unknown[]).map(Number) : undefined;
  if (!numbers && !stored) throw malformed('its weights (idf_weights) are not in the file', layer.path);
  const own = numbers ?? Array.from(stored!.data as Float32Array);
  const whole = own.length === keys.length && first > 0 ? [...new Array<number>(first).fill(mean(own)), ...own] : own;
  return b.floats([...whole, ...new Array<number>(Math.max(0, depth - whole.length)).fill(0)]);
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

/** Indices to words. */
function inverted(call: Call, { keys, first }: Terms, text: boolean): Tensor {
  const { b, config, input } = call;
  const unknown = config.get('oov_token');
  const indices = keys.map((_, i) => BigInt(first + i));
  const values = text
    ? { values_strings: keys.map(String), default_string: String(unknown) }
    : { values_int64s: keys.map((key) => BigInt(Number(key))), default_int64: Number(unknown) };
  const masked = first > 1 ? { keys: [0n], value: config.get('mask_token') } : undefined;
  const all = masked
    ? text
      ? { values_strings: [...keys.map(String), String(masked.value)], default_string: String(unknown) }
      : {
          values_int64s: [...keys.map((key) => BigInt(Number(key))), BigInt(Number(masked.value))],
          default_int64: Number(unknown),
        }
    : values;
  const found = look(call, b.cast(input.value, 'int64'), {
    keys_int64s: [...indices, ...(masked?.keys ?? [])],
    ...all,
  });
  return Tensor.of(b, found, input.shape);
}

export const stringLookup = lookup(true);
export const integerLookup = lookup(false);
