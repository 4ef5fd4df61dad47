import type { Rule } from '@brine/core';

export const trailing: Rule = {
  code: 'BRINE-PICKLE-009',
  title: 'Bytes after the last pickle',
  severity: 'medium',
  effect: 'not-proven',
  text: 'Python reads to the end of the first pickle and leaves the rest, which nothing accounts for: it may be another format, or data that a second load reads.',
  good: [{ what: 'two pickles in a row', stream: 'K\x01.K\x02.' }],
  bad: [{ what: 'text after the end', stream: 'K\x01.\xffhello' }],
};
