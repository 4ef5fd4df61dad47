import type { Rule } from '@brine/core';

const named = (filename: string) =>
  `cjoblib.numpy_pickle\nNDArrayWrapper\n)\x81}(S"filename"\nS"${filename}"\nS"subclass"\ncnumpy\nndarray\nub.`;

export const besideFile: Rule = {
  code: 'BRINE-JOBLIB-001',
  title: 'An array in a file beside this one, which is not there or is no array',
  severity: 'medium',
  effect: 'not-proven',
  text: 'joblib 0.9 and older put each array in a file of its own beside the pickle. The audit follows them: keep the files that joblib wrote together. What is no array joblib would load as a pickle, and run.',
  good: [],
  bad: [
    { what: 'an array in a file that is not there', stream: named('a.pkl_01.npy') },
    { what: 'a name that leaves the folder', stream: named('../a.npy') },
  ],
};

export const damagedZfile: Rule = {
  code: 'BRINE-JOBLIB-002',
  title: 'A damaged zfile',
  severity: 'medium',
  effect: 'not-proven',
  text: 'joblib 0.9 and older compressed into zfiles: a mark, the length of what is inside, zlib data. This one holds something else, or more. Get it again, or dump it again with a newer joblib.',
  good: [],
  bad: [{ what: 'a zfile without data', stream: 'ZF0x5                ' }],
};

export const RULES: readonly Rule[] = [besideFile, damagedZfile];
