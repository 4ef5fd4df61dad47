/** What speaks against a compressed file, beside what is inside of it. */

import type { Rule } from '@brine/core';

export const bomb: Rule = {
  code: 'BRINE-CONTAINERS-001',
  title: 'A decompression bomb',
  severity: 'high',
  effect: 'dangerous',
  text: 'A small file that becomes a huge one: one byte repeated, or compressed more than once so that each layer multiplies the last. Whoever decompresses it runs out of memory. No library saves a model so.',
  good: [],
  bad: [],
};

export const damaged: Rule = {
  code: 'BRINE-CONTAINERS-002',
  title: 'Compressed data that is damaged',
  severity: 'medium',
  effect: 'not-proven',
  text: 'The data cannot be decompressed to its end, so what is inside is not judged, or only in part. A download that was cut off looks so.',
  good: [],
  bad: [],
};

export const limited: Rule = {
  code: 'BRINE-CONTAINERS-003',
  title: 'More comes out than the limits allow',
  severity: 'medium',
  effect: 'not-proven',
  text: 'What is inside is larger than the limits. An array of zeros compresses as well as a bomb does: if you trust where the file comes from, raise the limit (`--limit expansion=N`, `--limit expanded=N`).',
  good: [],
  bad: [],
};

export const behind: Rule = {
  code: 'BRINE-CONTAINERS-004',
  title: 'Bytes behind the compressed data',
  severity: 'medium',
  effect: 'not-proven',
  text: 'Python does not read what follows the compressed data; nothing accounts for it.',
  good: [],
  bad: [],
};

export const RULES: readonly Rule[] = [bomb, damaged, limited, behind];
