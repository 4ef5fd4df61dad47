import type { Rule } from '@brine/core';

export const dangerousCode: Rule = {
  code: 'BRINE-PICKLE-003',
  title: 'Stored code that makes a dangerous call',
  severity: 'critical',
  effect: 'dangerous',
  text: 'The file holds a function as compiled code. Loading it does not run it, calling it does, and what its code names is a call that runs commands or code. Read the code (`brine dis --functions`) before you call it.',
  good: [{ what: 'no code at all', stream: 'K\x01.' }],
  bad: [
    {
      what: 'a function whose code names os and system',
      stream: "cdill._dill\n_create_code\n((S'os'\nS'system'\ntS'x'\ntR.",
    },
  ],
};
