import type { Entries } from '../build/scope.js';
import { kernelPca } from './kernel-pca.js';
import { incrementalPca, pca } from './pca.js';
import { factorAnalysis, fastIca, truncatedSvd } from './projections.js';
import { sparsePca } from './sparse-pca.js';

export const decomposition: Entries = {
  'decomposition.FactorAnalysis': factorAnalysis,
  'decomposition.FastICA': fastIca,
  'decomposition.IncrementalPCA': incrementalPca,
  'decomposition.KernelPCA': kernelPca,
  'decomposition.MiniBatchSparsePCA': sparsePca,
  'decomposition.PCA': pca,
  'decomposition.SparsePCA': sparsePca,
  'decomposition.TruncatedSVD': truncatedSvd,
};
