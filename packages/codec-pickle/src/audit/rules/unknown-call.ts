import type { Rule } from '@brine/core';

export const unknownCall: Rule = {
  code: 'BRINE-PICKLE-004',
  title: 'A call of something that is not on the list',
  severity: 'medium',
  effect: 'not-proven',
  text: 'Python would call this while it loads the file. Nothing is known of it, neither that it is safe nor that it is not. If you know it, name it in a policy file (`--policy`); or convert the file, which never calls it.',
  good: [{ what: 'a call that is on the list', stream: 'cbuiltins\nset\n(]tR.' }],
  bad: [{ what: 'a class of an unknown package', stream: 'cunknown_package\nModel\n)\x81.' }],
};
