import type { Rule } from '@brine/core';

export const outOfBand: Rule = {
  code: 'BRINE-PICKLE-015',
  title: 'Data in a buffer that was not given',
  severity: 'low',
  effect: 'not-proven',
  text: 'A stream of protocol 5 may leave the bytes of arrays to the program that loads it; without them Python refuses it. What is done with them is judged as it is for any bytes. Pass the buffers (`--buffers`) to have the stream judged as it will be loaded.',
  good: [{ what: 'bytes in the stream itself', stream: '\x80\x05C\x01x.' }],
  bad: [{ what: 'a buffer that was not given', stream: '\x80\x05\x97.' }],
};
