import type { Build } from '../build/build.js';
import type { Entry } from '../build/scope.js';
import { Table } from '../build/index.js';
import type { Estimator } from '../read/estimator.js';
import { missingTest } from './missing.js';

/**
 * Where values are missing, in the columns that had missing values when it was fitted. Where scikit-learn raises for another
 * column (`error_on_new`) a graph cannot.
 * Source: sklearn.impute._base.MissingIndicator.transform
 */
export const missingIndicator: Entry = {
  convert: (e, x, b) => ({
    transform() {
      const found = indicatorColumns(e, x, b);
      // Nothing was missing: rows of no columns, but as many of them.
      return found.width > 0 ? found : Table.of(b, b.cast(b.slice(x.matrix(), 0, 0), 'bool'), 0);
    },
  }),
};

/** A column of bools for each of the indicator's features. */
export function indicatorColumns(e: Estimator, x: Table, b: Build): Table {
  const isMissing = missingTest(e, b);
  const { blocks } = x.select(Array.from(e.vector('features_')));
  return new Table(
    b,
    blocks.map(({ value, width }) => ({ value: isMissing(value), width })),
  );
}
