import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Entry } from '../build/scope.js';
import { encode, Table } from '../build/index.js';
import { categoriesOf } from '../read/index.js';
import type { Estimator } from '../read/estimator.js';

/** A list of labels rather than a table. */
const input = (e: Estimator) => ({ width: 1, flat: true, types: [categoriesOf(e.part('classes_')).type] });

/** The code of each label. */
function codesOf(e: Estimator, b: Build, column: Value): Value {
  const classes = categoriesOf(e.part('classes_'));
  return encode(b, column, classes, [...classes.values.map((_, i) => i), -1]);
}

/**
 * The position of each label among the classes; -1 for an unknown one, for which scikit-learn raises.
 * Source: sklearn.preprocessing._label.LabelEncoder.transform
 */
export const labelEncoder: Entry = {
  input,
  convert: (e, x, b) => ({
    transform: () => Table.of(b, b.squeeze(b.cast(codesOf(e, b, x.column(0)), 'int64'), 1), 1),
  }),
};

/**
 * A column for each class, one column when there are two; a row without a hit for an unknown label.
 * Source: sklearn.preprocessing._label.label_binarize
 */
export const labelBinarizer: Entry = {
  input,
  convert: (e, x, b) => ({
    transform() {
      if (e.text('y_type_')?.startsWith('multilabel')) throw e.refuse('labels that are lists');
      const positive = b.scalar(e.number('pos_label', 1), 'int64');
      const negative = b.scalar(e.number('neg_label', 0), 'int64');
      const count = categoriesOf(e.part('classes_')).values.length;
      // Of two classes only the second has a column; a single class is never the positive one.
      const wanted = count === 2 ? [1] : count === 1 ? [NaN] : Array.from({ length: count }, (_, i) => i);
      const hits = b.equal(codesOf(e, b, x.column(0)), b.floats(wanted));
      return Table.of(b, b.where(hits, positive, negative), wanted.length);
    },
  }),
};
