import type { Rule } from '@brine/core';

export const dangerousCall: Rule = {
  code: 'BRINE-PICKLE-001',
  title: 'A call that runs code, or reaches out of the process',
  severity: 'critical',
  effect: 'dangerous',
  text: 'Python would make this call while it loads the file, before the program sees any value: a shell command, Python code, an import, a file, the network, the interpreter itself. No library that saves models writes such a call. Do not load the file.',
  good: [{ what: 'a call of a class that only holds data', stream: 'cdatetime\ntimedelta\n(K\x01K\x00K\x00tR.' }],
  bad: [
    { what: 'os.system by REDUCE', stream: "cos\nsystem\n(S'echo pwned'\ntR." },
    { what: 'the same by INST', stream: "(S'echo pwned'\nios\nsystem\n." },
    { what: 'the Windows name of it', stream: "cnt\nsystem\n(S'echo pwned'\ntR." },
  ],
};
