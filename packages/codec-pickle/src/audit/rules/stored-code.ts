import type { Rule } from '@brine/core';

export const storedCode: Rule = {
  code: 'BRINE-PICKLE-013',
  title: 'A stored function',
  severity: 'low',
  effect: 'not-proven',
  text: 'The file holds compiled code of Python (dill, cloudpickle). Loading builds the function and does not call it, and no dangerous call was seen in it; that is no proof of what it does when it is called.',
  good: [{ what: 'no function', stream: 'K\x01.' }],
  bad: [{ what: 'a code object of dill', stream: 'cdill._dill\n_create_code\n(K\x00tR.' }],
};
