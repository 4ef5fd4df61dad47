import type { Entries } from '../build/scope.js';
import { binaryLaplace, gaussianProcessClassifier } from './classifier.js';
import { gaussianProcessRegressor } from './regressor.js';

export const gaussianProcess: Entries = {
  'gaussian_process.GaussianProcessClassifier': gaussianProcessClassifier,
  'gaussian_process.GaussianProcessRegressor': gaussianProcessRegressor,
  'gaussian_process._BinaryGaussianProcessClassifierLaplace': binaryLaplace,
};
