import type { Entry } from '../build/scope.js';
import { prepare, type StageKind, Table } from '../build/index.js';
import { countRows, entriesOf, itemsOf, jsonInput, numeric, outputType, wrongRow } from '../read/index.js';
import { hashed, MOST_COLUMNS } from './hashing.js';
import { termsOf } from './vocabulary.js';

/**
 * A column for each name with a number and each name with a text; what is in no column counts nowhere.
 * Source: sklearn.feature_extraction._dict_vectorizer.DictVectorizer._transform
 */
export const dictVectorizer: Entry = {
  input: jsonInput,
  convert: (e, x, b, scope) => ({
    transform() {
      const vocabulary = termsOf(e, 'vocabulary_');
      const counts = prepare(countRecords, { vocabulary, separator: e.text('separator') ?? '=' });
      const found = scope.prepare(x.column(0), [null, vocabulary.length], counts);
      return Table.of(b, b.cast(found, outputType(e, 'dtype', b.float)), vocabulary.length);
    },
  }),
};

export const countRecords: StageKind = {
  kind: 'sklearn.DictVectorizer',
  takes: 'text',
  work(p) {
    const vocabulary = p.columns('vocabulary');
    const separator = p.text('separator');
    const width = vocabulary.size;
    return {
      width,
      run: (rows) =>
        countRows(rows, width, (row, record, position) => {
          const add = (feature: string, value: number): void => {
            const at = vocabulary.get(feature);
            if (at !== undefined) row[at]! += value;
          };
          for (const [name, value] of entriesOf(record, position)) {
            if (typeof value === 'string') add(name + separator + value, 1);
            else if (!Array.isArray(value)) add(name, numeric(value));
            else for (const item of value) add(name + separator + textOf(item, position), 1);
          }
        }),
    };
  },
};

function textOf(item: unknown, position: number): string {
  if (typeof item === 'string') return item;
  throw wrongRow(position, 'has a list of anything but texts');
}

/** Features by `input_type`, as pairs of a name and what it has. */
const FEATURES: Readonly<Record<string, (row: unknown, position: number) => (readonly [unknown, unknown])[]>> = {
  dict: entriesOf,
  pair: (row, position) =>
    itemsOf(row, position).map((pair) => {
      if (Array.isArray(pair) && pair.length === 2) return [pair[0], pair[1]] as const;
      throw wrongRow(position, 'has an item that is no pair');
    }),
  string: (row, position) => itemsOf(row, position).map((name) => [name, 1] as const),
};

/** Source: sklearn.feature_extraction._hash.FeatureHasher.transform */
export const featureHasher: Entry = {
  input: jsonInput,
  convert: (e, x, b, scope) => ({
    transform() {
      const width = e.number('n_features');
      if (!(width >= 1 && width <= MOST_COLUMNS)) throw e.refuse(`${width} columns`);
      const hashes = prepare(hashRecords, {
        n_features: width,
        input_type: e.choice('input_type', INPUT_TYPES),
        alternate_sign: e.flag('alternate_sign', true),
      });
      const found = scope.prepare(x.column(0), [null, width], hashes);
      return Table.of(b, b.cast(found, outputType(e, 'dtype', b.float)), width);
    },
  }),
};

const INPUT_TYPES = ['dict', 'pair', 'string'] as const;

export const hashRecords: StageKind = {
  kind: 'sklearn.FeatureHasher',
  takes: 'text',
  work(p) {
    const width = p.integer('n_features', 1, MOST_COLUMNS);
    const type = p.choice('input_type', INPUT_TYPES);
    const alternates = p.flag('alternate_sign');
    return {
      width,
      run: (rows) =>
        countRows(rows, width, (row, features, position) => {
          for (const [name, given] of FEATURES[type]!(features, position)) {
            if (typeof name !== 'string') throw wrongRow(position, 'has a feature whose name is no text');
            const value = typeof given === 'string' ? 1 : numeric(given);
            if (value === 0) continue;
            const { at, isNegative } = hashed(typeof given === 'string' ? `${name}=${given}` : name, width);
            row[at]! += alternates && isNegative ? -value : value;
          }
        }),
    };
  },
};
