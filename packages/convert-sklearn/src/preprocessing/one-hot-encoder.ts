import { arrayValues, isKind } from '@brine/core';
import type { Build } from '../build/build.js';
import type { Entry } from '../build/scope.js';
import { encode, Table } from '../build/index.js';
import {
  assertWidth,
  type Categories,
  categoryLists,
  defaultInput,
  malformed,
  numberOf,
  outputType,
  typesOf,
} from '../read/index.js';
import type { Estimator } from '../read/estimator.js';
import { infrequentGroups } from './infrequent.js';

/**
 * A column for each category. Where scikit-learn raises for an unknown category (`handle_unknown='error'`) a graph cannot: the
 * row has zeros, as with `ignore`.
 * Source: sklearn.preprocessing._encoders.OneHotEncoder.transform
 */
export const oneHotEncoder: Entry = {
  input: (e) => ({ ...defaultInput(e), types: typesOf(categoryLists(e.part('categories_'))) }),
  convert(e, x, b, scope) {
    if (e.text('handle_unknown') === 'error') {
      scope.note({
        code: 'BRINE-SKLEARN-UNKNOWN',
        message: 'OneHotEncoder raises for an unknown category; the converted model gives zeros',
        path: e.path,
      });
    }
    return {
      transform: () => {
        const columns = plan(e);
        assertWidth(columns.length, x.width, e.at('categories_'));
        return Table.of(
          b,
          b.cast(indicators(b, x, columns), outputType(e, 'dtype', b.float)),
          columns.reduce((sum, { width }) => sum + width, 0),
        );
      },
    };
  },
};

interface Column {
  readonly categories: Categories;
  /** The output column of each category, counted from the column's own first, then of an unknown one; -1 for none. */
  readonly codes: readonly number[];
  readonly width: number;
}

function plan(e: Estimator): Column[] {
  const groups = infrequentGroups(e);
  const drops = dropped(e);
  const gathers = ['infrequent_if_exist', 'warn'].includes(e.text('handle_unknown') ?? '');
  return categoryLists(e.part('categories_')).map((categories, i) => {
    const count = categories.values.length;
    const group = groups[i];
    const grouped = group ?? Array.from({ length: count }, (_, k) => k);
    assertWidth(grouped.length, count, e.at(`categories_[${i}]`));
    const infrequent = group ? Math.max(...group) : -1;
    const drop = drops[i];
    const place = (code: number): number => (drop === undefined || code < drop ? code : code === drop ? -1 : code - 1);
    const width = (group ? infrequent + 1 : count) - (drop === undefined ? 0 : 1);
    return { categories, codes: [...grouped.map(place), gathers && group ? place(infrequent) : -1], width };
  });
}

/** The category (after grouping) that has no column, by input column. */
function dropped(e: Estimator): (number | undefined)[] {
  if (!e.has('_drop_idx_after_grouping')) return [];
  const value = e.value('_drop_idx_after_grouping');
  const items = isKind(value, 'ndarray') ? arrayValues(value) : undefined;
  if (!items) throw malformed('no array of dropped categories', e.at('drop_idx_'));
  return items.map((item) => numberOf(item));
}

/** Every output column compares the code of its input column with its own. */
function indicators(b: Build, x: Table, columns: readonly Column[]) {
  const codes = b.concat(columns.map(({ categories, codes }, i) => encode(b, x.column(i), categories, codes)));
  const source = columns.flatMap(({ width }, i) => Array<number>(width).fill(i));
  const wanted = columns.flatMap(({ width }) => Array.from({ length: width }, (_, k) => k));
  return b.equal(b.gather(codes, source), b.floats(wanted));
}
