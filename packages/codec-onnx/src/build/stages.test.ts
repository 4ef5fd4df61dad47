import { fromBytes, type OpaqueStage, type Program, type StageRecord, toMemory } from '@brine/core';
import { GraphBuilder } from '@brine/graph';
import { describe, expect, it } from 'vitest';
import { failure, open } from '../../test/fixtures.js';
import { codec } from '../codec.js';
import { fromProgram, toProgram } from './program.js';

/** Lengths of texts, doubled by the graph, beside a column that the graph takes itself. */
function texts(change: Partial<OpaqueStage> = {}): Program {
  const g = new GraphBuilder('lengths');
  const lengths = g.input('lengths', 'float64', [null, 1]);
  const age = g.input('age', 'float64', [null, 1]);
  g.output('predict', g.op('Add', [g.op('Add', [lengths, lengths]), age]));
  const graph = g.build();
  const input = { name: 'X', dtype: 'str', shape: [null], json: true } as const;
  const stage: OpaqueStage = {
    kind: 'text',
    description: { kind: 'test.lengths', parameters: { unit: 'é', by: [1, null, { deep: true }] } },
    inputs: [input],
    outputs: [graph.inputs[0]!],
    run: () => Promise.reject(new Error('not here')),
    ...change,
  };
  return {
    name: 'test.Lengths',
    inputs: [{ ...graph.inputs[1]!, columns: ['age'] }, input],
    outputs: graph.outputs,
    stages: [stage, { kind: 'graph', graph }],
    methods: { predict: ['predict'] },
  };
}

const noStage = () => Promise.reject(new Error('no stages here'));

describe('stages before the graph', () => {
  it('stand in the metadata, with the inputs of the program in order', () => {
    const { metadata } = fromProgram(texts());
    expect(JSON.parse(metadata['brine.stages']!)).toEqual([
      {
        kind: 'test.lengths',
        inputs: ['X'],
        outputs: ['lengths'],
        parameters: { unit: 'é', by: [1, null, { deep: true }] },
      },
    ]);
    expect(JSON.parse(metadata['brine.inputs']!)).toEqual([
      { name: 'age', dtype: 'float64', shape: [null, 1] },
      { name: 'X', dtype: 'str', shape: [null], json: true },
    ]);
  });

  it('come back, and are told when they are written', async () => {
    const sink = toMemory();
    const notes = await codec.encode!({ program: () => Promise.resolve(texts()) }, sink, {} as never, {});
    expect(notes).toMatchObject([{ code: 'BRINE-ONNX-PREPARED', loss: false }]);
    expect(notes[0]!.message).toMatch(/test\.lengths.* of X: lengths/);
    const program = await (await open(fromBytes(sink.toBytes()))).view('program');
    const { inputs, stages } = texts();
    expect(program.inputs).toEqual(inputs);
    expect(program.stages.map(({ kind }) => kind)).toEqual(['text', 'graph']);
    const [stage] = program.stages as [OpaqueStage];
    const { run: _, ...said } = stages[0] as OpaqueStage;
    expect(stage).toMatchObject(said);
  });

  it('are made when they first run, once', async () => {
    const asked: StageRecord[] = [];
    const { stages } = toProgram(fromProgram(texts()), (record) => {
      asked.push(record);
      return Promise.resolve({ ...record, kind: 'text', run: (values) => Promise.resolve(values) });
    });
    const [stage] = stages as [OpaqueStage];
    expect(asked).toEqual([]);
    const given = { X: { dtype: 'str', shape: [1], data: ['a'] } } as const;
    expect([await stage.run(given), await stage.run(given)]).toEqual([given, given]);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      inputs: [{ name: 'X', json: true }],
      outputs: [{ dtype: 'float64', shape: [null, 1] }],
    });
  });

  it.each<[string, Partial<OpaqueStage>]>([
    ['a number that JSON has not', { description: { kind: 'test.x', parameters: { a: [NaN] } } }],
    ['an int that JSON has not', { description: { kind: 'test.x', parameters: { a: 1n as never } } }],
    ['nothing for something', { description: { kind: 'test.x', parameters: { a: undefined as never } } }],
    ['no name', { description: { kind: 'x', parameters: {} } }],
    ['no input', { inputs: [] }],
    ['an output that the graph does not take', { outputs: [{ name: 'other', dtype: 'float64', shape: null }] }],
    ['an input that the program does not take', { inputs: [{ name: 'other', dtype: 'str', shape: null }] }],
  ])('are not written with %s', async (_, change) => {
    const error = await failure(() => fromProgram(texts(change)));
    expect(error).toMatchObject({ code: 'BRINE-ONNX-STAGES', fault: 'encode' });
  });

  const input = { name: 'X', dtype: 'str', shape: [null] };
  const age = { name: 'age', dtype: 'float64', shape: [null, 1] };
  const stage = { kind: 'test.x', inputs: ['X'], outputs: ['lengths'], parameters: {} };
  it.each<[string, { inputs?: unknown; stages?: unknown }]>([
    ['no list', { stages: {} }],
    ['no inputs', { inputs: undefined }],
    ['nothing', { stages: [null] }],
    ['no kind', { stages: [{ ...stage, kind: 3 }] }],
    ['a kind that is a path', { stages: [{ ...stage, kind: '../x.js' }] }],
    ['a kind without end', { stages: [{ ...stage, kind: `a.${'b'.repeat(1000)}` }] }],
    ['no parameters', { stages: [{ ...stage, parameters: [] }] }],
    ['no outputs', { stages: [{ ...stage, outputs: [] }] }],
    ['an input of nobody', { stages: [{ ...stage, inputs: ['Y'] }] }],
    ['an input that is no name', { stages: [{ ...stage, inputs: [{}] }] }],
    ['an output of nobody', { stages: [{ ...stage, outputs: ['__proto__'] }] }],
    ['an output twice', { stages: [stage, stage] }],
    ['an input of the graph that nothing makes', { stages: [] }],
    ['an input of the graph of another type', { inputs: [input, { ...age, dtype: 'str' }] }],
    ['an input that is made too', { inputs: [input, age, { ...age, name: 'lengths' }] }],
    ['an input twice', { inputs: [input, age, input] }],
    ['an input of no type', { inputs: [{ ...input, dtype: 'toString' }, age] }],
    ['an input of no shape', { inputs: [{ ...input, shape: [-1] }, age] }],
    ['an input of no name', { inputs: [{ ...input, name: 1 }, age] }],
    ['numbers as JSON', { inputs: [input, { ...age, json: true }] }],
  ])('are refused in a file with %s', async (_, said) => {
    const graph = fromProgram(texts());
    const { inputs, stages } = { inputs: [input, age], stages: [stage], ...said };
    const metadata = {
      ...graph.metadata,
      'brine.inputs': JSON.stringify(inputs) ?? '',
      'brine.stages': JSON.stringify(stages),
    };
    const error = await failure(() => toProgram({ ...graph, metadata }, noStage));
    const path = expect.stringMatching(/^metadata_props\["brine\.(inputs|stages)"\]/) as unknown;
    expect(error).toMatchObject({ code: 'BRINE-ONNX-STAGES', fault: 'malformed', at: { path } });
  });

  it('are as they should be where all that is sound', () => {
    const graph = fromProgram(texts());
    const metadata = {
      ...graph.metadata,
      'brine.inputs': JSON.stringify([input, age]),
      'brine.stages': JSON.stringify([stage]),
    };
    expect(toProgram({ ...graph, metadata }, noStage).stages).toHaveLength(2);
  });
});
