import { readFile } from 'node:fs/promises';
import type { Tensor } from '@brine/core';
import { codecChecks } from '@brine/codec-testkit';
import { describe, test } from 'vitest';
import { fixture } from '../test/fixtures.js';
import { hdf5 } from './index.js';

describe('the promises of a codec', () => {
  const checks = codecChecks(hdf5, {
    cases: [
      {
        name: 'kinds_earliest.h5',
        bytes: fixture('kinds_earliest.h5'),
        views: ['hierarchy', 'tensors'],
      },
    ],
    bad: [{ name: 'no signature', bytes: new Uint8Array(600), error: { code: 'BRINE-HDF5-SIGNATURE', offset: 0 } }],
    encodes: [{ name: 'a tensor', views: { tensors: () => Promise.resolve([TENSOR]) } }],
    unencodable: [
      { name: 'small floats', views: { tensors: () => Promise.resolve([{ ...TENSOR, dtype: 'float4_e2m1fn' }]) } },
    ],
    entry: { path: 'src/index.ts', read: (path) => readFile(new URL(`../${path}`, import.meta.url), 'utf8') },
    mutations: 40,
  });
  for (const { name, run } of checks) if (!ELSEWHERE.some((part) => name.startsWith(part))) test(name, run, 60_000);
});

/** What these checks cannot see of this codec, and which test does. */
const ELSEWHERE = [
  // A hierarchy names its objects by their places, which change; read.test.ts and keras.test.ts compare what was written.
  'encode: what was written is read as the same',
  'encode: each declared view is written by itself',
  // A Keras file goes by the format `keras`, not by the id of this codec; keras.test.ts reads and writes it.
  'views: each declared one is in some case',
  // A small file has no elements worth leaving out; read.test.ts inspects a large one.
  'reads: a codec that declares seek',
];

const TENSOR: Tensor = {
  name: 'group/w',
  dtype: 'float32',
  shape: [2],
  byteLength: 8,
  read: () => Promise.resolve({ dtype: 'float32', shape: [2], data: new Float32Array([1, 2]) }),
};
