import { readFile } from 'node:fs/promises';
import type { Tensor } from '@brine/core';
import { codecChecks } from '@brine/codec-testkit';
import { describe, test } from 'vitest';
import { fixture, open } from '../test/fixtures.js';
import { hdf5, keras, kerasWeights } from './index.js';

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

describe('the promises of the codec of Keras archives', () => {
  const model = async () => (await open('small.h5')).view('keras');
  const checks = codecChecks(keras, {
    cases: [{ name: 'small.keras', bytes: fixture('small.keras'), views: ['keras', 'tensors'] }],
    bad: [
      { name: 'no configuration', bytes: encode('{"class_name": 3}'), error: { code: 'BRINE-HDF5-CONFIG', offset: 0 } },
    ],
    encodes: [{ name: 'a model', views: { keras: model } }],
    unencodable: [{ name: 'weights alone', views: { keras: () => Promise.resolve({ layers: [], weights: [] }) } }],
    mutations: 40,
  });
  for (const { name, run } of checks) if (!KERAS.some((part) => name.startsWith(part))) test(name, run, 60_000);
});

describe('the promises of the codec of Keras weights', () => {
  const model = async () => (await open('small.h5')).view('keras');
  const checks = codecChecks(kerasWeights, {
    cases: [{ name: 'small.weights.h5', bytes: fixture('small.weights.h5'), views: ['keras', 'hierarchy', 'tensors'] }],
    bad: [{ name: 'no signature', bytes: new Uint8Array(600), error: { code: 'BRINE-HDF5-SIGNATURE' } }],
    encodes: [{ name: 'a model', views: { keras: model } }],
    unencodable: [{ name: 'no model', views: { tensors: () => Promise.resolve([]) } }],
    mutations: 40,
  });
  for (const { name, run } of checks) if (!KERAS.some((part) => name.startsWith(part))) test(name, run, 60_000);
});

/** What these checks cannot see of Keras' own forms. */
const KERAS = [
  // Archives do not keep the backend, weights not their order; keras.test.ts compares what both keep.
  'encode: what was written is read as the same',
  // A small file has no elements worth leaving out.
  'reads: a codec that declares seek',
  // Weights are HDF5 by their content, and read as that.
  'sniff: small.weights.h5 is recognised by its content',
  // The place that a damaged address in the weights of an archive names may lie behind the archive's end.
  'damage: 40 mutations of small.keras',
];

const encode = (text: string) => new TextEncoder().encode(text);

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
