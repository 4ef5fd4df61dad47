/** Every committed model, on both engines, against what Keras predicted. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onnxruntime } from '@brine/codec-onnx/engine';
import type { EnginePlugin, Program } from '@brine/core';
import { createHost } from '@brine/core/host';
import { engine } from '@brine/engine';
import { createModel, type Prediction } from '@brine/runtime';
import { describe, expect, it } from 'vitest';
import { keras } from '../src/index.js';
import { readCases, toDense, toKeras } from './model.js';

const families = readdirSync(join(import.meta.dirname, '../fixtures')).map((file) => file.replace('.json.gz', ''));
const context = createHost([keras]).context({});
const ENGINES: readonly EnginePlugin[] = [onnxruntime, engine];

describe.each(families)('%s', (family) => {
  const cases = readCases(family);
  it.each(Object.keys(cases))('%s', async (name) => {
    const { inputs, outputs } = cases[name]!;
    const program = await context.convert('keras', toKeras(cases[name]!), 'program');
    for (const plugin of ENGINES) {
      const actual = await predict(program, plugin, inputs.map(toDense));
      expect(actual.length).toBe(outputs.length);
      outputs.forEach((output, i) =>
        expect([plugin.descriptor.id, apart(actual[i]!, toDense(output))]).toEqual([plugin.descriptor.id, '']),
      );
    }
  });
});

async function predict(program: Program, plugin: EnginePlugin, inputs: readonly ReturnType<typeof toDense>[]) {
  const model = createModel(program, { engines: [plugin], context });
  try {
    return Object.values(await model.runAll('predict', { inputs }));
  } finally {
    await model.close();
  }
}

/** Largest |a - b| over the largest |b| of an output: what Keras in float32 is compared by. */
const TOLERANCE = 1e-5;

/** What is different; empty for nothing. */
function apart(actual: Prediction, expected: ReturnType<typeof toDense>): string {
  if (actual.shape.join() !== expected.shape.join())
    return `shape ${actual.shape.join()} is not ${expected.shape.join()}`;
  if (expected.dtype === 'str') return same(actual.data, expected.data) ? '' : `texts differ: ${String(actual.data)}`;
  const [a, b] = [Array.from(actual.data, Number), Array.from(expected.data, Number)];
  const scale = b.reduce((most, x) => Math.max(most, Number.isFinite(x) ? Math.abs(x) : 0), 0);
  let worst = 0;
  for (let i = 0; i < b.length; i++) {
    if (Object.is(a[i], b[i]) || a[i] === b[i]) continue;
    const distance = Math.abs(a[i]! - b[i]!);
    worst = Math.max(worst, Number.isNaN(distance) ? Infinity : distance / (scale || 1));
  }
  return worst <= TOLERANCE ? '' : `apart by ${worst}`;
}

const same = (a: ArrayLike<unknown>, b: ArrayLike<unknown>) =>
  Array.from(a).join('\u0000') === Array.from(b).join('\u0000');
