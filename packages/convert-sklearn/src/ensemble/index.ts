import type { Entries } from '../build/scope.js';
import { forestClassifier, forestRegressor } from './forest.js';

export const ensemble: Entries = {
  'ensemble.ExtraTreesClassifier': forestClassifier,
  'ensemble.ExtraTreesRegressor': forestRegressor,
  'ensemble.RandomForestClassifier': forestClassifier,
  'ensemble.RandomForestRegressor': forestRegressor,
};
