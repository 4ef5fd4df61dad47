/** Models with stages before the graph, written as ONNX and opened again: they predict to the last bit what they did. */

import { joblib } from '@brine/codec-joblib';
import { onnx } from '@brine/codec-onnx';
import { onnxruntime } from '@brine/codec-onnx/engine';
import { pickle } from '@brine/codec-pickle';
import { containers } from '@brine/containers';
import { type DenseTensor, fromBytes, type JsonValue, toMemory, type Note } from '@brine/core';
import { createHost } from '@brine/core/host';
import { load, modelOf, type Prediction, type Rows } from '@brine/runtime';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sklearn } from '../src/index.js';
import { remake } from '../src/stages/index.js';
import { KINDS } from '../src/stages/kinds.js';

const plugins = [joblib, pickle, ...containers, onnx, sklearn, onnxruntime];
const fixtures = join(import.meta.dirname, '../fixtures');
const TIMEOUT = 60_000;

type GivenRows = { same_as: string } | { data: Rows } | Rows;

/** Named by what their models are; whether one has such a stage is asked of its program. */
const NAMES = /^(count|tfidf|hash|dict|multilabel|pipe_(text|tfidf|dict|hasher))/;
/** A dictionary is learned, but of no words; this one takes the counts. */
const WITHOUT = /^dictionary|^countsketch|^tfidf_transformer/;

/** A prediction without its functions. */
const said = ({ dtype, shape, data, classes }: Prediction) => ({ dtype, shape, data, classes });

async function written(version: string, name: string) {
  const host = createHost(plugins);
  const opened = await host.open(fromBytes(readFileSync(join(fixtures, version, name))));
  const sink = toMemory();
  const notes: readonly Note[] = await host.encode(opened, sink, { to: 'onnx' });
  return {
    model: await modelOf(host, opened, {}),
    program: await opened.view('program'),
    bytes: sink.toBytes(),
    notes,
  };
}

describe.each(readdirSync(fixtures))('%s', (version) => {
  const folder = join(fixtures, version);
  const sidecars = JSON.parse(gunzipSync(readFileSync(join(folder, 'expected.json.gz'))).toString()) as Record<
    string,
    { X_test: GivenRows }
  >;
  const rowsFor = (name: string): Rows => {
    const rows = sidecars[name]!.X_test;
    if ('same_as' in rows) return rowsFor(rows.same_as.replace('.expected.json', ''));
    return 'data' in rows ? rows.data : rows;
  };

  it.each(Object.keys(sidecars).filter((name) => NAMES.test(name) && !WITHOUT.test(name)))(
    '%s',
    { timeout: TIMEOUT },
    async (name) => {
      const { model, program, bytes, notes } = await written(version, name);
      const stages = program.stages.filter(({ kind }) => kind !== 'graph');
      expect(stages.length).toBeGreaterThan(0);
      expect(notes.filter(({ code }) => code === 'BRINE-ONNX-PREPARED')).toHaveLength(stages.length);
      const again = await load(bytes, { use: plugins });
      expect([again.inputs, again.methods, again.classes]).toEqual([model.inputs, model.methods, model.classes]);
      for (const method of model.methods) {
        const [actual, expected] = [
          await again.runAll(method, rowsFor(name)),
          await model.runAll(method, rowsFor(name)),
        ];
        expect(Object.values(actual).map(said)).toEqual(Object.values(expected).map(said));
      }
      await Promise.all([model.close(), again.close()]);
    },
  );
});

