import { readFile } from 'node:fs/promises';
import { codecChecks } from '@brine/codec-testkit';
import { pickle } from '@brine/codec-pickle';
import { dumpPickle } from '@brine/codec-pickle/write';
import { pyGlobal, type PyNdArray } from '@brine/core';
import { describe, test } from 'vitest';
import { fixture } from '../test/fixtures.js';
import { dill } from './index.js';
import { savingDialect } from './write/save.js';

/** As dill writes an array: the bytes are an argument of a call. */
const LARGE = largeArray();

describe('the promises of a codec', () => {
  const names = [
    'add.dill',
    'counter.recurse.dill',
    'add.p0.dill',
    'add.p2.dill',
    'child.dill',
    'child.cloudpickle.pkl',
  ];
  const checks = codecChecks(dill, {
    cases: [
      { name: 'arrays.dill', bytes: fixture('arrays.dill'), beyond: [{ items: 3 }, { bytes: 100 }] },
      ...names.map((name) => ({ name, bytes: fixture(name) })),
    ],
    bad: [
      {
        name: 'a function without its end',
        bytes: fixture('add.dill').subarray(0, 200),
        error: { fault: 'malformed', code: 'BRINE-PICKLE-TRUNCATED' },
      },
    ],
    with: [pickle],
    entry: { path: 'src/index.ts', read: (path) => readFile(new URL(`../${path}`, import.meta.url), 'utf8') },
    mutations: 400,
  });
  for (const { name, run } of checks.filter(({ name }) => !name.startsWith('reads:'))) test(name, run, 60_000);
});

describe('the promises of a codec, of a file that is read in windows', () => {
  const checks = codecChecks(dill, {
    cases: [{ name: 'large.dill', bytes: LARGE, inspectReads: 80_000 }],
    with: [pickle],
    mutations: 10,
  });
  for (const { name, run } of checks.filter(({ name }) => /^(views|reads)/.test(name))) test(name, run, 60_000);
});

function largeArray(): Uint8Array<ArrayBuffer> {
  const array: PyNdArray = {
    kind: 'ndarray',
    class: pyGlobal('numpy', 'ndarray'),
    dtype: { kind: 'dtype', type: 'f', byteOrder: '<', itemsize: 8 },
    shape: [300_000],
    order: 'C',
    data: new Uint8Array(2_400_000),
  };
  return new Uint8Array(dumpPickle(array, { protocol: 4, dialects: [savingDialect({})] }));
}
