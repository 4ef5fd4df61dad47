import type { Entry, Scope } from '../build/scope.js';
import type { Estimator } from '../read/estimator.js';

/** Which columns a selector keeps. */
export type Support = (e: Estimator, scope: Scope) => readonly boolean[];

/** A transformer that keeps some of its columns. Source: sklearn.feature_selection._base.SelectorMixin.transform */
export function selector(support: Support): Entry {
  return {
    convert: (e, x, _b, scope) => ({ transform: () => x.select(positions(support(e, scope))) }),
  };
}

export function positions(mask: readonly boolean[]): number[] {
  return mask.flatMap((kept, i) => (kept ? [i] : []));
}

/** `support_` as fitted. */
export const fittedSupport: Support = (e) => Array.from(e.vector('support_'), (item) => item !== 0);

/** Positions in the order of their numbers; equal ones keep their order, as numpy's mergesort. */
export function ascending(list: ArrayLike<number>): number[] {
  return Array.from(list, (_, i) => i).sort((i, j) => list[i]! - list[j]! || i - j);
}