describe('a model that was written as ONNX', () => {
  const rows = ['the cat sat on the mat', 'LIVE dogs'];

  it(
    'says what to install when its stage cannot be made, and takes what the stage makes',
    { timeout: TIMEOUT },
    async () => {
      const { model, program, bytes } = await written('sk1.9', 'pipe_tfidf.joblib');
      const bare = await load(bytes, { use: [onnx, onnxruntime] });
      await expect(bare.predict(rows)).rejects.toMatchObject({
        code: 'BRINE-RUNTIME-STAGE',
        fault: 'unsupported',
        message: expect.stringContaining('sklearn.CountVectorizer') as unknown,
        hint: expect.stringContaining('npm install @brine/convert-sklearn') as unknown,
      });
      const [stage] = program.stages;
      if (stage?.kind !== 'text') throw new Error('no stage');
      const inputs = await stage.run({ X: { dtype: 'str', shape: [2], data: rows } });
      const expected = said(await model.predictProba(rows));
      expect(said(await bare.predictProba({ inputs }))).toEqual(expected);
      expect(said(await model.predictProba({ inputs }))).toEqual(expected);
    },
  );

  it('keeps float32, columns and a second writing', { timeout: TIMEOUT }, async () => {
    const host = createHost(plugins);
    const bytes = readFileSync(join(fixtures, 'sk1.9', 'pipe_text_columns.joblib'));
    const opened = await host.open(fromBytes(bytes), { sklearn: { float: 'float32' } });
    const once = toMemory();
    await host.encode(opened, once, { to: 'onnx' });
    const again = await host.open(fromBytes(once.toBytes()));
    const twice = toMemory();
    await host.encode(again, twice, { to: 'onnx' });
    expect(twice.toBytes()).toEqual(once.toBytes());
    const table = { columns: ['length', 'text'], rows: [[25, 'on cats the end. together']] };
    const [a, b] = [await modelOf(host, opened, {}), await modelOf(host, again, {})];
    expect(said(await b.predictProba(table))).toEqual(said(await a.predictProba(table)));
  });
});

const text = { name: 'X', dtype: 'str', shape: [null] } as const;
const numbers = { name: 'out', dtype: 'float64', shape: [null, 2] } as const;
const words = {
  analyzer: 'word',
  ngram_range: [1, 1],
  lowercase: true,
  strip_accents: null,
  token_pattern: '(?u)\\b\\w\\w+\\b',
  stop_words: null,
  binary: false,
};
const count = { kind: 'sklearn.CountVectorizer', parameters: { ...words, vocabulary: ['cat', '__proto__'] } };

