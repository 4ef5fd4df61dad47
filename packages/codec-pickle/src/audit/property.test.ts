/** Whatever CPython would import or call while it loads a pickle is among the names of the findings, or the file is not proven safe. */

import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { fromBytes, type Finding } from '@brine/core';
import { createHost } from '@brine/core/host';
import { describe, expect, test } from 'vitest';
import { pickle } from '../index.js';
import { dangerOf } from './danger.js';
import { policyFor } from './policies/index.js';
import { randomPickle } from '../../test/random-pickle.js';

const OBSERVER = fileURLToPath(new URL('../../test/observe_load.py', import.meta.url));
const SEEDS = 1500;
const host = createHost([pickle]);

interface Observed {
  readonly named: readonly string[];
  readonly called: readonly string[];
  readonly imported: readonly string[];
  readonly end: string;
}

const hasPython = spawnSync('python3', ['--version']).status === 0;

async function audit(bytes: Uint8Array): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const finding of host.audit(fromBytes(bytes, 'x.pkl'))) findings.push(finding);
  return findings;
}

// The reason that it may be skipped is in its name: nothing else in the suite needs Python.
describe.skipIf(!hasPython)('against CPython (skipped where there is no python3)', () => {
  const streams = Array.from({ length: SEEDS }, (_, seed) => randomPickle(seed + 1));
  const input = streams.map((bytes) => Buffer.from(bytes).toString('hex')).join('\n');
  const lines = hasPython
    ? execFileSync('python3', [OBSERVER], { input, maxBuffer: 1 << 28 })
        .toString()
        .trim()
        .split('\n')
    : [];
  const observed = lines.map((line) => JSON.parse(line) as Observed);
  const policy = policyFor();

  test('the stand-ins kept everything from being imported', () => {
    expect(observed.length).toBe(SEEDS);
    expect(observed.flatMap(({ imported }) => imported)).toEqual([]);
  });

  test('the streams are worth it', () => {
    expect(observed.filter(({ called }) => called.length > 0).length).toBeGreaterThan(SEEDS / 10);
    expect(observed.filter(({ end }) => end === 'STOP').length).toBeGreaterThan(SEEDS / 10);
  });

  test('names and calls are found, or the file is not safe', async () => {
    let safe = 0;
    for (const [i, { named, called }] of observed.entries()) {
      const findings = await audit(streams[i]!);
      const isSafe = findings.every(({ effect }) => effect === 'none');
      if (isSafe) safe++;
      const told = new Set(findings.map(({ global }) => global));
      const unknown = [...named, ...called].filter((name) => policy.get(name) === undefined && !told.has(name));
      if (isSafe) expect(unknown, `seed ${i + 1}`).toEqual([]);
    }
    expect(safe).toBeGreaterThan(0);
  });

  test('a dangerous call that CPython reaches makes the file dangerous', async () => {
    let seen = 0;
    for (const [i, { called, end }] of observed.entries()) {
      const dangerous = called.filter((name) => {
        const dot = name.lastIndexOf('.');
        return policy.get(name) === undefined && dangerOf(name.slice(0, dot), name.slice(dot + 1), true) !== undefined;
      });
      if (dangerous.length === 0 || end !== 'STOP') continue;
      seen++;
      const findings = await audit(streams[i]!);
      expect(
        findings.some(({ effect }) => effect === 'dangerous'),
        `seed ${i + 1}: ${dangerous.join(', ')}`,
      ).toBe(true);
    }
    expect(seen).toBeGreaterThan(20);
  });
});
