import type { Entries } from '../build/scope.js';
import { columnTransformer } from './column-transformer.js';

export const compose: Entries = {
  'compose.ColumnTransformer': columnTransformer,
};
