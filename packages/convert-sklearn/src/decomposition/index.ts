import type { Entries } from '../build/scope.js';
import { kernelPca } from './kernel-pca.js';
import { latentDirichletAllocation } from './latent-dirichlet.js';
import { miniBatchNmf, nmf } from './nmf.js';
import { incrementalPca, pca } from './pca.js';
import { factorAnalysis, fastIca } from './projections.js';
import { projected } from '../build/index.js';
import { dictionaryModel, sparseCoder } from './sparse-coder.js';
import { sparsePca } from './sparse-pca.js';

export const decomposition: Entries = {
  'decomposition.DictionaryLearning': dictionaryModel,
  'decomposition.FactorAnalysis': factorAnalysis,
  'decomposition.FastICA': fastIca,
  'decomposition.IncrementalPCA': incrementalPca,
  'decomposition.KernelPCA': kernelPca,
  'decomposition.LatentDirichletAllocation': latentDirichletAllocation,
  'decomposition.MiniBatchDictionaryLearning': dictionaryModel,
  'decomposition.MiniBatchNMF': miniBatchNmf,
  'decomposition.MiniBatchSparsePCA': sparsePca,
  'decomposition.NMF': nmf,
  'decomposition.PCA': pca,
  'decomposition.SparseCoder': sparseCoder,
  'decomposition.SparsePCA': sparsePca,
  'decomposition.TruncatedSVD': projected,
};
