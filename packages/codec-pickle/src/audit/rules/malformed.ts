import type { Rule } from '@brine/core';

export const malformed: Rule = {
  code: 'BRINE-PICKLE-008',
  title: 'The stream is damaged or crafted',
  severity: 'high',
  effect: 'not-proven',
  text: 'Python refuses the stream here, or reads it otherwise than we do. What comes before is judged, what follows cannot be. Files that were cut off by a download look the same.',
  good: [{ what: 'a stream that ends well', stream: 'K\x01.' }],
  bad: [{ what: 'a stream without its end', stream: 'K\x01' }],
};
