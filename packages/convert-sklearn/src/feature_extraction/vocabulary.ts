import { dictEntries, isKind } from '@brine/core';
import { numberOf, unsupported } from '../read/index.js';
import type { Estimator } from '../read/estimator.js';

/**
 * A vocabulary as a list of terms in the order of their columns; stored it is a dict of their columns, or where a user gave it a list.
 *
 * @throws CodecError `unsupported` when it is empty, or its columns are not those from 0 to the last, each of one term
 */
export function termsOf(e: Estimator, name: string): string[] {
  const value = e.value(name);
  const entries = isKind(value, 'dict')
    ? [...dictEntries(value)].map(([term, at]) => [term, numberOf(at)] as const)
    : isKind(value, 'list')
      ? Array.from(value.items, (term, at) => [term, at] as const)
      : [];
  const terms = new Array<string | undefined>(entries.length).fill(undefined);
  for (const [term, at] of entries) {
    if (typeof term !== 'string' || at === undefined || !(at in terms) || terms[at] !== undefined)
      throw unsupported('a vocabulary of anything but terms with a column each', e.at(name));
    terms[at] = term;
  }
  if (terms.length === 0) throw unsupported('an empty vocabulary', e.at(name));
  return terms as string[];
}
