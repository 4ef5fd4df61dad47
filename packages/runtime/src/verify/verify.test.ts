import type { Context, DenseTensor, EnginePlugin, Graph, NumericData, Port, Program } from '@brine/core';
import { createHost } from '@brine/core/host';
import { describe, expect, it } from 'vitest';
import { sampleRows } from './rows.js';
import { verify } from './verify.js';

/** An engine that computes what the graph's metadata says of each number. */
function engine(
  id: string,
  compute: (graph: Graph, x: number) => number,
  supports: true | string[] = true,
): EnginePlugin {
  return {
    descriptor: { contract: 1, kind: 'engine', id, title: id, package: id, version: '1.0.0', rank: 1 },
    load: () =>
      Promise.resolve({
        supports: () => supports,
        load: (graph: Graph) =>
          Promise.resolve({
            inputs: graph.inputs,
            outputs: graph.outputs,
            run: (feeds) => {
              const { shape, data } = feeds.x!;
              const { dtype } = graph.outputs[0]!;
              const numbers = Array.from(data as Float64Array, (x) => compute(graph, x));
              const made: NumericData =
                dtype === 'int64' ? BigInt64Array.from(numbers, BigInt) : Float64Array.from(numbers);
              return Promise.resolve({ y: { dtype, shape, data: made } satisfies DenseTensor });
            },
            close: () => Promise.resolve(),
          }),
      }),
  };
}

function program(factor: number, { dtype = 'float64' as Port['dtype'], width = 2 } = {}): Program {
  const x: Port = { name: 'x', dtype: 'float64', shape: [null, width] };
  const y: Port = { name: 'y', dtype, shape: [null, width] };
  const graph: Graph = {
    name: 'g',
    opsets: { '': 21 },
    inputs: [x],
    outputs: [y],
    initializers: [],
    nodes: [],
    metadata: { factor: String(factor) },
  };
  return { name: 'm', inputs: [x], outputs: [y], stages: [{ kind: 'graph', graph }], methods: { predict: ['y'] } };
}

const context: Context = createHost([]).context({});
const factor = (graph: Graph) => Number(graph.metadata.factor);
const exact = engine('exact', (graph, x) => x * factor(graph));

describe('verify', () => {
  it('agrees where every engine gives what the model gives', async () => {
    const found = await verify(program(3), program(3), { engines: [exact], context });
    expect(found).toMatchObject({ rows: 200, reference: 'exact', agrees: true });
    expect(found.engines[0]!.outputs).toMatchObject([{ output: 'predict', largest: 0, agrees: true }]);
  });

  it('names the engine, the output, the row and the size of a difference', async () => {
    const off = engine('off', (graph, x) => (x === 4 ? x + 1e-9 : x) * factor(graph));
    const rows = [
      [1, 2],
      [8, 4],
    ];
    const found = await verify(program(3), program(3), { engines: [exact, off], context, rows });
    expect(found.agrees).toBe(false);
    const [output] = found.engines[1]!.outputs;
    expect(output).toMatchObject({ row: 1, agrees: false });
    expect(output!.largest).toBeCloseTo(1e-9 / 4, 16);
  });

  it.each([
    ['a number that is none', () => NaN],
    ['an infinity', () => Infinity],
  ])('never takes %s for rounding', async (_, compute) => {
    const found = await verify(program(1), program(1), {
      engines: [exact, engine('off', compute)],
      context,
      rows: [[1, 2]],
    });
    expect(found.engines[1]!.outputs[0]!.largest).toBe(Infinity);
    expect(found.agrees).toBe(false);
  });

  it('counts rows of other labels', async () => {
    const off = engine('off', (_, x) => (x > 2 ? 0 : x));
    const labels = { dtype: 'int64' as const };
    const found = await verify(program(1, labels), program(1, labels), {
      engines: [exact, off],
      context,
      rows: [
        [1, 2],
        [3, 4],
        [5, 1],
      ],
    });
    expect(found.engines[1]!.outputs[0]).toMatchObject({ otherLabels: 2, row: 1, agrees: false });
  });

  it('says why an engine was not tried, and is content with none only when another ran', async () => {
    const lacking = engine('lacking', () => 0, ['no operator Foo']);
    const found = await verify(program(1), program(1), { engines: [exact, lacking], context });
    expect(found.agrees).toBe(true);
    expect(found.engines[1]!.refusal).toContain('no operator Foo');
    await expect(verify(program(1), program(1), { engines: [lacking], context })).rejects.toMatchObject({
      fault: 'unsupported',
    });
  });
});

describe('sampleRows', () => {
  it('meets thresholds exactly and between the places that the model knows, and is the same every time', () => {
    const tree = program(1);
    const graph = (tree.stages[0] as { graph: Graph }).graph;
    const withTree: Program = {
      ...tree,
      stages: [
        {
          kind: 'graph',
          graph: {
            ...graph,
            initializers: [
              { name: 'c', tensor: { dtype: 'float64', shape: [2, 2], data: Float64Array.of(0, 700, 0, 710) } },
            ],
            nodes: [
              {
                opType: 'TreeEnsembleRegressor',
                domain: 'ai.onnx.ml',
                name: 't',
                inputs: ['x'],
                outputs: ['y'],
                attributes: {
                  nodes_featureids: { type: 'ints', value: [0n] },
                  nodes_values: { type: 'floats', value: [0.123] },
                },
              },
            ],
          },
        },
      ],
    };
    const { x } = sampleRows(withTree, 100);
    const numbers = Array.from(x!.data as Float64Array);
    const column = (k: number) => numbers.filter((_, i) => i % 2 === k);
    expect(column(0)).toContain(0.123);
    expect(column(1).filter((n) => n > 699 && n < 711).length).toBeGreaterThan(80);
    expect(sampleRows(withTree, 100)).toEqual({ x });
    expect(sampleRows(withTree, 100, 2)).not.toEqual({ x });
  });

  it('makes text of the words that the model knows', () => {
    const x: Port = { name: 'x', dtype: 'str', shape: [null] };
    const text: Program = {
      ...program(1),
      inputs: [x],
      stages: [
        {
          kind: 'text',
          inputs: [x],
          outputs: [],
          description: { kind: 'test.words', parameters: { vocabulary: { good: 0, bad: 1 } } },
          run: () => Promise.resolve({}),
        },
      ],
    };
    const words = new Set((sampleRows(text, 50).x!.data as string[]).flatMap((line) => line.split(' ')));
    expect([...words]).toEqual(expect.arrayContaining(['good', 'bad']));
  });

  it('makes records, lists of names and lists of pairs where rows are no table', () => {
    const x = { name: 'x', dtype: 'str', shape: [null], json: true } as const;
    const description = { kind: 'test.words', parameters: { vocabulary: ['city=Oslo', 'age'] } };
    const stage = { kind: 'text', inputs: [x], outputs: [], description, run: () => Promise.resolve({}) } as const;
    const feeds = sampleRows({ ...program(1), inputs: [x], stages: [stage] }, 100);
    const rows = (feeds.x!.data as string[]).map((row) => JSON.parse(row) as unknown);
    expect(rows).toContainEqual(expect.objectContaining({ city: 'Oslo', age: expect.any(Number) as unknown }));
    expect(rows).toContainEqual(expect.arrayContaining(['city=Oslo', 'age']));
    expect(rows).toContainEqual(expect.arrayContaining([['city', 'Oslo']]));
  });
});
