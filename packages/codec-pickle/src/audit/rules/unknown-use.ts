import type { Rule } from '@brine/core';

export const unknownUse: Rule = {
  code: 'BRINE-PICKLE-005',
  title: 'A known name, used as no library uses it',
  severity: 'medium',
  effect: 'not-proven',
  text: 'The name is on the list, but not for this operation, or not with such arguments or such a state: what it would do then is not known. Honest files do this only when a library is newer than the list: please report it.',
  good: [{ what: 'an empty bytearray', stream: 'cbuiltins\nbytearray\n)R.' }],
  bad: [
    { what: 'a bytearray of 10**12 bytes', stream: 'cbuiltins\nbytearray\n(L1000000000000L\ntR.' },
    { what: 'bytes of the same length', stream: 'cbuiltins\nbytes\n(L1000000000000L\ntR.' },
  ],
};
