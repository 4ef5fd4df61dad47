import type { Entries } from '../build/scope.js';
import { columnTransformer } from './column-transformer.js';
import { transformedTargetRegressor } from './transformed-target.js';

export const compose: Entries = {
  'compose.ColumnTransformer': columnTransformer,
  'compose.TransformedTargetRegressor': transformedTargetRegressor,
};
