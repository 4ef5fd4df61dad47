/** Words and numbers to indices, and back. Source: keras.src.layers.preprocessing.index_lookup */

import type { JsonValue } from '@brine/core';
import type { AttributeInputs, Value } from '@brine/graph';
import { Call, type Convert } from '../build/call.js';
import { Tensor } from '../build/tensor.js';
import { Config } from '../read/config.js';
import { malformed } from '../read/errors.js';
import { encode } from './encode.js';

/** What a layer knows. */
interface Terms {
  /** Each key with its index. */
  readonly entries: readonly (readonly [key: JsonValue, index: number])[];
  /** Index of what is none of the keys; undefined where that is an error. */
  readonly unknown: number | undefined;
  /** Indices of the special tokens come first. */
  readonly first: number;
  /** Number of all indices. */
  readonly size: number;
}

/** The configuration has the vocabulary when it was given, a file beside when it was learned. */
function vocabularyOf({ config, layer }: Call): readonly JsonValue[] {
  const given = config.get('vocabulary');
  if (Array.isArray(given)) return given as readonly JsonValue[];
  const learned = layer.assets.get('vocabulary.txt');
  if (learned === undefined) throw malformed('its vocabulary is not in the file', layer.path);
  return learned.split('\n').filter((line) => line !== '');
}

function termsOf(call: Call): Terms {
  const { config } = call;
  const unknowns = config.number('num_oov_indices', 1);
  if (unknowns > 1)
    throw config.refuse('several indices for unknown values (num_oov_indices): they are chosen by a hash');
  const mask = config.get('mask_token');
  const hasMask = mask !== null && config.text('output_mode', 'int') === 'int';
  const first = (hasMask ? 1 : 0) + unknowns;
  const special = new Set([mask, config.get('oov_token')].filter((token) => token !== null).map(String));
  // A vocabulary may have been stored with its special tokens in front.
  const keys = vocabularyOf(call).filter((key, i) => !(i < first && special.has(String(key))));
  const entries = keys.map((key, i) => [key, first + i] as const);
  return {
    entries: hasMask ? [...entries, [mask, 0]] : entries,
    unknown: unknowns === 1 ? first - 1 : undefined,
    first,
    size: first + keys.length,
  };
}

/** One side of the operator that turns keys into values: words or whole numbers. */
const side = (name: 'keys' | 'values', items: readonly JsonValue[], text: boolean): AttributeInputs =>
  text ? { [`${name}_strings`]: items.map(String) } : { [`${name}_int64s`]: items.map((item) => BigInt(Number(item))) };

/**
 * Keras ends with an error for what it does not know, and so does this: the index is taken out of a list that has no such place.
 */
function refuseUnknown({ b }: Call, indices: Value, size: number): Value {
  const outside = b.where(b.less(indices, 0), size, indices);
  return b.gather(b.ints(Array.from({ length: size }, (_, i) => i)), outside, 0);
}

/**
 * @param text - whether the keys are words
 * @param filler - a word that stands where a row has none: it is in no column
 */
export function lookUp(call: Call, input: Tensor, text: boolean, filler?: string): Tensor {
  const { b, config } = call;
  const terms = termsOf(call);
  if (config.boolean('invert', false)) return inverted(call, terms, text);
  const entries = filler === undefined ? terms.entries : [...terms.entries, [filler, -1] as const];
  const x = text ? input.value : b.cast(input.value, 'int64');
  const keys = side(
    'keys',
    entries.map(([key]) => key),
    text,
  );
  const values = side(
    'values',
    entries.map(([, index]) => index),
    false,
  );
  const found = b.op('LabelEncoder', [x], { ...keys, ...values, default_int64: terms.unknown ?? -1 }, 'ai.onnx.ml');
  const indices = terms.unknown === undefined ? refuseUnknown(call, found, terms.size) : found;
  const mode = config.choice('output_mode', ['int', 'one_hot', 'multi_hot', 'count', 'tf_idf'], 'int');
  const depth = config.boolean('pad_to_max_tokens', false) ? config.number('max_tokens') : terms.size;
  if (mode !== 'tf_idf') return encode(call, indices, input.shape, mode, depth);
  const counts = encode(call, indices, input.shape, 'count', depth);
  return counts.with(b.mul(counts.value, idfWeights(call, terms, depth)), counts.shape);
}

/** The weights by index: in the configuration those of the words, to which what is unknown adds their mean; or a variable of all. */
function idfWeights({ b, config, layer }: Call, { first, size }: Terms, depth: number): Value {
  const given = config.get('idf_weights');
  const stored = Array.isArray(given) ? (given as readonly unknown[]).map(Number) : undefined;
  const own = stored ?? (layer.weights[0] && Array.from(layer.weights[0].data as Float32Array));
  if (!own) throw malformed('its weights (idf_weights) are not in the file', layer.path);
  const mean = own.reduce((sum, x) => sum + x, 0) / own.length;
  const whole = own.length === size - first ? [...new Array<number>(first).fill(mean), ...own] : own;
  return b.floats([...whole, ...new Array<number>(Math.max(0, depth - whole.length)).fill(0)]);
}

/** Indices to keys. */
function inverted({ b, config, input }: Call, { entries }: Terms, text: boolean): Tensor {
  const keys = side(
    'keys',
    entries.map(([, index]) => index),
    false,
  );
  const values = side(
    'values',
    entries.map(([key]) => key),
    text,
  );
  const unknown = config.get('oov_token');
  const otherwise = text ? { default_string: String(unknown) } : { default_int64: Number(unknown) };
  const found = b.op(
    'LabelEncoder',
    [b.cast(input.value, 'int64')],
    { ...keys, ...values, ...otherwise },
    'ai.onnx.ml',
  );
  return Tensor.of(b, found, input.shape);
}

const lookup =
  (text: boolean): Convert =>
  (call) =>
    lookUp(call, call.input, text);

export const stringLookup = lookup(true);
export const integerLookup = lookup(false);

/** The lookup inside of a TextVectorization, by its configuration. */
export function lookUpTokens(call: Call, tokens: Tensor): Tensor {
  const { config, layer, b } = call;
  const own = { ...config.json, mask_token: '', oov_token: '[UNK]', num_oov_indices: 1 };
  const inner = new Call(
    b,
    { ...layer, className: 'StringLookup', config: new Config(own, layer.path) },
    [tokens],
    new Map(),
    call.scope,
  );
  return lookUp(inner, tokens, true, config.text('output_mode', 'int') === 'int' ? undefined : '');
}
