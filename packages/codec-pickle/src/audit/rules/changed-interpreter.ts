import type { Rule } from '@brine/core';

export const changedInterpreter: Rule = {
  code: 'BRINE-PICKLE-002',
  title: 'A change to something that the whole process shares',
  severity: 'critical',
  effect: 'dangerous',
  text: 'Items, entries or a state are given to something that the stream names, not to a value that it makes: `sys.path`, `os.environ`, a class. Python would change it for every other user in the process. Do not load the file.',
  good: [{ what: 'items for a list of its own', stream: '](K\x01K\x02e.' }],
  bad: [
    { what: 'APPEND to sys.path', stream: "csys\npath\nS'/tmp'\na." },
    { what: 'SETITEM in os.environ', stream: "cos\nenviron\nS'A'\nS'b'\ns." },
  ],
};
