/** Texts to words, before the graph. Source: keras.src.layers.preprocessing.text_vectorization */

import type { DenseTensor } from '@brine/core';
import type { Convert } from '../build/call.js';
import { Tensor } from '../build/tensor.js';
import type { Config } from '../read/config.js';
import { lookUpTokens } from './lookup.js';

interface Preparation {
  readonly standardize: string | null;
  readonly split: string | null;
  /** Widths of the groups of words that are terms too. */
  readonly ngrams: readonly number[];
  /** Words of a row; as many as the longest row has without it. */
  readonly length: number | null;
}

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

function preparationOf(config: Config): Preparation {
  const named = (name: string, known: object, otherwise: string) => {
    const stored = config.json[name] === undefined ? otherwise : config.get(name);
    if (stored === null || (typeof stored === 'string' && Object.hasOwn(known, stored))) return stored;
    throw config.refuse(`${name}=${JSON.stringify(stored).slice(0, 80)}: a function of your own is Python code`);
  };
  const ngrams = config.get('ngrams');
  return {
    standardize: named('standardize', STANDARDIZE, 'lower_and_strip_punctuation'),
    split: named('split', SPLIT, 'whitespace'),
    ngrams:
      typeof ngrams === 'number'
        ? Array.from({ length: ngrams }, (_, i) => i + 1)
        : config.integers('ngrams', undefined, [1]),
    length: config.has('output_sequence_length') ? config.number('output_sequence_length') : null,
  };
}

function termsOf(text: string, { standardize, split, ngrams }: Preparation): readonly string[] {
  const plain = standardize === null ? text : STANDARDIZE[standardize]!(text);
  const words = split === null ? [plain] : SPLIT[split]!(plain);
  return ngrams.flatMap((width) =>
    Array.from({ length: Math.max(0, words.length - width + 1) }, (_, i) => words.slice(i, i + width).join(' ')),
  );
}

/** `[rows, words]`; a row with fewer words than the longest is filled with empty ones. */
function tokens(given: DenseTensor, preparation: Preparation): DenseTensor {
  const rows = (given.data as readonly string[]).map((text) => termsOf(text, preparation));
  const length = preparation.length ?? rows.reduce((most, row) => Math.max(most, row.length), 0);
  const data = rows.flatMap((row) => Array.from({ length }, (_, i) => row[i] ?? ''));
  return { dtype: 'str', shape: [rows.length, length], data };
}

export const textVectorization: Convert = (call) => {
  const { b, config, layer, input } = call;
  if (config.boolean('ragged', false)) throw config.refuse('ragged=True: rows of different lengths');
  const preparation = preparationOf(config);
  const value = call.scope.prepare(layer, input, {
    dtype: 'str',
    shape: [null, preparation.length],
    description: { kind: 'words', layer: layer.path, ...preparation },
    run: (given) => tokens(given, preparation),
  });
  return lookUpTokens(call, Tensor.of(b, value, [null, preparation.length]));
};
