import type { Entries } from '../build/scope.js';
import { linearRegressor } from '../linear_model/linear.js';
import { scoringClassifier } from '../linear_model/linear-classifier.js';
import { libsvm } from './libsvm.js';

export const svm: Entries = {
  ...libsvm,
  'svm.LinearSVC': scoringClassifier,
  'svm.LinearSVR': linearRegressor,
};
