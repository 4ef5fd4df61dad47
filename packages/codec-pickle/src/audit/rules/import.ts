import type { Rule } from '@brine/core';

export const importRule: Rule = {
  code: 'BRINE-PICKLE-014',
  title: 'A module that acts when it is imported',
  severity: 'high',
  effect: 'dangerous',
  text: 'To find the name Python imports its module, and this module does something at that moment.',
  good: [{ what: 'a module that does nothing', stream: 'cdatetime\ndate\n.' }],
  bad: [{ what: 'antigravity opens a browser', stream: 'cantigravity\ngeohash\n.' }],
};
