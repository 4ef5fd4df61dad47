import type { Entry } from '../build/scope.js';
import type { Estimator } from '../read/estimator.js';
import { defaultInput } from '../read/index.js';
import { featureImportances } from './importances.js';
import { ascending, selector } from './select.js';
import { percentileOf } from './univariate.js';

const selection = selector((e, scope) => {
  if (e.raw('importance_getter') !== undefined && e.text('importance_getter') !== 'auto') {
    throw e.refuse('SelectFromModel with an importance_getter of its own');
  }
  const inner = scope.read(e.part(e.has('estimator_') ? 'estimator_' : 'estimator'));
  const scores = featureImportances(inner, scope, e.number('norm_order', 1));
  const threshold = thresholdOf(e, inner, scores);
  const most = e.has('max_features_')
    ? e.number('max_features_')
    : e.has('max_features')
      ? e.number('max_features')
      : Infinity;
  const best = new Set(ascending(scores.map((score) => -score)).slice(0, most));
  return Array.from(scores, (score, i) => best.has(i) && !(score < threshold));
});

/** Source: sklearn.feature_selection._from_model.SelectFromModel._get_support_mask */
export const selectFromModel: Entry = {
  ...selection,
  input: (e, scope) => ({
    ...scope.input(e.part(e.has('estimator_') ? 'estimator_' : 'estimator')),
    ...defaultInput(e),
  }),
};

/** Source: sklearn.feature_selection._from_model._calculate_threshold */
function thresholdOf(e: Estimator, inner: Estimator, scores: Float64Array): number {
  const text = e.text('threshold');
  if (text === undefined) return e.has('threshold') ? e.number('threshold') : isSparse(inner) ? 1e-5 : mean(scores);
  const [scale = '1', reference = scale] = text.includes('*')
    ? text.split('*').map((part) => part.trim())
    : ['1', text];
  if (reference !== 'mean' && reference !== 'median') throw e.refuse(`the threshold ${JSON.stringify(text)}`);
  return Number(scale) * (reference === 'mean' ? mean(scores) : percentileOf(Array.from(scores), 50));
}

const mean = (list: Float64Array): number => list.reduce((sum, item) => sum + item, 0) / list.length;

/** Whether the penalty makes most coefficients exactly 0. */
function isSparse(inner: Estimator): boolean {
  const isOne = (name: string): boolean =>
    inner.has(name) && inner.vector(name).every((ratio) => Math.abs(ratio - 1) <= 1e-8 + 1e-5);
  if (inner.text('penalty') === 'l1' || inner.name.includes('Lasso')) return true;
  if (inner.name === 'ElasticNet' || inner.name === 'LogisticRegression') return isOne('l1_ratio');
  return (inner.name === 'ElasticNetCV' || inner.name === 'LogisticRegressionCV') && isOne('l1_ratio_');
}
