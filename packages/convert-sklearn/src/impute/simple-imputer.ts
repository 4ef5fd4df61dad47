import { arrayValues, isKind, scalarValue } from '@brine/core';
import type { Build } from '../build/build.js';
import type { ColumnType, Entry } from '../build/scope.js';
import { Table } from '../build/index.js';
import { assertWidth, defaultInput, describe, malformed, numberOf } from '../read/index.js';
import type { Estimator } from '../read/estimator.js';
import { indicatorColumns } from './missing-indicator.js';
import { missingTest } from './missing.js';

/**
 * Puts each column's statistic in the place of its missing values.
 * Source: sklearn.impute._base.SimpleImputer.transform
 */
export const simpleImputer: Entry = {
  input: (e) => ({ ...defaultInput(e), types: statistics(e).map(typeOf) }),
  convert: (e, x, b, scope) => ({
    transform() {
      const fill = statistics(e);
      assertWidth(fill.length, x.width, e.at('statistics_'));
      const kept = keptColumns(e, fill);
      const imputed = impute(
        e,
        b,
        x.select(kept),
        kept.map((i) => fill[i]!),
      );
      if (!e.has('indicator_')) return imputed;
      return Table.join(b, [imputed, indicatorColumns(scope.read(e.part('indicator_')), x, b)]);
    },
  }),
};

type Statistic = number | string;

/** `statistics_`: a number or text for each column, NaN for a column that had no value at all. */
function statistics(e: Estimator): Statistic[] {
  const value = e.value('statistics_');
  const items = isKind(value, 'ndarray') ? arrayValues(value) : undefined;
  if (!items) throw malformed('no array of statistics', e.at('statistics_'));
  return items.map((item) => {
    const plain = isKind(item, 'npscalar') ? scalarValue(item) : item;
    const number = plain === null ? NaN : numberOf(plain);
    if (typeof plain === 'string') return plain;
    if (number === undefined) throw e.refuse(`${describe(plain)} as a statistic`);
    return number;
  });
}

function typeOf(statistic: Statistic): ColumnType | undefined {
  return typeof statistic === 'string' ? 'text' : Number.isNaN(statistic) ? undefined : 'number';
}

/** Columns without any value are left out, unless they are to be kept or the strategy is a constant. */
function keptColumns(e: Estimator, fill: readonly Statistic[]): number[] {
  const keepsAll =
    e.flag('keep_empty_features', false) || (e.text('strategy') === 'constant' && !e.savedBy(1, 6, true));
  return fill.flatMap((statistic, i) =>
    keepsAll || typeof statistic === 'string' || !Number.isNaN(statistic) ? [i] : [],
  );
}

/** As one matrix when all columns hold numbers, else column by column. */
function impute(e: Estimator, b: Build, x: Table, fill: readonly Statistic[]): Table {
  const isMissing = missingTest(e, b);
  if (fill.every((statistic) => typeof statistic === 'number')) {
    const matrix = x.matrix();
    return Table.of(b, b.where(isMissing(matrix), b.floats(fill), matrix), x.width);
  }
  const columns = fill.map((statistic, i) => {
    const column = x.column(i);
    const filler = typeof statistic === 'string' ? b.texts([statistic]) : b.floats([statistic]);
    return Table.of(b, b.where(isMissing(column), filler, column), 1);
  });
  return Table.join(b, columns);
}
