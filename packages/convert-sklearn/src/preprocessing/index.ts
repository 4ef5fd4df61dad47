import type { Entries } from '../build/scope.js';
import { oneHotEncoder } from './one-hot-encoder.js';
import { standardScaler } from './standard-scaler.js';

export const preprocessing: Entries = {
  'preprocessing.OneHotEncoder': oneHotEncoder,
  'preprocessing.StandardScaler': standardScaler,
};
