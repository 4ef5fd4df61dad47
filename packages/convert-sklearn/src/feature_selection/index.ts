import type { Entries } from '../build/scope.js';
import { rfe } from './rfe.js';
import { fittedSupport, selector } from './select.js';
import { selectFromModel } from './select-from-model.js';
import { univariate } from './univariate.js';

export const featureSelection: Entries = {
  ...univariate,
  'feature_selection.RFE': rfe,
  'feature_selection.RFECV': rfe,
  'feature_selection.SelectFromModel': selectFromModel,
  'feature_selection.SequentialFeatureSelector': selector(fittedSupport),
  'feature_selection.VarianceThreshold': selector((e) =>
    Array.from(e.vector('variances_'), (variance) => variance > e.number('threshold')),
  ),
};
