import type { Entries } from '../build/scope.js';
import { bisectingKMeans } from './bisecting-k-means.js';
import { birch, centreModel, kMeans } from './centres.js';
import { featureAgglomeration } from './feature-agglomeration.js';

export { nearestCentre } from './centres.js';

export const cluster: Entries = {
  'cluster.AffinityPropagation': centreModel,
  'cluster.Birch': birch,
  'cluster.BisectingKMeans': bisectingKMeans,
  'cluster.FeatureAgglomeration': featureAgglomeration,
  'cluster.KMeans': kMeans,
  'cluster.MeanShift': centreModel,
  'cluster.MiniBatchKMeans': kMeans,
};
