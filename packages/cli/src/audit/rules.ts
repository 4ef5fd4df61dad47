/** What only who watches the judging can see of a file. */

import type { Rule } from '@brine/core';

export const tooLong: Rule = {
  code: 'BRINE-CLI-001',
  title: 'Judging takes too long',
  severity: 'medium',
  effect: 'not-proven',
  text: 'The audit of the file was ended when its time was over, so that nothing is proven. A file of usual size is judged in a fraction of a second: a program that loads this one may hang. If you trust where it comes from, give it more time (`--timeout SECONDS`).',
  good: [],
  bad: [],
};

export const tooMuch: Rule = {
  code: 'BRINE-CLI-002',
  title: 'Judging takes too much memory',
  severity: 'medium',
  effect: 'not-proven',
  text: 'The audit of the file was ended when it took more memory than it may, so that nothing is proven. A program that loads the file may need as much. If you trust where it comes from, give it more (`--limit bytes=N`).',
  good: [],
  bad: [],
};

export const RULES: readonly Rule[] = [tooLong, tooMuch];
