import type { Rule } from '@brine/core';

export const oldZfile: Rule = {
  code: 'BRINE-JOBLIB-001',
  title: 'A file of joblib 0.9 or older',
  severity: 'low',
  effect: 'not-proven',
  text: 'Arrays of such files lie in files beside them, which are not judged with it. Load it in Python with a newer joblib, and dump it again.',
  good: [],
  bad: [],
};

export const RULES: readonly Rule[] = [oldZfile];
