import type { Convert } from '../build/scope.js';
import { Table } from '../build/index.js';
import { isKind } from '@brine/core';
import { malformed, numberOf, numbersOf, type Part, partsOf } from '../read/index.js';
import { indicatorColumns } from './missing-indicator.js';
import { missingTest } from './missing.js';

/**
 * A first filling, then each column again and again from the others.
 * Source: sklearn.impute._iterative.IterativeImputer.transform
 */
export const iterativeImputer: Convert = (e, x, b, scope) => ({
  transform() {
    if (e.flag('sample_posterior', false))
      throw e.refuse('IterativeImputer(sample_posterior=True) draws random numbers');
    if (e.flag('keep_empty_features', false)) throw e.refuse('IterativeImputer(keep_empty_features=True)');
    const initial = e.part('initial_imputer_');
    const first = scope.convert(initial, x).transform!();
    const statistics = scope.read(initial).vector('statistics_');
    const kept = Array.from(statistics).flatMap((value, j) => (Number.isNaN(value) ? [] : [j]));
    const missing = missingTest(e, b)(x.select(kept).matrix());
    const [lowest, highest] = [e.vector('_min_value'), e.vector('_max_value')];
    const columns = kept.map((_, j) => b.slice(first.matrix(), j, j + 1));
    for (const step of e.parts('imputation_sequence_')) {
      const { feature, others, estimator } = tripletOf(step);
      const predicted = scope.convert(estimator, Table.of(b, b.concat(others.map((j) => columns[j]!)), others.length))
        .predict!();
      const bounded = b.max(b.min(b.toFloat(predicted), highest[feature]!), lowest[feature]!);
      columns[feature] = b.where(b.slice(missing, feature, feature + 1), b.unsqueeze(bounded, 1), columns[feature]!);
    }
    const imputed = Table.of(b, b.concat(columns), columns.length);
    return e.has('indicator_')
      ? Table.join(b, [imputed, indicatorColumns(scope.read(e.part('indicator_')), x, b)])
      : imputed;
  },
});

/** A named tuple of column, other columns and the estimator between them. */
function tripletOf({ value, path }: Part): { feature: number; others: number[]; estimator: Part } {
  const items = isKind(value, 'object') ? partsOf({ value: value.args, path }) : partsOf({ value, path });
  const [feature, others, estimator] = items;
  const column = numberOf(feature?.value);
  if (column === undefined || !others || !estimator) throw malformed('no step of an imputation', path);
  return { feature: column, others: Array.from(numbersOf(others.value, others.path).data), estimator };
}
