import { arrayValues, isKind, type PyValue, scalarValue } from '@brine/core';
import type { Entry } from '../build/scope.js';
import { prepare, type StageKind, Table } from '../build/index.js';
import { countRows, itemsOf, jsonInput, unsupported } from '../read/index.js';
import type { Estimator } from '../read/estimator.js';

/**
 * A column for each class, 1 where a row's labels have it; labels of no class count nowhere.
 * Source: sklearn.preprocessing._label.MultiLabelBinarizer.transform
 */
export const multiLabelBinarizer: Entry = {
  input: jsonInput,
  convert: (e, x, b, scope) => ({
    transform() {
      const classes = labelsOf(e);
      const found = scope.prepare(x.column(0), [null, classes.length], prepare(markLabels, { classes }));
      return Table.of(b, b.cast(found, 'int64'), classes.length);
    },
  }),
};

export const markLabels: StageKind = {
  kind: 'sklearn.MultiLabelBinarizer',
  takes: 'text',
  work(p) {
    const columns: ReadonlyMap<unknown, number> = p.columns('classes', isLabel);
    const width = columns.size;
    return {
      width,
      run: (rows) =>
        countRows(rows, width, (row, labels, position) => {
          for (const label of itemsOf(labels, position)) {
            const at = columns.get(typeof label === 'boolean' ? Number(label) : label);
            if (at !== undefined) row[at] = 1;
          }
        }),
    };
  },
};

function isLabel(item: unknown): item is string | number {
  return typeof item === 'string' || typeof item === 'number';
}

/** Texts and numbers; 1, 1.0 and True are one label, as in a dict of Python's. */
function labelsOf(e: Estimator): (string | number)[] {
  const value = e.value('classes_');
  const items = isKind(value, 'ndarray') ? arrayValues(value) : undefined;
  if (!items) throw unsupported('class labels that are no array', e.at('classes_'));
  return items.map((item: PyValue) => {
    const plain = isKind(item, 'npscalar') ? scalarValue(item) : item;
    if (typeof plain === 'string') return plain;
    if (typeof plain === 'number' || typeof plain === 'bigint' || typeof plain === 'boolean') return Number(plain);
    throw unsupported('class labels that are neither texts nor numbers', e.at('classes_'));
  });
}
