import type { Rule } from '@brine/core';

export const outside: Rule = {
  code: 'BRINE-PICKLE-007',
  title: 'A value that comes from outside the stream',
  severity: 'medium',
  effect: 'not-proven',
  text: 'A persistent id or an extension code: what Python makes of it depends on the program that loads the file. Pass the extensions (`--extension`) to have them judged.',
  good: [
    {
      what: 'a storage of PyTorch, which the archive holds',
      stream: "(S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nK\x04tQ.",
    },
  ],
  bad: [
    { what: 'a persistent id of its own', stream: "S'some id'\nQ." },
    { what: 'an extension code', stream: '\x82\x05.' },
  ],
};
