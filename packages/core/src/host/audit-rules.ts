/** What only the host can see of a file. */

import type { Rule } from '../rule.js';

const rule = (number: string, about: Pick<Rule, 'title' | 'severity' | 'text'>): Rule => ({
  code: `BRINE-CORE-${number}`,
  effect: 'not-proven',
  ...about,
  good: [],
  bad: [],
});

export const polyglot = rule('001', {
  title: 'A file of several formats at once',
  severity: 'high',
  text: 'The bytes are surely a file of more than one format: which one a program sees depends on the program, and a scanner may see another. No library writes such a file.',
});

export const unknownFormat = rule('002', {
  title: 'A file of no known format',
  severity: 'medium',
  text: 'Nothing that is installed knows the format, so nothing is proven. `brine codecs` lists what is installed, and what could be.',
});

export const noRules = rule('003', {
  title: 'A format without rules',
  severity: 'low',
  text: 'The codec of the format has no rules for an audit.',
});

export const cannotJudge = rule('004', {
  title: 'A file that cannot be judged',
  severity: 'medium',
  text: 'The audit itself came to a limit or an end. What it did not see is not proven.',
});

export const RULES: readonly Rule[] = [polyglot, unknownFormat, noRules, cannotJudge];
