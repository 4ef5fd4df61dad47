import type { Entries } from '../build/scope.js';
import { dictVectorizer, featureHasher } from './dict-vectorizer.js';
import { patchExtractor } from './patch-extractor.js';
import { countVectorizer, hashingVectorizer, tfidfTransformer, tfidfVectorizer } from './vectorizers.js';

export { countRecords, hashRecords } from './dict-vectorizer.js';
export { cutPatches } from './patch-extractor.js';
export { countTerms, hashTerms } from './vectorizers.js';

export const featureExtraction: Entries = {
  'feature_extraction.CountVectorizer': countVectorizer,
  'feature_extraction.DictVectorizer': dictVectorizer,
  'feature_extraction.FeatureHasher': featureHasher,
  'feature_extraction.HashingVectorizer': hashingVectorizer,
  'feature_extraction.PatchExtractor': patchExtractor,
  'feature_extraction.TfidfTransformer': tfidfTransformer,
  'feature_extraction.TfidfVectorizer': tfidfVectorizer,
};