describe('a stage out of a file', () => {
  const made = (kind: string, parameters: Record<string, JsonValue>, input: object = text, output: object = numbers) =>
    remake({ description: { kind, parameters }, inputs: [input as never], outputs: [output as never] });
  const changed = (change: Record<string, JsonValue>) => () => made(count.kind, { ...count.parameters, ...change });

  it('is one of those that the plugin announces', () => {
    expect(Object.keys(KINDS)).toEqual(sklearn.descriptor.stages);
    expect(Object.values(KINDS).map(({ kind }) => kind)).toEqual(sklearn.descriptor.stages);
  });

  it('counts', async () => {
    const given: DenseTensor = { dtype: 'str', shape: [2], data: ['Cat __proto__ cat', 'constructor'] };
    const { out } = await made(count.kind, count.parameters).run({ X: given });
    expect(out).toEqual({ dtype: 'float64', shape: [2, 2], data: Float64Array.of(2, 1, 0, 0) });
  });

  it('cuts patches', async () => {
    const image = { name: 'X', dtype: 'float64', shape: null };
    const out = { ...numbers, shape: null };
    const stage = made(
      'sklearn.PatchExtractor',
      { patch_size: [1, 2], max_patches: null, random_state: null },
      image,
      out,
    );
    const data = Float64Array.of(1, 2, 3);
    const cut = await stage.run({ X: { dtype: 'float64', shape: [1, 1, 3], data } });
    expect(cut['out']).toEqual({ dtype: 'float64', shape: [2, 1, 2], data: Float64Array.of(1, 2, 2, 3) });
  });

  it('refuses more numbers than a result holds, before it makes room for them', async () => {
    const parameters = { ...words, n_features: 2 ** 26, alternate_sign: true };
    const stage = made('sklearn.HashingVectorizer', parameters, text, { ...numbers, shape: [null, null] });
    const given: DenseTensor = { dtype: 'str', shape: [5], data: ['a', 'b', 'c', 'd', 'e'] };
    await expect(stage.run({ X: given })).rejects.toMatchObject({ code: 'BRINE-SKLEARN-SIZE', fault: 'limit' });
  });

  it.each<[string, () => unknown]>([
    ['an unknown kind', () => made('sklearn.Pipeline', {})],
    ['no parameters', () => made(count.kind, {})],
    ['numbers for texts', () => made(count.kind, count.parameters, { ...text, dtype: 'float64' })],
    ['text to make', () => made(count.kind, count.parameters, text, { ...numbers, dtype: 'str' })],
    ['another width', () => made(count.kind, count.parameters, text, { ...numbers, shape: [null, 3] })],
    ['no output', () => remake({ description: count, inputs: [text], outputs: [] })],
    ['two inputs', () => remake({ description: count, inputs: [text, text], outputs: [numbers] })],
    ['a term twice', changed({ vocabulary: ['a', 'a'] })],
    ['no terms', changed({ vocabulary: [] })],
    ['a vocabulary that is none', changed({ vocabulary: { a: 0 } })],
    ['terms that are none', changed({ vocabulary: ['a', 1] })],
    ['an unknown analyzer', changed({ analyzer: 'constructor' })],
    ['n-grams without end', changed({ ngram_range: [1, 1e9] })],
    ['n-grams of nothing', changed({ ngram_range: [0, 1] })],
    ['a flag that is none', changed({ lowercase: 'yes' })],
    ['stop words that are none', changed({ stop_words: 'klingon' })],
    ['accents that are none', changed({ strip_accents: 'all' })],
    ['a parameter of tomorrow', changed({ stem: true })],
    ['a norm', changed({ norm: 'l2' })],
    ['a parameter named like nothing good', changed(JSON.parse('{"__proto__": 1}') as Record<string, JsonValue>)],
    ['a pattern that is none', changed({ token_pattern: null })],
    [
      'too many columns',
      () => made('sklearn.HashingVectorizer', { ...words, n_features: 2 ** 40, alternate_sign: true }),
    ],
    [
      'a part of a column',
      () => made('sklearn.FeatureHasher', { n_features: 1.5, input_type: 'dict', alternate_sign: true }),
    ],
    [
      'an unknown form',
      () => made('sklearn.FeatureHasher', { n_features: 2, input_type: '__proto__', alternate_sign: true }),
    ],
    ['a separator that is none', () => made('sklearn.DictVectorizer', { vocabulary: ['a', 'b'], separator: 1 })],
    ['labels that are none', () => made('sklearn.MultiLabelBinarizer', { classes: [null, true] })],
    [
      'patches of nothing',
      () =>
        made(
          'sklearn.PatchExtractor',
          { patch_size: [0, 2] },
          { ...text, dtype: 'float64' },
          { ...numbers, shape: null },
        ),
    ],
  ])('is refused with %s', (_, make) => {
    expect(make).toThrow(expect.objectContaining({ code: 'BRINE-SKLEARN-STAGE', fault: 'malformed' }) as Error);
  });

  it.each([
    ['\\w+@\\w+', ['a_b@cd']],
    ["\\b\\w+'?\\w*\\b", ['a_b', 'cd', "don't"]],
    ['[a-z]{2,}-[a-z]+', ['ab-x']],
    ['\\d+\\s*', ['12 ', '3']],
  ])('has token patterns of two repetitions that do not hinder each other: %s', async (token_pattern, expected) => {
    const data = ["a_b@cd don't ab-x 12 3"];
    const output = { ...numbers, shape: [null, expected.length] };
    const again = made(count.kind, { ...words, token_pattern, vocabulary: expected }, text, output);
    const { out } = await again.run({ X: { dtype: 'str', shape: [1], data } });
    expect(Array.from(out!.data as Float64Array)).toEqual(expected.map(() => 1));
  });

  it.each([
    '(a+)+$',
    '(?:\\w+)*x',
    '\\w+-\\w+-\\w+',
    '[\\w\\s]+[\\w\\s]+x',
    '\\w+\\w?\\w+-',
    'a|b',
    '[z-a]',
    'x{9,1}',
    'a'.repeat(2000),
    '(?=a)',
    '\\1',
  ])('has no token pattern that could run for long or mean something else: %s', (token_pattern) => {
    expect(changed({ token_pattern })).toThrow(
      expect.objectContaining({ code: 'BRINE-SKLEARN-UNSUPPORTED', fault: 'unsupported' }) as Error,
    );
  });
});
