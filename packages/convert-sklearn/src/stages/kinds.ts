/** The kinds of stages, by name: what a stand-alone module may hold of this package. tools/engine/parts.mjs takes it apart. */

import { countRecords, hashRecords } from '../feature_extraction/dict-vectorizer.js';
import { cutPatches } from '../feature_extraction/patch-extractor.js';
import { countTerms, hashTerms } from '../feature_extraction/vectorizers.js';
import { markLabels } from '../preprocessing/multi-label.js';
import type { StageKind } from './stage.js';

export { runnerFor } from './stage.js';

export const KINDS: Readonly<Record<string, StageKind>> = {
  'sklearn.CountVectorizer': countTerms,
  'sklearn.HashingVectorizer': hashTerms,
  'sklearn.DictVectorizer': countRecords,
  'sklearn.FeatureHasher': hashRecords,
  'sklearn.MultiLabelBinarizer': markLabels,
  'sklearn.PatchExtractor': cutPatches,
};
