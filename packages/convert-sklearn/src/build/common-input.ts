/** What several estimators that are given the same rows take. */

import type { Estimator } from '../read/estimator.js';
import { defaultInput } from '../read/index.js';
import type { ColumnType, InputSpec, Scope } from './scope.js';

/** What estimators that are all given the same rows take together. */
export function commonInput(e: Estimator, scope: Scope, names: readonly string[] = ['estimators_']): InputSpec {
  const specs = names.flatMap((name) => (e.has(name) ? e.parts(name) : [])).map((part) => scope.input(part));
  return { ...specs[0], ...mergedTypes(specs), ...defaultInput(e) };
}

/** Column types that satisfy several readers of the same table. */
export function mergedTypes(specs: readonly InputSpec[]): Pick<InputSpec, 'types'> {
  const width = Math.max(0, ...specs.map(({ types }) => types?.length ?? 0));
  if (width === 0) return {};
  return {
    types: Array.from({ length: width }, (_, i) => strictest(specs.map(({ types }) => (types ? types[i] : 'number')))),
  };
}

/** What satisfies several readers of one column: text before numbers before anything. */
export function strictest(wanted: readonly (ColumnType | undefined)[]): ColumnType | undefined {
  return wanted.includes('text')
    ? 'text'
    : wanted.includes('number')
      ? 'number'
      : wanted.includes(undefined)
        ? undefined
        : 'unused';
}
