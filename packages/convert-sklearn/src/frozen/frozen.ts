import { delegate } from '../build/index.js';
import type { Entries } from '../build/scope.js';

/** Source: sklearn.frozen.FrozenEstimator */
export const frozen: Entries = { 'frozen.FrozenEstimator': delegate('estimator') };
