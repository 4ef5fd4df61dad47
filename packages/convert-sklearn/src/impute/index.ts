import type { Entries } from '../build/scope.js';
import { iterativeImputer } from './iterative-imputer.js';
import { knnImputer } from './knn-imputer.js';
import { missingIndicator } from './missing-indicator.js';
import { simpleImputer } from './simple-imputer.js';

export const impute: Entries = {
  'impute.IterativeImputer': iterativeImputer,
  'impute.KNNImputer': knnImputer,
  'impute.MissingIndicator': missingIndicator,
  'impute.SimpleImputer': simpleImputer,
};
