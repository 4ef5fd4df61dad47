import { isKind } from '@brine/core';
import { type Estimator, numbersOf, partsOf } from '../read/index.js';

/**
 * Where an encoder groups rare categories: by column, the position of each category after grouping, or undefined for a column
 * without rare ones. The rare ones come last.
 * Source: sklearn.preprocessing._encoders._BaseEncoder._default_to_infrequent_mappings
 */
export function infrequentGroups(e: Estimator): (number[] | undefined)[] {
  if (!e.flag('_infrequent_enabled', false) || !isKind(e.raw('_default_to_infrequent_mappings'), 'list')) return [];
  return partsOf(e.part('_default_to_infrequent_mappings')).map(({ value, path }) =>
    value === null ? undefined : Array.from(numbersOf(value, path).data),
  );
}
