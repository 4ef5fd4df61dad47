/** Stages that are no graphs in a module: whoever brings them, and only those that are needed. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { joblib } from '@brine/codec-joblib';
import { onnx } from '@brine/codec-onnx';
import { pickle } from '@brine/codec-pickle';
import { containers } from '@brine/containers';
import { type Entry, type Scope, sklearn } from '@brine/convert-sklearn';
import { Table } from '@brine/convert-sklearn/estimators';
import {
  type ConverterPlugin,
  fromBytes,
  type OpaqueStage,
  type Program,
  type SourcePart,
  type StageSource,
  toMemory,
} from '@brine/core';
import { createHost } from '@brine/core/host';
import { GraphBuilder } from '@brine/graph';
import { describe, expect, it } from 'vitest';
import { declarations } from '../../src/module/declare.js';
import { module } from '../../src/module/index.js';
import { sourcesOf } from '../../src/module/stages.js';
import { compile, type Exports, imported, inFolder, textOf, written } from './made.js';

const fixtures = join(import.meta.dirname, '../../../convert-sklearn/fixtures/sk1.9');
const host = createHost([joblib, pickle, ...containers, onnx, sklearn, module]);

async function fixture(name: string): Promise<Program> {
  return (await host.open(fromBytes(readFileSync(join(fixtures, name)), name))).view('program');
}

/** A stranger's: as many letters as a text has, times a factor, and a part that no module needs. */
const PARTS: readonly SourcePart[] = [
  ['scale', 'const scale=({parameters})=>parameters.factor;', ''],
  ['unneeded', 'const unneeded=1;', ''],
];
const source: StageSource = {
  parts: PARTS,
  make: `({description,inputs:[x],outputs:[y]})=>{const by=scale(description);return v=>({[y.name]:{dtype:'float64',shape:v[x.name].shape,data:Float64Array.from(v[x.name].data,t=>by*t.length)}})}`,
  needs: ['scale'],
};
const HARM = '"`${1}\'*/</script>\u2028\\__proto__\n';

function lengths(name: string, more: Partial<OpaqueStage> = { source: () => Promise.resolve(source) }): OpaqueStage {
  return {
    kind: 'text',
    description: { kind: 'toy.Length', parameters: { factor: 2, [HARM]: HARM } },
    inputs: [{ name, dtype: 'str', shape: [null] }],
    outputs: [{ name: `length of ${name}`, dtype: 'float64', shape: [null] }],
    run: () => Promise.reject(new Error('not here')),
    ...more,
  };
}

/** `predict` needs the lengths of a alone, `transform` those of b too. */
function program(stages: readonly OpaqueStage[]): Program {
  const g = new GraphBuilder('g');
  const [a, b] = stages.map(({ outputs: [port] }) => g.input(port!.name, port!.dtype, port!.shape));
  g.output('predict', g.op('Add', [a!, g.scalar(1)]));
  const one = g.build();
  const h = new GraphBuilder('h');
  h.output('transform', h.op('Mul', [h.input('predict', 'float64', [null]), h.input(b!.name, 'float64', [null])]));
  const two = h.build();
  return {
    name: HARM,
    inputs: stages.map(({ inputs }) => inputs[0]!),
    outputs: [...one.outputs, ...two.outputs],
    stages: [
      ...stages,
      { kind: 'graph', graph: { ...one, inputs: one.inputs.slice(0, 1) } },
      { kind: 'graph', graph: two },
    ],
    methods: { predict: ['predict'], transform: ['transform'] },
  };
}

