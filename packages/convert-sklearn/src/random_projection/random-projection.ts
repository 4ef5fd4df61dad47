import type { Entries } from '../build/scope.js';
import { projected } from '../build/index.js';

/** Rows times the transposed components, which may be sparse. */
export const randomProjection: Entries = {
  'random_projection.GaussianRandomProjection': projected,
  'random_projection.SparseRandomProjection': projected,
};
