import { fromBytes, toMemory, type Program } from '@brine/core';
import { GraphBuilder } from '@brine/graph';
import { describe, expect, it } from 'vitest';
import { failure, open, source } from '../../test/fixtures.js';
import { codec } from '../codec.js';
import { fromProgram, toProgram } from './program.js';

function classifier(): Program {
  const g = new GraphBuilder('pipeline');
  const age = g.input('age', 'float64', [null, 1]);
  const rest = g.input('rest', 'float64', [null, 2]);
  const all = g.op('Concat', [age, rest], { axis: 1 });
  g.output('predict', g.op('ArgMax', [all], { axis: 1, keepdims: 0 }));
  g.output('predict_proba', g.op('Softmax', [all], { axis: 1 }));
  const graph = g.build();
  const [first, second] = graph.inputs;
  return {
    name: 'sklearn.pipeline.Pipeline',
    inputs: [
      { ...first!, columns: ['age'] },
      { ...second!, columns: ['fare', 'é'] },
    ],
    outputs: graph.outputs,
    stages: [{ kind: 'graph', graph }],
    methods: { predict: ['predict'], predict_proba: ['predict_proba'] },
    classes: ['no', 1n, true],
  };
}

async function written(program: Program): Promise<Program> {
  const sink = toMemory();
  await codec.encode!({ program: () => Promise.resolve(program) }, sink, {} as never, {});
  return (await open(fromBytes(sink.toBytes()))).view('program');
}

const noStage = () => Promise.reject(new Error('no stages here'));

/** A program without its graph. */
const said = ({ stages: _, ...program }: Program) => program;

describe('a program in an ONNX file', () => {
  it('comes back with its methods, classes and columns', async () => {
    const program = classifier();
    expect(said(await written(program))).toEqual(said(program));
  });

  it.each<[string, Program['classes'] & {}]>([
    ['ints', [1n, 2n ** 62n, -(2n ** 70n)]],
    ['floats', [0.1, -0, NaN, Infinity, 1]],
    ['of several outputs', [['a'], ['b', 'c']]],
    ['of several kinds', [[1n], [true, 'x']]],
    ['bools', [false, true]],
  ])('keeps classes: %s', async (_, classes) => {
    expect((await written({ ...classifier(), classes })).classes).toEqual(classes);
  });

  it('is described by JSON under brine.*', () => {
    const { metadata } = fromProgram(classifier());
    expect(
      Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, JSON.parse(value) as unknown])),
    ).toEqual({
      'brine.name': 'sklearn.pipeline.Pipeline',
      'brine.methods': { predict: ['predict'], predict_proba: ['predict_proba'] },
      'brine.classes': ['no', 1, true],
      'brine.columns': { age: ['age'], rest: ['fare', 'é'] },
    });
  });

  it('that is a network stays one', async () => {
    const { classes: _, ...program } = classifier();
    const network: Program = { ...program, network: true, methods: { predict: ['predict', 'predict_proba'] } };
    expect(said(await written(network))).toEqual(said(network));
  });

  it('that is more than one graph is refused', async () => {
    const program = classifier();
    const error = await failure(() => fromProgram({ ...program, stages: [...program.stages, ...program.stages] }));
    expect(error).toMatchObject({ code: 'BRINE-ONNX-STAGES', fault: 'encode' });
    expect(error.message).toContain('graph, graph');
  });

  it.each([
    ['no JSON', { 'brine.methods': '{' }],
    ['an unknown method', { 'brine.methods': '{"constructor": ["predict"]}' }],
    ['an output that is not there', { 'brine.methods': '{"predict": ["nothing"]}' }],
    ['no list', { 'brine.methods': '{"predict": "predict"}' }],
    ['nothing', { 'brine.methods': '{}' }],
    ['an array', { 'brine.methods': '[["predict"]]' }],
  ])('metadata that is not sound is ignored: %s', (_, metadata) => {
    const graph = { ...fromProgram(classifier()), metadata };
    expect(toProgram(graph, noStage)).toMatchObject({
      network: true,
      methods: { predict: ['predict', 'predict_proba'] },
    });
  });

  it('ignores classes and columns that are not sound', () => {
    const graph = fromProgram(classifier());
    const metadata = { ...graph.metadata, 'brine.classes': '[{"int": "x"}]', 'brine.columns': '{"__proto__": [1]}' };
    const program = toProgram({ ...graph, metadata }, noStage);
    expect(program.classes).toBeUndefined();
    expect(program.inputs).toEqual(graph.inputs);
  });
});

describe('a foreign ONNX file', () => {
  it('predicts all its outputs, from the inputs that have no default', async () => {
    const program = await (await open(source('old'))).view('program');
    expect(said(program)).toMatchObject({
      name: 'g',
      inputs: [{ name: 'X', dtype: 'float32', shape: [null, 2] }],
      outputs: [{ name: 'Y' }],
      methods: { predict: ['Y'] },
      network: true,
    });
  });

  it('gives the probabilities of a ZipMap as a tensor with its classes', async () => {
    const program = await (await open(source('zipmap'))).view('program');
    expect(program.classes).toEqual(['a', 'b', 'c']);
    expect(program.outputs).toEqual([
      expect.objectContaining({ name: 'label', dtype: 'str' }),
      { name: 'probabilities', dtype: 'float32', shape: [null, 3] },
    ]);
  });

  it.each(['old', 'zipmap', 'everything'])('%s is written without anything of ours', async (name) => {
    const opened = await open(source(name));
    const sink = toMemory();
    await codec.encode!({ program: () => opened.view('program') }, sink, {} as never, {});
    expect(Buffer.from(sink.toBytes()).equals(source(name).bytes!)).toBe(true);
  });
});
