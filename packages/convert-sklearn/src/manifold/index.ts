import type { Entries } from '../build/scope.js';
import { isomap } from './isomap.js';
import { locallyLinearEmbedding } from './locally-linear.js';

export const manifold: Entries = {
  'manifold.Isomap': isomap,
  'manifold.LocallyLinearEmbedding': locallyLinearEmbedding,
};
