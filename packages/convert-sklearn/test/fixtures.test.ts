/** Every committed model, the whole way from its file to predictions, against what scikit-learn predicted. */

import { joblib } from '@brine/codec-joblib';
import { onnxruntime } from '@brine/codec-onnx/engine';
import { pickle } from '@brine/codec-pickle';
import { containers } from '@brine/containers';
import { load, METHODS, type Rows } from '@brine/runtime';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compareOutput, type ExpectedOutput } from './outputs.js';
import { sklearn } from '../src/index.js';

const use = [joblib, pickle, ...containers, sklearn, onnxruntime];
const fixtures = join(import.meta.dirname, '../fixtures');
const SUFFIX = '.expected.json';
/** The first model also loads the engines, on a machine that may be busy. */
const TIMEOUT = 60_000;

interface Sidecar {
  readonly class: string;
  readonly X_test: { same_as: string } | { data: Rows } | Rows;
  readonly outputs: Readonly<Record<string, ExpectedOutput & { list?: ExpectedOutput[]; error?: string }>>;
}

describe.each(readdirSync(fixtures))('%s', (version) => {
  const folder = join(fixtures, version);
  const sidecars = JSON.parse(gunzipSync(readFileSync(join(folder, 'expected.json.gz'))).toString()) as Record<
    string,
    Sidecar
  >;

  it.each(Object.keys(sidecars))('%s', { timeout: TIMEOUT }, async (name) => {
    const expected = sidecars[name]!;
    let rows = expected.X_test;
    if ('same_as' in rows) rows = sidecars[rows.same_as.slice(0, -SUFFIX.length)]!.X_test;
    const model = await load(readFileSync(join(folder, name)), { use });
    const compared = METHODS.filter((method) => expected.outputs[method] && !expected.outputs[method].error);
    const differences: string[] = [];
    for (const method of compared) {
      const outputs = expected.outputs[method]!;
      const list = outputs.list ?? [outputs];
      const actual = Object.values(await model.runAll(method, 'data' in rows ? rows.data : (rows as Rows)));
      expect(actual).toHaveLength(list.length);
      list.forEach((output, i) => {
        const difference = compareOutput(output, actual[i]!, method, expected.class);
        if (difference) differences.push(`${method}[${i}]: expected ${difference.expected}, not ${difference.actual}`);
      });
    }
    await model.close();
    expect(compared.length).toBeGreaterThan(0);
    expect(differences).toEqual([]);
  });
});
