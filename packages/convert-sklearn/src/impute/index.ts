import type { Entries } from '../build/scope.js';
import { missingIndicator } from './missing-indicator.js';
import { simpleImputer } from './simple-imputer.js';

export const impute: Entries = {
  'impute.MissingIndicator': missingIndicator,
  'impute.SimpleImputer': simpleImputer,
};
