import { dictEntries, isKind } from '@brine/core';
import type { Entry } from '../build/scope.js';
import { Table } from '../build/table.js';
import { outputType } from '../read/dtype.js';
import { unsupported } from '../read/errors.js';
import type { Estimator } from '../read/estimator.js';
import { numberOf } from '../read/numbers.js';
import { hashed, MOST_COLUMNS } from './hashing.js';
import { countRows, entriesOf, itemsOf, jsonInput, numeric, wrongRow } from './records.js';

/**
 * A column for each name with a number and each name with a text; what is in no column counts nowhere.
 * Source: sklearn.feature_extraction._dict_vectorizer.DictVectorizer._transform
 */
export const dictVectorizer: Entry = {
  input: jsonInput,
  convert: (e, x, b, scope) => ({
    transform() {
      const vocabulary = vocabularyOf(e);
      const separator = e.text('separator') ?? '=';
      const width = vocabulary.size;
      const found = scope.prepare(x.column(0), [null, width], { estimator: e.className, separator }, (rows) =>
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
      );
      return Table.of(b, b.cast(found, outputType(e, 'dtype', b.float)), width);
    },
  }),
};

function textOf(item: unknown, position: number): string {
  if (typeof item === 'string') return item;
  throw wrongRow(position, 'has a list of anything but texts');
}

function vocabularyOf(e: Estimator): Map<string, number> {
  const value = e.value('vocabulary_');
  if (!isKind(value, 'dict')) throw unsupported('a vocabulary that is no dict', e.at('vocabulary_'));
  const entries = [...dictEntries(value)].map(([feature, at]) => [feature, numberOf(at)] as const);
  const result = new Map<string, number>();
  for (const [feature, at] of entries) {
    if (typeof feature !== 'string' || at === undefined || !(at >= 0 && at < entries.length))
      throw unsupported('a vocabulary of anything but texts', e.at('vocabulary_'));
    result.set(feature, at);
  }
  return result;
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
      const type = e.choice('input_type', ['dict', 'pair', 'string']);
      const alternates = e.flag('alternate_sign', true);
      const description = { estimator: e.className, n_features: width, input_type: type, alternate_sign: alternates };
      const found = scope.prepare(x.column(0), [null, width], description, (rows) =>
        countRows(rows, width, (row, features, position) => {
          for (const [name, given] of FEATURES[type]!(features, position)) {
            if (typeof name !== 'string') throw wrongRow(position, 'has a feature whose name is no text');
            const value = typeof given === 'string' ? 1 : numeric(given);
            if (value === 0) continue;
            const { at, isNegative } = hashed(typeof given === 'string' ? `${name}=${given}` : name, width);
            row[at]! += alternates && isNegative ? -value : value;
          }
        }),
      );
      return Table.of(b, b.cast(found, outputType(e, 'dtype', b.float)), width);
    },
  }),
};
