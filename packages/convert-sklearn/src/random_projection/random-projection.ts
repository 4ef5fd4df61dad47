import type { Entries } from '../build/scope.js';
import { truncatedSvd } from '../decomposition/projections.js';

/** Rows times the transposed components, which may be sparse. */
export const randomProjection: Entries = {
  'random_projection.GaussianRandomProjection': truncatedSvd,
  'random_projection.SparseRandomProjection': truncatedSvd,
};
