import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { codecChecks } from '@brine/codec-testkit';
import { pickle } from '@brine/codec-pickle';
import { describe, test } from 'vitest';
import { fixture } from '../test/fixtures.js';
import { npy, npz } from './index.js';

const entry = {
  path: 'src/index.ts',
  read: (path: string) => readFile(new URL(`../${path}`, import.meta.url), 'utf8'),
};
const none = [{ name: 'an int', views: { value: () => Promise.resolve(1n) } }];
const text = (bytes: Uint8Array, from: string, to: string) =>
  new Uint8Array(Buffer.from(Buffer.from(bytes).toString('latin1').replace(from, to), 'latin1'));
const plain = fixture('type_float64.npy');

describe('the promises of a codec: npy', () => {
  const checks = codecChecks(npy, {
    cases: [
      { name: 'type_float64.npy', bytes: plain, canonical: true, inspectReads: 700, beyond: [] },
      ...['fortran_3d.npy', 'text.npy', 'big.npy', 'scalar.npy'].map((name) => ({
        name,
        bytes: fixture(name),
        canonical: true,
      })),
      { name: 'large.npy', bytes: fixture('large.npy'), inspectReads: 6000, canonical: true },
    ],
    bad: [
      { name: 'version 4', bytes: text(plain, 'NUMPY\x01', 'NUMPY\x04'), error: { fault: 'unsupported', offset: 6 } },
      { name: 'a shape that is too large', bytes: text(plain, '(3, 4)', '(9, 9)') },
      { name: 'a negative shape', bytes: text(plain, '(3, 4)', '(-3,4)') },
      { name: 'a shape that overflows', bytes: text(plain, '(3, 4), }', `(${'9'.repeat(30)},), }`) },
      { name: 'a dtype that is none', bytes: text(plain, '<f8', '<f7') },
      { name: 'a call', bytes: text(plain, "'<f8'", 'eval(') },
      { name: 'no dict', bytes: text(plain, '{', '[') },
      { name: 'another key', bytes: text(plain, 'shape', 'shake') },
    ],
    unencodable: none,
    with: [pickle],
    entry,
  });
  for (const { name, run } of checks) test(name, run);
});

describe('the promises of a codec: npz', () => {
  const checks = codecChecks(npz, {
    cases: [
      {
        name: 'stored.npz',
        bytes: fixture('stored.npz'),
        canonical: true,

        beyond: [{ items: 3 }],
      },
      {
        name: 'large.npz',
        bytes: new Uint8Array(gunzipSync(fixture('large.npz.gz'))),
        inspectReads: 80_000,
        canonical: true,
      },
      { name: 'compressed.npz', bytes: fixture('compressed.npz'), beyond: [{ expanded: 100 }] },
    ],
    unencodable: none,
    with: [pickle],
    entry,
  });
  for (const { name, run } of checks) test(name, run);
});
