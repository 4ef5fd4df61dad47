import { readFile } from 'node:fs/promises';
import { codecChecks } from '@brine/codec-testkit';
import { pickle } from '@brine/codec-pickle';
import { describe, test } from 'vitest';
import { fixture } from '../test/fixtures.js';
import { joblib } from './index.js';

const STACK = 'jl1.6';

describe('the promises of a codec', () => {
  const checks = codecChecks(joblib, {
    cases: [
      { name: 'every.joblib', bytes: fixture(STACK, 'every.joblib'), beyond: [{ items: 300 }, { bytes: 1000 }] },
      ...['small.p0.joblib', 'small.p2.joblib', 'small.p5.joblib', 'unaligned.joblib', 'sklearn-externals.joblib'].map(
        (name) => ({ name, bytes: fixture(STACK, name) }),
      ),
    ],
    bad: [
      {
        name: 'arrays beside the file, of joblib 0.9',
        bytes: fixture(STACK, 'old.pkl'),
        error: { fault: 'io', code: 'BRINE-JOBLIB-SIDE-FILE' },
      },
      {
        name: 'a zfile, of joblib 0.9',
        bytes: fixture(STACK, 'old_z.pkl'),
        error: { fault: 'io', code: 'BRINE-JOBLIB-SIDE-FILE' },
      },
    ],
    with: [pickle],
    // As the files were written: numpy 1 keeps an empty dict where numpy 2 has None.
    options: { numpy: 2 },
    unencodable: [{ name: 'tensors alone', views: { tensors: () => Promise.resolve([]) } }],
    entry: { path: 'src/index.ts', read: (path) => readFile(new URL(`../${path}`, import.meta.url), 'utf8') },
    mutations: 400,
  });
  // That it seeks is proven by a larger file, in lazy.test.ts.
  for (const { name, run } of checks.filter(({ name }) => !name.startsWith('reads:'))) test(name, run);
});
