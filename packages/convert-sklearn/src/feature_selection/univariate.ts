import type { Entries } from '../build/scope.js';
import type { Estimator } from '../read/estimator.js';
import { ascending, selector, type Support } from './select.js';

/** Source: sklearn.feature_selection._univariate_selection */
const modes = {
  percentile: (e, parameter) => byPercentile(scores(e), e.number(parameter)),
  k_best: (e, parameter) => byRank(scores(e), e.text(parameter) === 'all' ? Infinity : e.number(parameter)),
  fpr: (e, parameter) => pValues(e).map((p) => p < e.number(parameter)),
  fdr: (e, parameter) => byDiscoveryRate(pValues(e), e.number(parameter)),
  fwe: (e, parameter) => pValues(e).map((p) => p < e.number(parameter) / pValues(e).length),
} satisfies Record<string, (e: Estimator, parameter: string) => boolean[]>;

const pValues = (e: Estimator): number[] => Array.from(e.vector('pvalues_'));
/** A score that is NaN comes last. */
const scores = (e: Estimator): number[] =>
  Array.from(e.vector('scores_'), (score) => (Number.isNaN(score) ? -Number.MAX_VALUE : score));

function byRank(list: readonly number[], count: number): boolean[] {
  const kept = new Set(count === 0 ? [] : ascending(list).slice(-count));
  return list.map((_, i) => kept.has(i));
}

/** Above the percentile; of those at it the first, as many as fit. */
function byPercentile(list: readonly number[], percentile: number): boolean[] {
  if (percentile === 100) return list.map(() => true);
  if (percentile === 0) return list.map(() => false);
  const threshold = percentileOf(list, 100 - percentile);
  let room = Math.floor((list.length * percentile) / 100) - list.filter((score) => score > threshold).length;
  return list.map((score) => score > threshold || (score === threshold && room-- > 0));
}

/** Linear interpolation between order statistics. Source: numpy.percentile */
export function percentileOf(list: readonly number[], percentile: number): number {
  const sorted = [...list].sort((a, b) => a - b);
  const place = (percentile / 100) * (sorted.length - 1);
  const low = Math.floor(place);
  const a = sorted[low]!;
  const b = sorted[Math.min(low + 1, sorted.length - 1)]!;
  const share = place - low;
  // numpy computes from the nearer end.
  return share >= 0.5 ? b - (b - a) * (1 - share) : a + (b - a) * share;
}

/** Benjamini and Hochberg: up to the largest p-value below its own bound. */
function byDiscoveryRate(list: readonly number[], alpha: number): boolean[] {
  const bounded = [...list].sort((a, b) => a - b).filter((p, i) => p <= (alpha / list.length) * (i + 1));
  const largest = bounded.at(-1);
  return list.map((p) => largest !== undefined && p <= largest);
}

const generic: Support = (e) => modes[e.choice('mode', Object.keys(modes) as (keyof typeof modes)[])](e, 'param');

export const univariate: Entries = {
  'feature_selection.GenericUnivariateSelect': selector(generic),
  'feature_selection.SelectFdr': selector((e) => modes.fdr(e, 'alpha')),
  'feature_selection.SelectFpr': selector((e) => modes.fpr(e, 'alpha')),
  'feature_selection.SelectFwe': selector((e) => modes.fwe(e, 'alpha')),
  'feature_selection.SelectKBest': selector((e) => modes.k_best(e, 'k')),
  'feature_selection.SelectPercentile': selector((e) => modes.percentile(e, 'percentile')),
};
