/** Every committed model as a stand-alone module, stages before its graph too: it predicts what the engine does, to the last bit. */

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type DenseTensor, type Program, toMemory } from '@brine/core';
import { createHost } from '@brine/core/host';
import { engine } from '@brine/engine';
import { module } from '@brine/engine/module';
import { createModel } from '@brine/runtime';
import { afterAll, describe, expect, it } from 'vitest';
import { keras } from '../src/index.js';
import { readCases, toDense, toKeras } from './model.js';

const host = createHost([keras, module]);
const context = host.context();
const folder = mkdtempSync(join(tmpdir(), 'brine-keras-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Tensors = Readonly<Record<string, Pick<DenseTensor, 'shape' | 'data'>>>;

async function imported(program: Program, name: string): Promise<(inputs: Tensors) => Tensors> {
  const sink = toMemory('model.mjs');
  await host.encode({ program: () => Promise.resolve(program) }, sink, { to: 'mjs' });
  const path = join(folder, `${name}.mjs`);
  writeFileSync(path, sink.toBytes());
  return ((await import(pathToFileURL(path).href)) as { predict: (inputs: Tensors) => Tensors }).predict;
}

const files = readdirSync(join(import.meta.dirname, '../fixtures')).map((file) => file.replace('.json.gz', ''));

describe.each(files)('%s', (family) => {
  const cases = readCases(family);
  it.each(Object.keys(cases))('%s', { timeout: 60_000 }, async (name) => {
    const program = await context.convert('keras', toKeras(cases[name]!), 'program');
    const inputs = cases[name]!.inputs.map(toDense);
    const model = createModel(program, { engines: [engine], context });
    const expected = Object.entries(await model.runAll('predict', { inputs })).map(
      ([output, { shape, data }]) => [output, { shape, data }] as const,
    );
    const predict = await imported(program, `${family}-${name}`);
    const given = Object.fromEntries(program.inputs.map((port, i) => [port.name, inputs[i]!]));
    expect(predict(given)).toEqual(Object.fromEntries(expected));
    await model.close();
  });
});

it('has the source of its stage alone', async () => {
  const cases = readCases('preparing');
  const name = Object.keys(cases).find((one) => one.startsWith('hashing'))!;
  const sink = toMemory();
  const program = await context.convert('keras', toKeras(cases[name]!), 'program');
  await host.encode({ program: () => Promise.resolve(program) }, sink, { to: 'mjs' });
  const text = new TextDecoder().decode(sink.toBytes());
  expect([text.includes('bucketsOf'), text.includes('splittingOf')]).toEqual([true, false]);
});
