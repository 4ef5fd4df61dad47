/** The kinds of stages, by name: what a stand-alone module may hold of this package. tools/engine/parts.mjs takes it apart. */

import { countRecords, countTerms, cutPatches, hashRecords, hashTerms } from '../feature_extraction/index.js';
import { markLabels } from '../preprocessing/index.js';
import type { StageKind } from '../build/stage.js';

export { runnerFor } from '../build/index.js';

export const KINDS: Readonly<Record<string, StageKind>> = {
  'sklearn.CountVectorizer': countTerms,
  'sklearn.HashingVectorizer': hashTerms,
  'sklearn.DictVectorizer': countRecords,
  'sklearn.FeatureHasher': hashRecords,
  'sklearn.MultiLabelBinarizer': markLabels,
  'sklearn.PatchExtractor': cutPatches,
};
