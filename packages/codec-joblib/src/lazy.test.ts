/** Files that are read window by window, without their arrays. */

import { gunzipSync } from 'node:zlib';
import { fromBytes, type ByteSource } from '@brine/core';
import { createHost } from '@brine/core/host';
import { bytesRead, codecChecks, difference, watchedSource } from '@brine/codec-testkit';
import { describe, expect, test } from 'vitest';
import { fixture, STACKS } from '../test/fixtures.js';
import { joblib } from './index.js';

const host = createHost([joblib]);

async function contents(source: ByteSource) {
  const opened = await host.open(source);
  const inspection = await opened.inspect();
  const tensors = [];
  for (const { read, ...about } of await opened.view('tensors')) {
    const rows = about.shape.length > 1 ? await read([[1, 3]]) : undefined;
    tensors.push({ ...about, whole: await read(), rows });
  }
  return { inspection, tensors, value: await opened.view('value') };
}

test.each(STACKS)('%s: an outline has few bytes of the file, and a tensor reads its own', async (stack) => {
  const bytes = new Uint8Array(gunzipSync(fixture(stack, 'large.joblib.gz')));
  expect(bytes.length).toBeGreaterThan(4_000_000);
  const source = watchedSource(bytes, 'large.joblib');
  const opened = await host.open(source);
  const { tensors } = await opened.inspect();
  expect(tensors!.map(({ name, shape }) => [name, shape])).toEqual([
    ['["f8"]', [160_000]],
    ['["big"]', [300, 600]],
    ['["f4_fortran"]', [500, 700]],
    ['["f8_small"]', [3, 4]],
  ]);
  const outline = bytesRead(source);
  expect(outline).toBeLessThan(90_000);
  const [first] = await opened.view('tensors');
  expect((await first!.read([[7, 11]])).data).toEqual(new Float64Array([0, 1, 2, 3]));
  expect(bytesRead(source) - outline).toBeLessThanOrEqual(32);
});

test.each(STACKS)('%s: everything is the same as from memory', async (stack) => {
  const bytes = new Uint8Array(gunzipSync(fixture(stack, 'large.joblib.gz')));
  const inWindows = await contents(watchedSource(bytes, 'large.joblib'));
  expect(difference(inWindows, await contents(fromBytes(bytes, 'large.joblib')))).toBeUndefined();
});

describe('the promises of a codec', () => {
  const bytes = new Uint8Array(gunzipSync(fixture('jl1.6', 'large.joblib.gz')));
  // Damage is done to small files in conformance.test.ts: it is not to be copied four hundred times here.
  const checks = codecChecks(joblib, {
    cases: [{ name: 'large.joblib', bytes, inspectReads: 90_000 }],
    mutations: 10,
  });
  for (const { name, run } of checks.filter(({ name }) => /^(views|reads|abort)/.test(name))) test(name, run, 60_000);
});
