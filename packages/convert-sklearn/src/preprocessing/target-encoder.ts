import type { Entry } from '../build/scope.js';
import { encode, Table } from '../build/index.js';
import { assertWidth, categoryLists, defaultInput, numbersOf, typesOf } from '../read/index.js';

/**
 * The mean target of each category; of the whole training set for an unknown one.
 * Source: sklearn.preprocessing._target_encoder.TargetEncoder.transform
 */
export const targetEncoder: Entry = {
  input: (e) => ({ ...defaultInput(e), types: typesOf(categoryLists(e.part('categories_'))) }),
  convert: (e, x, b) => ({
    transform() {
      const lists = categoryLists(e.part('categories_'));
      assertWidth(lists.length, x.width, e.at('categories_'));
      const encodings = e.parts('encodings_').map(({ value, path }) => Array.from(numbersOf(value, path).data));
      const means = e.vector('target_mean_');
      const perColumn = e.text('target_type_') === 'multiclass' ? means.length : 1;
      assertWidth(encodings.length, x.width * perColumn, e.at('encodings_'));
      const columns = encodings.map((encoding, i) => {
        const column = Math.floor(i / perColumn);
        return encode(b, x.column(column), lists[column]!, [...encoding, means[i % perColumn]!]);
      });
      return Table.of(b, b.concat(columns), columns.length);
    },
  }),
};
