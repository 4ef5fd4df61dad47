import { readFile } from 'node:fs/promises';
import { pyDict, pyGlobal } from '@brine/core';
import { codecChecks } from '@brine/codec-testkit';
import { describe, test } from 'vitest';
import { FILES, fixture, json, type Damaged } from '../test/fixtures.js';
import { safetensors } from './index.js';

const array = {
  kind: 'ndarray',
  class: pyGlobal('numpy', 'ndarray'),
  dtype: { kind: 'dtype', type: 'f', byteOrder: '<', itemsize: 4 },
  shape: [2],
  order: 'C',
  data: new Uint8Array(8),
} as const;

describe('the promises of a codec', () => {
  const checks = codecChecks(safetensors, {
    cases: FILES.map((name) => ({
      name,
      bytes: fixture(name),
      canonical: name === 'model.safetensors' || name === 'empty.safetensors',
      ...(name === 'model.safetensors' ? { inspectReads: 1000, beyond: [{ bytes: 500 }, { items: 11 }] } : {}),
    })),
    bad: json<Damaged[]>('damaged.json').map(({ name, file }) => ({
      name,
      bytes: new Uint8Array(Buffer.from(file, 'base64')),
      ...(name === 'unknown dtype' ? { error: { fault: 'unsupported' } } : {}),
    })),
    encodes: [{ name: 'a dict of arrays', views: { value: () => Promise.resolve(pyDict(['w', array])) } }],
    unencodable: [{ name: 'an int', views: { value: () => Promise.resolve(1n) } }],
    entry: { path: 'src/index.ts', read: (path) => readFile(new URL(`../${path}`, import.meta.url), 'utf8') },
  });
  for (const { name, run } of checks) test(name, run);
});
