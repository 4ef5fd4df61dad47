import type { Entries } from '../build/scope.js';
import { featureUnion } from './feature-union.js';
import { pipeline as steps } from './pipeline.js';

export { weighted } from './feature-union.js';

export const pipeline: Entries = {
  'pipeline.FeatureUnion': featureUnion,
  'pipeline.Pipeline': steps,
};
