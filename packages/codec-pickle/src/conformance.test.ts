import { readFile } from 'node:fs/promises';
import { codecChecks } from '@brine/codec-testkit';
import { describe, test } from 'vitest';
import { stream } from '../test/assemble.js';
import { fixture } from '../test/fixtures.js';
import { pickle } from './index.js';
import { dump } from './write/index.js';

/** Two arrays that are left unread, and a little between them. */
const LARGE = dump({ a: new Float64Array(140_000), b: [1n, 'x', new Float32Array(270_000)] }, { protocol: 5 });

describe('the promises of a codec', () => {
  const checks = codecChecks(pickle, {
    cases: [
      { name: 'numpy.p5.pkl', bytes: fixture('numpy.p5.pkl'), beyond: [{ bytes: 1000 }, { items: 100 }, { memo: 50 }] },
      ...['standard.p1.pkl', 'standard.p2.pkl', 'standard.p4.pkl', 'numpy.p0.pkl', 'numpy.p2.pkl', 'numpy.p4.pkl'].map(
        (name) => ({ name, bytes: fixture(name) }),
      ),
      ...['sklearn.p2.pkl', 'sklearn.p5.pkl', 'several.p4.pkl', 'python2.pkl'].map((name) => ({
        name,
        bytes: fixture(name),
        joined: name.startsWith('several'),
      })),
    ],
    bad: [
      {
        name: 'a stream without STOP',
        bytes: stream(0x80, 4, 'N'),
        error: { code: 'BRINE-PICKLE-TRUNCATED', offset: 3 },
      },
      {
        name: 'a protocol to come',
        bytes: stream(0x80, 6, 'N.'),
        error: { fault: 'unsupported', code: 'BRINE-PICKLE-PROTOCOL' },
      },
      {
        name: 'no opcode',
        bytes: stream(0x80, 4, '](K', 0xff, 0xff),
        error: { code: 'BRINE-PICKLE-OPCODE', offset: 6 },
      },
    ],
    // The fixtures are numpy 2's: for numpy 1, the default, a datetime64 is written with an empty dict where they have None. Below
    // protocol 5, what numpy reads has the byte order of the machine.
    options: { encoding: 'latin1', numpy: 2, protocol: 5 },
    entry: { path: 'src/index.ts', read: (path) => readFile(new URL(`../${path}`, import.meta.url), 'utf8') },
    mutations: 250,
  });
  for (const { name, run } of checks.filter(({ name }) => !name.startsWith('reads:'))) test(name, run, 120_000);
});

describe('the promises of a codec, of a file that is read in windows', () => {
  // Damage is done to the small files: this one is not to be copied hundreds of times.
  const checks = codecChecks(pickle, {
    cases: [{ name: 'large.pkl', bytes: LARGE, inspectReads: 80_000 }],
    mutations: 10,
  });
  for (const { name, run } of checks.filter(({ name }) => /^(views|reads|abort)/.test(name))) test(name, run, 60_000);
});
