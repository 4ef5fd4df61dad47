import { delegate } from '../build/index.js';
import type { Entries } from '../build/scope.js';
import { thresholdClassifier } from './threshold.js';

const search = delegate('best_estimator_');

export const modelSelection: Entries = {
  'model_selection.FixedThresholdClassifier': thresholdClassifier,
  'model_selection.GridSearchCV': search,
  'model_selection.HalvingGridSearchCV': search,
  'model_selection.HalvingRandomSearchCV': search,
  'model_selection.RandomizedSearchCV': search,
  'model_selection.TunedThresholdClassifierCV': thresholdClassifier,
};
