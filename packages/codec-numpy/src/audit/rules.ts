import type { Rule } from '@brine/core';

const HEADER = "\x93NUMPY\x01\0v\0{'descr': '<i2', 'fortran_order': False, 'shape': (1,), }".padEnd(127) + '\n';

export const damaged: Rule = {
  code: 'BRINE-NUMPY-001',
  title: 'A header that does not fit the file',
  severity: 'medium',
  effect: 'not-proven',
  text: 'The header is not what numpy writes, or says more than there is: numpy refuses it, or a careless reader runs it as code. Get the file again.',
  good: [{ what: 'an array of one number', stream: `${HEADER}\x05\0` }],
  bad: [{ what: 'the same, cut off', stream: `${HEADER}\x05` }],
};

export const behind: Rule = {
  code: 'BRINE-NUMPY-002',
  title: 'Bytes behind the array',
  severity: 'low',
  effect: 'not-proven',
  text: 'numpy does not read what follows the elements; nothing accounts for it.',
  good: [{ what: 'an array of one number', stream: `${HEADER}\x05\0` }],
  bad: [{ what: 'a byte behind it', stream: `${HEADER}\x05\0x` }],
};

export const RULES: readonly Rule[] = [damaged, behind];
