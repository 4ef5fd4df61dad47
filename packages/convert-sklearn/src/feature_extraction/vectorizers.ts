import { type DenseTensor, dictEntries, isKind } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Convert, Entry } from '../build/scope.js';
import { Table } from '../build/table.js';
import { outputType } from '../read/dtype.js';
import { unsupported } from '../read/errors.js';
import { attributePart, type Estimator } from '../read/estimator.js';
import { numberOf, numbersOf } from '../read/numbers.js';
import { type Analyzer, analyzerOf } from './analyzer.js';
import { hashed, MOST_COLUMNS } from './hashing.js';

/** One text a row. */
const input = () => ({ width: 1, flat: true, types: ['text' as const] });

/**
 * Counts of terms, by a stage of their own before the graph: no operator splits words as Python does.
 * Source: sklearn.feature_extraction.text.CountVectorizer.transform
 */
function counts(e: Estimator, x: Table, scope: Parameters<Convert>[3]): Value {
  const vocabulary = vocabularyOf(e);
  const analyze = analyzerOf(e);
  const isBinary = e.flag('binary', false);
  const width = vocabulary.size;
  return scope.prepare(x.column(0), [null, width], description(e), ({ data }) =>
    fill(data as readonly string[], width, analyze, (row, term) => {
      const at = vocabulary.get(term);
      if (at !== undefined) row[at] = isBinary ? 1 : row[at]! + 1;
    }),
  );
}

function fill(
  texts: readonly string[],
  width: number,
  analyze: Analyzer,
  count: (row: Float64Array, term: string) => void,
): DenseTensor {
  const data = new Float64Array(texts.length * width);
  texts.forEach((text, i) => {
    const row = data.subarray(i * width, (i + 1) * width);
    for (const term of analyze(text)) count(row, term);
  });
  return { dtype: 'float64', shape: [texts.length, width], data };
}

/** `vocabulary_`, or the parameter where that is fixed: terms with the columns that they are counted in. */
function vocabularyOf(e: Estimator): Map<string, number> {
  const value = e.has('vocabulary_') ? e.value('vocabulary_') : e.value('vocabulary');
  const entries = isKind(value, 'dict')
    ? [...dictEntries(value)].map(([term, at]) => [term, numberOf(at)] as const)
    : isKind(value, 'list')
      ? Array.from(value.items, (term, at) => [term, at] as const)
      : [];
  const result = new Map<string, number>();
  for (const [term, at] of entries) {
    if (typeof term !== 'string' || at === undefined || !(at >= 0 && at < entries.length))
      throw unsupported('a vocabulary of anything but terms', e.at('vocabulary_'));
    result.set(term, at);
  }
  if (result.size === 0) throw unsupported('an empty vocabulary', e.at('vocabulary_'));
  return result;
}

/** What the stage does, for those who read the program. */
function description(e: Estimator): Record<string, unknown> {
  const names = ['analyzer', 'token_pattern', 'strip_accents', 'stop_words'];
  return {
    estimator: e.className,
    lowercase: e.flag('lowercase', true),
    ngram_range: Array.from(e.vector('ngram_range')),
    ...Object.fromEntries(names.flatMap((name) => (e.text(name) === undefined ? [] : [[name, e.text(name)]]))),
  };
}

export const countVectorizer: Entry = {
  input,
  convert: (e, x, b, scope) => ({
    transform() {
      const found = counts(e, x, scope);
      return Table.of(b, b.cast(found, outputType(e, 'dtype', b.float)), vocabularyOf(e).size);
    },
  }),
};

/** Source: sklearn.feature_extraction.text.TfidfVectorizer.transform */
export const tfidfVectorizer: Entry = {
  input,
  convert: (e, x, b, scope) => ({
    transform: () => Table.of(b, tfidf(scope.read(e.part('_tfidf')), b, counts(e, x, scope)), vocabularyOf(e).size),
  }),
};

/** Source: sklearn.feature_extraction.text.TfidfTransformer.transform */
function tfidf(e: Estimator, b: Build, rows: Value): Value {
  const isZero = b.equal(rows, 0);
  const damped = e.flag('sublinear_tf', false) ? b.where(isZero, 0, b.add(b.log(b.where(isZero, 1, rows)), 1)) : rows;
  const weighted = e.flag('use_idf', true) ? b.mul(damped, b.floats(inverseFrequencies(e))) : damped;
  return normalised(e, b, weighted);
}

function normalised(e: Estimator, b: Build, rows: Value): Value {
  if (!e.has('norm')) return rows;
  const norms = e.choice('norm', ['l1', 'l2']) === 'l1' ? b.sum(b.abs(rows)) : b.sqrt(b.sum(b.square(rows)));
  return b.div(rows, b.where(b.equal(norms, 0), 1, norms));
}

/** `idf_`; before 1.4 the only diagonal of a sparse matrix. */
function inverseFrequencies(e: Estimator): Float64Array {
  if (e.has('idf_')) return e.vector('idf_');
  const diagonal = e.has('_idf_diag') ? attributePart(e.part('_idf_diag'), 'data') : undefined;
  if (!diagonal)
    throw unsupported(`${e.name} has no idf_`, e.at('idf_'), 'It is not fitted: call fit before saving it.');
  return numbersOf(diagonal.value, diagonal.path).data;
}

export const tfidfTransformer: Convert = (e, x, b) => ({
  transform: () => Table.of(b, tfidf(e, b, x.matrix()), x.width),
});

/** Source: sklearn.feature_extraction.text.HashingVectorizer.transform, sklearn.feature_extraction._hash.FeatureHasher */
export const hashingVectorizer: Entry = {
  input,
  convert: (e, x, b, scope) => ({
    transform() {
      const width = e.number('n_features');
      if (width > MOST_COLUMNS) throw e.refuse(`${width} columns`);
      const analyze = analyzerOf(e);
      const alternates = e.flag('alternate_sign', true);
      const isBinary = e.flag('binary', false);
      const found = scope.prepare(x.column(0), [null, width], { ...description(e), n_features: width }, ({ data }) =>
        fill(data as readonly string[], width, analyze, (row, term) => {
          const { at, isNegative } = hashed(term, width);
          row[at] = isBinary ? 1 : row[at]! + (alternates && isNegative ? -1 : 1);
        }),
      );
      return Table.of(b, normalised(e, b, found), width);
    },
  }),
};
