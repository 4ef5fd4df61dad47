import type { Entries } from '../build/scope.js';
import { linearRegressor, scoringClassifier } from '../linear_model/index.js';
import { libsvm } from './libsvm.js';

export { oneVsRest } from './libsvm.js';

export const svm: Entries = {
  ...libsvm,
  'svm.LinearSVC': scoringClassifier,
  'svm.LinearSVR': linearRegressor,
};
