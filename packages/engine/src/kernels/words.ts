/** Text: its case, joining it, and counting words. @see https://onnx.ai/onnx/operators/onnx__TfIdfVectorizer.html */

import { bigintsOf } from '@brine/core';
import { misfit } from '../errors.js';
import type { Held } from '../held.js';
import { floats, int, text, texts, wideInts } from './attributes.js';
import { Meeting } from './broadcast.js';
import { type Kernel, type Kernels, type PlannedNode } from './kernel.js';

const CASES: Readonly<Record<string, (text: string) => string>> = {
  NONE: (text) => text,
  LOWER: (text) => text.toLowerCase(),
  UPPER: (text) => text.toUpperCase(),
};

/** Leaves out stop words, then changes the case. Where all is left out, one empty text stays. */
const stringNormalizer: Kernel = {
  types: {},
  refuses: (node) => (text(node, 'locale', '') === '' ? undefined : 'a locale'),
  plan(node) {
    const [input, out] = [node.inputs[0]!, node.outputs[0]!];
    const change = CASES[text(node, 'case_change_action', 'NONE')]!;
    const fold = int(node, 'is_case_sensitive', 0) !== 0 ? CASES['NONE']! : CASES['LOWER']!;
    const stops = new Set((texts(node, 'stopwords') ?? []).map(fold));
    return () => {
      const { shape, size } = input;
      if (shape.length > 2 || (shape.length === 2 && shape[0] !== 1))
        throw misfit(`text of the shape [${shape.join(', ')}]`);
      const kept = input.texts.slice(0, size).filter((word) => !stops.has(fold(word)));
      const result = kept.length > 0 ? kept.map(change) : [''];
      const to = out.reserve(shape.length === 2 ? [1, result.length] : [result.length]).texts;
      result.forEach((word, i) => (to[i] = word));
    };
  },
};

const stringConcat: Kernel = {
  types: {},
  plan({ inputs, outputs }) {
    const [a, b] = inputs as [Held, Held];
    const out = outputs[0]!;
    const meeting = new Meeting([a, b]);
    const { steps, starts } = meeting;
    return () => {
      meeting.arrange();
      const { size, inner } = meeting;
      const to = out.reserve(meeting.shape, size).texts;
      for (let at = 0; at < size; at += inner) {
        for (let i = 0; i < inner; i++)
          to[at + i] = a.texts[starts[0]! + i * steps[0]!]! + b.texts[starts[1]! + i * steps[1]!]!;
        if (at + inner < size) meeting.next();
      }
    };
  },
};

type Word = string | number | bigint;

/** The runs of words that are counted, as a tree: each branch is a word, each run has a number. */
interface Branch {
  readonly next: Map<Word, Branch>;
  run?: number;
}

function poolOf(node: PlannedNode): { root: Branch; runs: number } {
  const { attributes } = node;
  const given = attributes['pool_int64s'];
  const pool: readonly Word[] = given?.type === 'ints' ? bigintsOf(given.value) : (texts(node, 'pool_strings') ?? []);
  const starts = wideInts(node, 'ngram_counts') ?? new Int32Array();
  const [least, most] = [int(node, 'min_gram_length', 1), int(node, 'max_gram_length', 1)];
  const root: Branch = { next: new Map() };
  let runs = 0;
  starts.forEach((start, i) => {
    const length = i + 1;
    const end = starts[i + 1] ?? pool.length;
    for (let at = start; at + length <= end; at += length, runs++) {
      if (length < least || length > most) continue;
      let branch = root;
      for (let k = at; k < at + length; k++) {
        let next = branch.next.get(pool[k]!);
        if (!next) branch.next.set(pool[k]!, (next = { next: new Map() }));
        branch = next;
      }
      branch.run = runs;
    }
  });
  return { root, runs };
}

const tfIdfVectorizer: Kernel = {
  types: { T: 'lit' },
  plan(node) {
    const [input, out] = [node.inputs[0]!, node.outputs[0]!];
    const { root, runs } = poolOf(node);
    const places = wideInts(node, 'ngram_indexes') ?? new Int32Array();
    const weights = floats(node, 'weights');
    const mode = text(node, 'mode', 'TF');
    const skips = int(node, 'max_skip_count', 0);
    const longest = int(node, 'max_gram_length', 1);
    if (places.length < runs) throw misfit(`${places.length} places for ${runs} runs of words`);
    const width = places.reduce((most, place) => Math.max(most, place + 1), 0);
    const small = input.dtype === 'int32';
    return () => {
      const { shape } = input;
      const [rows, length] = shape.length === 2 ? (shape as [number, number]) : [1, input.size];
      if (shape.length > 2) throw misfit(`text of the shape [${shape.join(', ')}]`);
      const to = out.reserve(shape.length === 2 ? [rows, width] : [width]).numbers;
      const words = input.data as unknown as ArrayLike<Word>;
      const wordAt = (at: number): Word => (small ? BigInt(words[at] as number) : words[at]!);
      to.fill(0, 0, out.size);
      const count = (branch: Branch, row: number): void => {
        if (branch.run !== undefined) to[row * width + places[branch.run]!]!++;
      };
      for (let row = 0; row < rows; row++) {
        const end = (row + 1) * length;
        for (let start = row * length; start < end; start++) {
          const first = root.next.get(wordAt(start));
          if (!first) continue;
          count(first, row);
          // Longer runs may leave out the same number of words between each two of theirs.
          for (let step = 1; longest > 1 && step <= skips + 1; step++) {
            let branch: Branch | undefined = first;
            for (let at = start + step; at < end && (branch = branch.next.get(wordAt(at))); at += step)
              count(branch, row);
          }
        }
      }
      if (mode === 'TF') return;
      const factors = new Float64Array(width).fill(1);
      if (weights) places.forEach((place, run) => (factors[place] = weights[run] ?? 1));
      for (let i = 0; i < out.size; i++) {
        const found = mode === 'IDF' && to[i]! > 0 ? 1 : to[i]!;
        to[i] = found * factors[i % width]!;
      }
    };
  },
};

export const wordKernels: Kernels = {
  StringNormalizer: stringNormalizer,
  StringConcat: stringConcat,
  TfIdfVectorizer: tfIdfVectorizer,
};