describe("a stranger's stage", () => {
  it('runs as its plugin has it, in a scope of its own, where a method needs it', async () => {
    const silent = { ...source, make: `()=>()=>{throw new Error('run')}`, needs: [] };
    const [a, b] = [lengths('a'), lengths('b')];
    const made = await imported(program([a, b]));
    const rows = [
      ['ab', 'c'],
      ['', 'def'],
    ];
    expect(made['predict']!(rows)).toEqual({ shape: [2], data: Float64Array.of(5, 1) });
    expect(made['transform']!(rows)).toEqual({ shape: [2], data: Float64Array.of(10, 6) });
    const text = textOf(await written(program([a, b])), 'model.mjs');
    expect(text.split('const scale=')).toHaveLength(2);
    expect(text).not.toContain('unneeded');
    expect(text).not.toMatch(/[^\n -~]|<\//);
    const other = { ...b, description: { kind: 'toy.Other', parameters: {} }, source: () => Promise.resolve(silent) };
    const half = await imported(program([a, other]));
    expect(half['predict']!(rows)).toEqual({ shape: [2], data: Float64Array.of(5, 1) });
    expect(() => half['transform']!(rows)).toThrow('run');
  });

  const { source: _, ...bare } = lengths('a');

  it('is made by its converter first where it comes out of a file', async () => {
    const converter: ConverterPlugin = {
      descriptor: {
        contract: 1,
        kind: 'converter',
        id: 'toy',
        title: 'Toy',
        package: 'brine-toy',
        version: '1.0.0',
        from: 'value',
        to: 'program',
        stages: ['toy.Length'],
      },
      load: () =>
        Promise.resolve({
          recognises: () => false,
          convert: () => Promise.reject(new Error('not here')),
          stage: ({ description }) =>
            description.parameters['factor'] === 2
              ? Promise.resolve(lengths('a'))
              : Promise.reject(new Error('no factor')),
        }),
    };
    const write = (stage: OpaqueStage) => {
      const sink = toMemory();
      const views = { program: () => Promise.resolve(program([stage, lengths('b')])) };
      return createHost([module, converter])
        .encode(views, sink, { to: 'mjs' })
        .then(() => sink.toBytes());
    };
    expect(new TextDecoder().decode(await write(bare))).toContain('const scale=');
    await expect(write({ ...bare, description: { kind: 'toy.Length', parameters: {} } })).rejects.toThrow('no factor');
  });

  it('has to have a source', async () => {
    await expect(written(program([bare, lengths('b')]))).rejects.toMatchObject({
      code: 'BRINE-ENGINE-STAGES',
      fault: 'encode',
      message: expect.stringContaining('toy.Length') as string,
    });
  });
});

describe("an estimator of the user's own", () => {
  /** In place of scikit-learn's: the length of each text. */
  const lengthOf = (more: Partial<Parameters<Scope['prepare']>[2]>): Entry => ({
    input: () => ({ width: 1, flat: true, types: ['text'] }),
    convert: (_, x, b, scope) => ({
      transform: () =>
        Table.of(
          b,
          scope.prepare(x.column(0), [null, 1], {
            description: { kind: 'mine.Length', parameters: {} },
            width: 1,
            run: () => ({ dtype: 'float64', shape: [1, 1], data: Float64Array.of(0) }),
            ...more,
          }),
          1,
        ),
    }),
  });
  const convertedWith = (entry: Entry) => {
    const options = { sklearn: { estimators: { 'sklearn.feature_extraction.text.TfidfVectorizer': entry } } };
    return host
      .open(fromBytes(readFileSync(join(fixtures, 'tfidf.joblib')), 'tfidf.joblib'), options)
      .then((opened) => opened.view('program'));
  };

  it('may bring the source of its stage', async () => {
    const make = `({inputs:[x],outputs:[y]})=>v=>({[y.name]:{dtype:y.dtype,shape:[v[x.name].data.length,1],data:Float64Array.from(v[x.name].data,t=>t.length)}})`;
    const mine = await convertedWith(lengthOf({ source: () => Promise.resolve({ parts: [], make, needs: [] }) }));
    expect((await imported(mine))['transform']!(['abc', ''])).toEqual({ shape: [2, 1], data: Float64Array.of(3, 0) });
  });

  it('is refused without one', async () => {
    await expect(written(await convertedWith(lengthOf({})))).rejects.toMatchObject({
      code: 'BRINE-ENGINE-STAGES',
      message: expect.stringContaining('mine.Length') as string,
    });
  });
});

describe('stages of scikit-learn', () => {
  it.each([
    ['tfidf.joblib', ['analyzerOf', 'tokenPattern'], ['murmurHash3', 'countRecords', 'cutPatches']],
    ['hashing.joblib', ['analyzerOf', 'murmurHash3'], ['countRecords', 'cutPatches']],
    ['dict.joblib', ['countRecords'], ['analyzerOf', 'murmurHash3', 'cutPatches']],
    ['patches.joblib', ['cutPatches'], ['analyzerOf', 'countRecords']],
  ])('%s has its own source and no more', async (name, some, none) => {
    const text = textOf(await written(await fixture(name)), 'model.mjs');
    const has = (word: string) => text.includes(word);
    expect([some.filter(has), none.filter(has)]).toEqual([some, []]);
  });

  it('share their source in a union', async () => {
    const text = textOf(await written(await fixture('pipe_text_union.joblib')), 'model.mjs');
    expect(text.split('function analyzerOf')).toHaveLength(2);
  });

  it.each(['tfidf.joblib', 'pipe_dict.joblib', 'pipe_text_columns.joblib'])(
    '%s is the same module out of an ONNX file',
    async (name) => {
      const sink = toMemory();
      await host.encode(await host.open(fromBytes(readFileSync(join(fixtures, name)), name)), sink, { to: 'onnx' });
      const again = await host.open(fromBytes(sink.toBytes(), name));
      const made = toMemory('model.mjs');
      await host.encode(again, made, { to: 'mjs' });
      const [text, direct] = [made.toBytes(), (await written(await fixture(name))).get('model.mjs')!];
      const stages = (bytes: Uint8Array) =>
        /\nconst stages=[^]*\n(?=const program)/.exec(new TextDecoder().decode(bytes))![0];
      expect(stages(text)).toBe(stages(direct));
    },
  );

  it('predict the same with the weights beside the module', async () => {
    const files = await written(await fixture('pipe_text_columns.joblib'), { weights: 'beside' });
    const inside = await imported(await fixture('pipe_text_columns.joblib'));
    const rows = [{ text: 'on cats the end. together', length: 25 }];
    const beside = await inFolder(files, async (folder) => {
      const { create } = (await import(pathToFileURL(join(folder, 'model.mjs')).href)) as {
        create(weights: Uint8Array): Exports;
      };
      return create(files.get('model.bin')!)['predict_proba']!(rows);
    });
    expect(beside).toEqual(inside['predict_proba']!(rows));
  });

  it.each<[string, string, unknown, RegExp]>([
    ['a missing text', 'tfidf.joblib', ['a', null], /^row 1 has no text$/],
    ['a number for a text', 'tfidf.joblib', ['a', 5], /^row 1, column 0: 5 is no text$/],
    ['a text for the rows', 'tfidf.joblib', 'a', /^rows are a list with at least one row, not "a"$/],
    ['a record for a text', 'tfidf.joblib', [{ text: 'a' }], /^row 0 is a record, and the columns have no names/],
    ['a text for a record', 'dict.joblib', [{}, 'a'], /^row 1 is "a", neither a record nor a list$/],
    ['a list for a record', 'dict.joblib', [['a']], /^row 0 is no record$/],
    [
      'a function in a record',
      'dict.joblib',
      [{ a: () => 1 }],
      /^row 0 holds a function, which is nested too deep or no/,
    ],
    ['no text column', 'pipe_text_columns.joblib', [{ length: 1 }], /^row 0 has no "text"$/],
  ])('say what is wrong with %s', async (_name, file, rows, message) => {
    const model: Exports = await imported(await fixture(file));
    const [method] = Object.values(model).filter((one) => typeof one === 'function');
    expect(() => method!(rows)).toThrow(
      expect.objectContaining({
        name: 'CodecError',
        fault: 'option',
        message: expect.stringMatching(message) as string,
      }) as Error,
    );
  });

  it('are typed: texts, columns of text, records and lists', { timeout: 60_000 }, async () => {
    const use = (rows: string, method = 'predict') => `import { ${method} } from './model.mjs'; ${method}(${rows});`;
    const cases = await Promise.all(
      (
        [
          ['pipe_tfidf.joblib', use(`['a', 'b']`), use(`[['a']]`), use(`['a', null]`)],
          [
            'pipe_text_columns.joblib',
            use(`[{ length: null, text: 'a' }]`),
            use(`[[1, 'a']]`),
            use(`[{ length: 1, text: null }]`),
          ],
          ['pipe_dict.joblib', use(`[{ a: 1, b: 'x', c: ['y'], d: true }]`), use(`[{}]`), use(`['a']`)],
          ['hasher_pair.joblib', use(`[[['a', 1]]]`, 'transform'), use(`[]`, 'transform'), use(`[['a']]`, 'transform')],
          ['hasher_string.joblib', use(`[['a']]`, 'transform'), use(`[[]]`, 'transform'), use(`['a', 1]`, 'transform')],
          ['multilabel.joblib', use(`[['a', 'b']]`, 'transform'), use(`[[1]]`, 'transform'), use(`[{}]`, 'transform')],
        ] as const
      ).map(async ([name, ...uses]) => {
        const one = await fixture(name);
        const text = declarations(one, await sourcesOf(one, undefined as never), false);
        return uses.map((code) => [text, code] as const);
      }),
    );
    const errors = await compile(cases.flat());
    expect(errors.map((list) => list.length > 0)).toEqual(cases.flatMap(() => [false, false, true]));
  });
});
