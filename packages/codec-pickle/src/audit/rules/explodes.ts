import type { Rule } from '@brine/core';

export const explodes: Rule = {
  code: 'BRINE-PICKLE-011',
  title: 'A small file that becomes a huge value',
  severity: 'medium',
  effect: 'not-proven',
  text: 'The value shares its parts so often, nests so deep, or names such numbers, that walking, printing or hashing it takes all memory or time. No honest library writes such a value.',
  good: [{ what: 'a list twice in a tuple', stream: ']q\x00h\x00\x86.' }],
  bad: [{ what: 'a list doubled 60 times', stream: `]${'2\x86'.repeat(40)}.` }],
};
