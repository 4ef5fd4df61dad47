/** Texts to words, before the graph. Source: keras.src.layers.preprocessing.text_vectorization */

import { CodecError, type DenseTensor, type JsonValue } from '@brine/core';
import type { Convert } from '../build/call.js';
import { Tensor } from '../build/tensor.js';
import type { Config } from '../read/config.js';
import { ID } from '../read/errors.js';
import { prepare, type StageKind } from '../stages/stage.js';
import { lookUpTokens } from './lookup.js';

interface Splitting {
  readonly standardize: string | null;
  readonly split: string | null;
  /** Widths of the groups of words that are terms too. */
  readonly ngrams: readonly number[];
  /** Words of a row; as many as the longest row has without it. */
  readonly length: number | null;
}

/** More words in a group, groups of words and words in a row than any model has. */
const MOST_NGRAMS = 1000;
const MOST_WORDS = 2 ** 24;
/** Words in one result. */
const MOST_TOKENS = 2 ** 26;

const PUNCTUATION = /[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~']/g;

/** TensorFlow turns ASCII letters alone. */
const lower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

const STANDARDIZE: Readonly<Record<string, (text: string) => string>> = {
  lower,
  strip_punctuation: (text) => text.replace(PUNCTUATION, ''),
  lower_and_strip_punctuation: (text) => lower(text).replace(PUNCTUATION, ''),
};

const SPLIT: Readonly<Record<string, (text: string) => readonly string[]>> = {
  whitespace: (text) => text.split(/[ \t\n\r\f\v]+/).filter((word) => word !== ''),
  character: (text) => Array.from(text),
};

function splittingOf(config: Config): Splitting {
  const named = (name: string, known: object, otherwise: string) => {
    const stored = config.json[name] === undefined ? otherwise : config.get(name);
    if (stored === null || (typeof stored === 'string' && Object.hasOwn(known, stored))) return stored;
    throw config.refuse(`${name}=${JSON.stringify(stored).slice(0, 80)}: a function of your own is Python code`);
  };
  return {
    standardize: named('standardize', STANDARDIZE, 'lower_and_strip_punctuation'),
    split: named('split', SPLIT, 'whitespace'),
    ngrams: ngramsOf(config),
    length: config.has('output_sequence_length') ? config.count('output_sequence_length', MOST_WORDS) : null,
  };
}

/** A number stands for all widths up to it. */
function ngramsOf(config: Config): readonly number[] {
  if (typeof config.get('ngrams') === 'number') {
    return Array.from({ length: config.count('ngrams', MOST_NGRAMS) }, (_, i) => i + 1);
  }
  const widths = config.integers('ngrams', undefined, [1]);
  if (widths.length <= MOST_NGRAMS && widths.every((width) => width > 0 && width <= MOST_NGRAMS)) return widths;
  throw config.refuse(`ngrams=${JSON.stringify(widths).slice(0, 80)}`);
}

function termsOf(text: string, { standardize, split, ngrams }: Splitting): readonly string[] {
  const plain = standardize === null ? text : STANDARDIZE[standardize]!(text);
  const words = split === null ? [plain] : SPLIT[split]!(plain);
  return ngrams.flatMap((width) =>
    Array.from({ length: Math.max(0, words.length - width + 1) }, (_, i) => words.slice(i, i + width).join(' ')),
  );
}

/** `[rows, words]`; a row with fewer words than the longest is filled with empty ones. */
function tokens(given: DenseTensor, splitting: Splitting): DenseTensor {
  const rows = (given.data as readonly string[]).map((text) => termsOf(text, splitting));
  const length = splitting.length ?? rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (rows.length * length > MOST_TOKENS) {
    throw new CodecError({
      codec: ID,
      code: 'BRINE-KERAS-SIZE',
      fault: 'limit',
      message: `${rows.length} rows of ${length} words are more than one result holds`,
      hint: 'Predict fewer rows at a time.',
    });
  }
  const data = rows.flatMap((row) => Array.from({ length }, (_, i) => row[i] ?? ''));
  return { dtype: 'str', shape: [rows.length, length], data };
}

export const splitTexts: StageKind = {
  kind: 'keras.TextVectorization',
  takes: new Set(['str']),
  dtype: 'str',
  parameters: ['standardize', 'split', 'ngrams', 'output_sequence_length'],
  work(config) {
    const splitting = splittingOf(config);
    return (given) => tokens(given, splitting);
  },
};

export const textVectorization: Convert = (call) => {
  const { b, config, layer, input } = call;
  if (config.boolean('ragged', false)) throw config.refuse('ragged=True: rows of different lengths');
  const { length, ...rest } = splittingOf(config);
  const parameters: Record<string, JsonValue> = { ...rest, output_sequence_length: length };
  const value = call.scope.prepare(layer, input, [null, length], prepare(splitTexts, parameters, layer.path));
  return lookUpTokens(call, Tensor.of(b, value, [null, length]));
};
