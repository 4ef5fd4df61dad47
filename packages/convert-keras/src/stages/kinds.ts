/** The kinds of stages, by name: what a stand-alone module may hold of this package. tools/engine/parts.mjs takes it apart. */

import { hashWords } from '../preprocessing/hashing.js';
import { splitTexts } from '../preprocessing/text.js';
import type { StageKind } from './stage.js';

export { runnerFor } from './stage.js';

export const KINDS: Readonly<Record<string, StageKind>> = {
  'keras.TextVectorization': splitTexts,
  'keras.Hashing': hashWords,
};
