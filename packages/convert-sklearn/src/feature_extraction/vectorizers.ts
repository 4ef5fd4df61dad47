import { type DenseTensor, MISSING_TEXT, NAN_TEXT } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Convert, Entry } from '../build/scope.js';
import { prepare, type StageKind, Table } from '../build/index.js';
import { attributePart, type Estimator, numbersOf, outputType, unsupported, wrongRow } from '../read/index.js';
import { type Analyzer, analyzerOf, analyzerParameters } from './analyzer.js';
import { hashed, MOST_COLUMNS } from './hashing.js';
import { termsOf } from './vocabulary.js';

/** One text a row. */
const input = () => ({ width: 1, flat: true, types: ['text' as const] });

/** Counts of terms, by a stage of their own before the graph: no operator splits words as Python does. */
function counts(e: Estimator, x: Table, scope: Parameters<Convert>[3]): { found: Value; width: number } {
  const vocabulary = termsOf(e, e.has('vocabulary_') ? 'vocabulary_' : 'vocabulary');
  const preparation = prepare(countTerms, { ...analyzerParameters(e), binary: e.flag('binary', false), vocabulary });
  const width = vocabulary.length;
  return { found: scope.prepare(x.column(0), [null, width], preparation), width };
}

/** Source: sklearn.feature_extraction.text.CountVectorizer.transform */
export const countTerms: StageKind = {
  kind: 'sklearn.CountVectorizer',
  takes: 'text',
  work(p) {
    const vocabulary = p.columns('vocabulary');
    const analyze = analyzerOf(p);
    const isBinary = p.flag('binary');
    const width = vocabulary.size;
    return {
      width,
      run: ({ data }) =>
        fill(data as readonly string[], width, analyze, (row, term) => {
          const at = vocabulary.get(term);
          if (at !== undefined) row[at] = isBinary ? 1 : row[at]! + 1;
        }),
    };
  },
};

/** Source: sklearn.feature_extraction.text.HashingVectorizer.transform, sklearn.feature_extraction._hash.FeatureHasher */
export const hashTerms: StageKind = {
  kind: 'sklearn.HashingVectorizer',
  takes: 'text',
  work(p) {
    const width = p.integer('n_features', 1, MOST_COLUMNS);
    const analyze = analyzerOf(p);
    const alternates = p.flag('alternate_sign');
    const isBinary = p.flag('binary');
    return {
      width,
      run: ({ data }) =>
        fill(data as readonly string[], width, analyze, (row, term) => {
          const { at, isNegative } = hashed(term, width);
          row[at] = isBinary ? 1 : row[at]! + (alternates && isNegative ? -1 : 1);
        }),
    };
  },
};

function fill(
  texts: readonly string[],
  width: number,
  analyze: Analyzer,
  count: (row: Float64Array, term: string) => void,
): DenseTensor {
  const data = new Float64Array(texts.length * width);
  texts.forEach((text, i) => {
    if (text === MISSING_TEXT || text === NAN_TEXT) throw wrongRow(i, 'has no text');
    const row = data.subarray(i * width, (i + 1) * width);
    for (const term of analyze(text)) count(row, term);
  });
  return { dtype: 'float64', shape: [texts.length, width], data };
}

export const countVectorizer: Entry = {
  input,
  convert: (e, x, b, scope) => ({
    transform() {
      const { found, width } = counts(e, x, scope);
      return Table.of(b, b.cast(found, outputType(e, 'dtype', b.float)), width);
    },
  }),
};

/** Source: sklearn.feature_extraction.text.TfidfVectorizer.transform */
export const tfidfVectorizer: Entry = {
  input,
  convert: (e, x, b, scope) => ({
    transform() {
      const { found, width } = counts(e, x, scope);
      return Table.of(b, tfidf(scope.read(e.part('_tfidf')), b, found), width);
    },
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

export const hashingVectorizer: Entry = {
  input,
  convert: (e, x, b, scope) => ({
    transform() {
      const width = e.number('n_features');
      if (!(width >= 1 && width <= MOST_COLUMNS)) throw e.refuse(`${width} columns`);
      const hashes = prepare(hashTerms, {
        ...analyzerParameters(e),
        binary: e.flag('binary', false),
        n_features: width,
        alternate_sign: e.flag('alternate_sign', true),
        // The graph divides by it.
        norm: null,
      });
      return Table.of(b, normalised(e, b, scope.prepare(x.column(0), [null, width], hashes)), width);
    },
  }),
};
