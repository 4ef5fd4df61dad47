import type { Rule } from '@brine/core';

export const unknownName: Rule = {
  code: 'BRINE-PICKLE-006',
  title: 'A name that is not on the list',
  severity: 'medium',
  effect: 'not-proven',
  text: 'The stream refers to a class or function without calling it. Python imports its module to find it, and the program gets a value that runs when it is called. If you know it, name it in a policy file.',
  good: [{ what: 'a class of numpy', stream: 'cnumpy\nfloat64\n.' }],
  bad: [{ what: 'os.system without a call', stream: 'cos\nsystem\n.' }],
};
