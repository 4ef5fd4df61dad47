import type { Rule } from '@brine/core';

export const limit: Rule = {
  code: 'BRINE-PICKLE-010',
  title: 'A limit was reached',
  severity: 'medium',
  effect: 'not-proven',
  text: 'The audit stopped here, so the rest of the file is not judged. If you trust where it comes from, raise the limit (`--limit`).',
  good: [{ what: 'a few opcodes', stream: 'K\x01.' }],
  bad: [{ what: 'marks that nest too deep', stream: `${'('.repeat(20000)}.` }],
};
