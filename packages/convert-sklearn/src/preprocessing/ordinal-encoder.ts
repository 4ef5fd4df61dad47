import { dictEntries, isKind } from '@brine/core';
import type { Entry } from '../build/scope.js';
import { encode, Table } from '../build/index.js';
import {
  assertWidth,
  type Categories,
  categoryLists,
  defaultInput,
  numberOf,
  outputType,
  typesOf,
} from '../read/index.js';
import type { Estimator } from '../read/estimator.js';
import { infrequentGroups } from './infrequent.js';

/**
 * The position of each value among the categories. Where scikit-learn raises for an unknown category (`handle_unknown='error'`) a
 * graph cannot: the result is NaN, or -1 for a dtype of ints.
 * Source: sklearn.preprocessing._encoders.OrdinalEncoder.transform
 */
export const ordinalEncoder: Entry = {
  input: (e) => ({ ...defaultInput(e), types: typesOf(categoryLists(e.part('categories_'))) }),
  convert: (e, x, b) => ({
    transform() {
      const lists = categoryLists(e.part('categories_'));
      assertWidth(lists.length, x.width, e.at('categories_'));
      const dtype = outputType(e, 'dtype', b.float);
      const unknown = e.has('unknown_value') ? e.number('unknown_value') : dtype.startsWith('float') ? NaN : -1;
      const groups = infrequentGroups(e);
      const columns = lists.map((categories, i) =>
        encode(b, x.column(i), categories, [...codes(e, categories, i, groups[i]), unknown]),
      );
      return Table.of(b, b.cast(b.concat(columns), dtype), x.width);
    },
  }),
};

/** The number of each category: its position after grouping, or what missing values are to be. */
function codes(e: Estimator, { values }: Categories, column: number, group: readonly number[] | undefined): number[] {
  const missing = missingPosition(e, values, column);
  return values.map((_, k) => {
    const code = k === missing || !group ? k : group[k]!;
    return code === missing ? e.number('encoded_missing_value', NaN) : code;
  });
}

/** Where a column's missing category is: `_missing_indices`, a dict by column; before 1.1 the NaN among the categories. */
function missingPosition(e: Estimator, values: readonly (string | number)[], column: number): number | undefined {
  const indices = e.raw('_missing_indices');
  if (isKind(indices, 'dict')) {
    for (const [key, position] of dictEntries(indices)) if (numberOf(key) === column) return numberOf(position);
    return undefined;
  }
  const found = values.findIndex((value) => typeof value === 'number' && Number.isNaN(value));
  return found < 0 ? undefined : found;
}
