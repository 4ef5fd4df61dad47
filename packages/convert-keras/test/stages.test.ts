/** Models with stages before the graph, written as ONNX and opened again: they predict to the last bit what they did. */

import { onnx } from '@brine/codec-onnx';
import { onnxruntime } from '@brine/codec-onnx/engine';
import { type DenseTensor, fromBytes, type JsonValue, type Port, toMemory } from '@brine/core';
import { createHost } from '@brine/core/host';
import { createModel, type Prediction } from '@brine/runtime';
import { describe, expect, it } from 'vitest';
import { keras } from '../src/index.js';
import { remake } from '../src/stages/index.js';
import { KINDS } from '../src/stages/kinds.js';
import { readCases, toDense, toKeras } from './model.js';

const host = createHost([keras, onnx]);
const bare = createHost([onnx]);
const engines = { engines: [onnxruntime], context: host.context() };
const TIMEOUT = 60_000;

/** A prediction without its functions. */
const said = ({ dtype, shape, data }: Prediction) => ({ dtype, shape, data });

const cases = readCases('preparing');
const convert = (name: string) => host.context().convert('keras', toKeras(cases[name]!), 'program');

async function written(name: string) {
  const program = await convert(name);
  const sink = toMemory();
  const notes = await host.encode({ program: () => Promise.resolve(program) }, sink, { to: 'onnx' });
  return { program, notes, bytes: sink.toBytes() };
}

const prepared = Object.keys(cases).filter((name) => /^(text|hashing)/.test(name));

describe('a model that was written as ONNX', () => {
  it('may be of either kind', async () => {
    const kinds = new Set<string>();
    for (const name of prepared) {
      for (const stage of (await convert(name)).stages) if (stage.kind !== 'graph') kinds.add(stage.description.kind);
    }
    expect([...kinds].sort()).toEqual(Object.keys(KINDS).sort());
  });

  it.each(prepared)('%s', { timeout: TIMEOUT }, async (name) => {
    const { program, notes, bytes } = await written(name);
    expect(notes).toMatchObject([{ code: 'BRINE-ONNX-PREPARED', loss: false }]);
    const again = await (await host.open(fromBytes(bytes))).view('program');
    const without = await (await bare.open(fromBytes(bytes))).view('program');
    expect(again.inputs).toEqual(program.inputs);
    const inputs = cases[name]!.inputs.map(toDense);
    const [model, copy, lost] = [program, again, without].map((one) => createModel(one, engines));
    const expected = Object.values(await model!.runAll('predict', { inputs })).map(said);
    expect(Object.values(await copy!.runAll('predict', { inputs })).map(said)).toEqual(expected);
    await expect(lost!.runAll('predict', { inputs })).rejects.toMatchObject({
      code: 'BRINE-RUNTIME-STAGE',
      hint: expect.stringContaining('npm install @brine/convert-keras') as unknown,
    });
    await Promise.all([model, copy, lost].map((one) => one!.close()));
  });
});

describe('a stage out of a file', () => {
  const text: Port = { name: 'X', dtype: 'str', shape: [null] };
  const tokens: Port = { name: 'out', dtype: 'str', shape: [null, null] };
  const buckets: Port = { ...tokens, dtype: 'int64' };
  const split = { standardize: 'lower', split: 'whitespace', ngrams: [1, 2], output_sequence_length: 4 };
  const hash = { num_bins: 7, mask_value: '', salt: [1, 2] };
  const made = (kind: string, parameters: Record<string, JsonValue>, input = text, output = tokens) =>
    remake({ description: { kind, parameters }, inputs: [input], outputs: [output] });
  const splits = (change: Record<string, JsonValue>) => () => made('keras.TextVectorization', { ...split, ...change });
  const hashes = (change: Record<string, JsonValue>) => () =>
    made('keras.Hashing', { ...hash, ...change }, text, buckets);

  it('is one of those that the plugin announces', () => {
    expect(Object.keys(KINDS)).toEqual(keras.descriptor.stages);
    expect(Object.values(KINDS).map(({ kind }) => kind)).toEqual(keras.descriptor.stages);
  });

  it('splits and hashes', async () => {
    const given: DenseTensor = { dtype: 'str', shape: [1], data: ['A  b'] };
    expect((await splits({})().run({ X: given }))['out']).toEqual({
      dtype: 'str',
      shape: [1, 4],
      data: ['a', 'b', 'a b', ''],
    });
    const hashed = await hashes({})().run({ X: { ...given, data: [''] } });
    expect(hashed['out']).toEqual({ dtype: 'int64', shape: [1], data: BigInt64Array.of(0n) });
  });

  it('refuses more words than a result holds, before it makes room for them', async () => {
    const rows = Array.from({ length: 5 }, () => 'a');
    const run = splits({ output_sequence_length: 2 ** 24 })().run({ X: { dtype: 'str', shape: [5], data: rows } });
    await expect(run).rejects.toMatchObject({ code: 'BRINE-KERAS-SIZE', fault: 'limit' });
  });

  it.each<[string, () => unknown]>([
    ['an unknown kind', () => made('keras.Dense', {})],
    ['another type to make', () => made('keras.TextVectorization', split, text, buckets)],
    ['another type to take', () => made('keras.TextVectorization', split, { ...text, dtype: 'int64' })],
    [
      'two inputs',
      () =>
        remake({ description: { kind: 'keras.Hashing', parameters: hash }, inputs: [text, text], outputs: [buckets] }),
    ],
    ['a function', splits({ standardize: 'constructor' })],
    ['a split that is none', splits({ split: ['x'] })],
    ['groups without end', splits({ ngrams: 1e9 })],
    ['groups of nothing', splits({ ngrams: [0] })],
    ['rows without end', splits({ output_sequence_length: 1e12 })],
    ['a parameter of tomorrow', hashes({ seed: 1 })],
    ['no buckets', hashes({ num_bins: 0 })],
    ['a part of a bucket', hashes({ num_bins: 1.5 })],
    ['salt that is none', hashes({ salt: [0.5, 1] })],
    ['a key of one half', hashes({ salt: [1] })],
  ])('is refused with %s', (_, make) => {
    expect(make).toThrow(
      expect.objectContaining({
        code: expect.stringMatching(/^BRINE-KERAS-(MALFORMED|UNSUPPORTED)$/) as unknown,
      }) as Error,
    );
  });
});
