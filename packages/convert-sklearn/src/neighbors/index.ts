import type { Entries } from '../build/scope.js';
import { projected } from '../build/index.js';
import { kNeighborsClassifier, kNeighborsRegressor, kNeighborsTransformer } from './k-neighbors.js';
import { kernelDensity } from './kernel-density.js';
import { localOutlierFactor } from './local-outlier-factor.js';
import { nearestCentroid } from './nearest-centroid.js';
import { radiusNeighborsClassifier, radiusNeighborsRegressor, radiusNeighborsTransformer } from './radius-neighbors.js';

export { nearestRows } from './nearest.js';

export const neighbors: Entries = {
  'neighbors.KNeighborsClassifier': kNeighborsClassifier,
  'neighbors.KNeighborsRegressor': kNeighborsRegressor,
  'neighbors.KNeighborsTransformer': kNeighborsTransformer,
  'neighbors.KernelDensity': kernelDensity,
  'neighbors.LocalOutlierFactor': localOutlierFactor,
  'neighbors.NearestCentroid': nearestCentroid,
  'neighbors.NeighborhoodComponentsAnalysis': projected,
  'neighbors.RadiusNeighborsClassifier': radiusNeighborsClassifier,
  'neighbors.RadiusNeighborsRegressor': radiusNeighborsRegressor,
  'neighbors.RadiusNeighborsTransformer': radiusNeighborsTransformer,
};
