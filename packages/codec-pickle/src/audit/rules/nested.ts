import type { Rule } from '@brine/core';

export const nested: Rule = {
  code: 'BRINE-PICKLE-012',
  title: 'A pickle inside, which would not be safe to load',
  severity: 'high',
  effect: 'not-proven',
  text: 'Bytes in the stream are a pickle of their own. They do nothing by themselves; a program that loads them runs what they call.',
  good: [{ what: 'a harmless pickle in bytes', stream: '\x80\x04C\x05\x80\x02K\x01..' }],
  bad: [{ what: 'a pickle in bytes that calls os.system', stream: "\x80\x04C\x14cos\nsystem\n(S'x'\ntR.." }],
};
