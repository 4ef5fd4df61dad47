import { DEFAULT_LIMITS, type Context, type DenseTensor, type Graph } from '@brine/core';
import { createHost } from '@brine/core/host';
import { GraphBuilder } from '@brine/graph';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { failure, NAMES, open, sidecar, source, tensorOf } from '../../test/fixtures.js';
import { engine } from './engine.js';
import { loadRuntime, NODE, type Runtime } from './runtime.js';

const context: Context = createHost([]).context();
const RUNS = NAMES.filter((name) => sidecar(name).outputs);

const graphOf = async (name: string): Promise<Graph> => (await open(source(name))).view('graph');

function closeTo(actual: DenseTensor, expected: DenseTensor): void {
  expect({ dtype: actual.dtype, shape: actual.shape }).toEqual({ dtype: expected.dtype, shape: expected.shape });
  if (!actual.dtype.startsWith('float')) {
    expect(actual.data).toEqual(expected.data);
    return;
  }
  // Another processor may round another way.
  const wrong = (expected.data as Float64Array).findIndex((value, i) => {
    const given = actual.data[i] as number;
    return !Object.is(given, value) && !(Math.abs(given - value) <= 1e-6 * Math.abs(value));
  });
  expect(wrong).toBe(-1);
}

/** A graph of one operator on X. */
function unary(dtype: 'float64' | 'float16' | 'str' | 'bool', opType = 'Identity'): Graph {
  const g = new GraphBuilder('g');
  g.output('Y', g.op(opType, [g.input('X', dtype, [null, 2])]));
  return g.build();
}

describe('the engine', () => {
  it.each(RUNS)('%s gives what onnxruntime gave to Python', async (name) => {
    const graph = await graphOf(name);
    expect(await engine.supports(graph)).toBe(true);
    const session = await engine.load(graph, context, {});
    const { inputs = {}, outputs = {} } = sidecar(name);
    const results = await session.run(
      Object.fromEntries(Object.entries(inputs).map(([key, array]) => [key, tensorOf(array)])),
    );
    expect(Object.keys(results)).toEqual(session.outputs.map(({ name }) => name));
    for (const [key, expected] of Object.entries(outputs)) closeTo(results[key]!, tensorOf(expected));
    await session.close();
  });

  it('computes in double, exactly', async () => {
    const session = await engine.load(await graphOf('trees'), context, { threads: 1 });
    const { inputs, outputs } = sidecar('trees');
    expect((await session.run({ X: tensorOf(inputs!['X']!) }))['Y']).toEqual(tensorOf(outputs!['Y']!));
  });

  it('takes and gives each dtype as it is', async () => {
    const run = async (graph: Graph, data: DenseTensor['data']) => {
      const session = await engine.load(graph, context, {});
      const X: DenseTensor = { dtype: graph.inputs[0]!.dtype, shape: [1, 2], data };
      return (await session.run({ X }))['Y'];
    };
    expect(await run(unary('str'), ['é', ''])).toEqual({ dtype: 'str', shape: [1, 2], data: ['é', ''] });
    expect(await run(unary('bool', 'Not'), Uint8Array.of(1, 0))).toEqual({
      dtype: 'bool',
      shape: [1, 2],
      data: Uint8Array.of(0, 1),
    });
    const half = await run(unary('float16'), Uint16Array.of(0x3c00, 0xfc00));
    expect(half).toEqual({ dtype: 'float16', shape: [1, 2], data: Uint16Array.of(0x3c00, 0xfc00) });
  });

  it('takes a view into a larger buffer, no rows at all, and runs side by side', async () => {
    const session = await engine.load(unary('float64', 'Neg'), context, {});
    const view = Float64Array.of(9, 1, 2, 9).subarray(1, 3);
    const empty: DenseTensor = { dtype: 'float64', shape: [0, 2], data: new Float64Array(0) };
    const [one, none] = await Promise.all([
      session.run({ X: { dtype: 'float64', shape: [1, 2], data: view } }),
      session.run({ X: empty }),
    ]);
    expect(one['Y']!.data).toEqual(Float64Array.of(-1, -2));
    expect(none['Y']).toEqual(empty);
  });

  it('gives only the outputs that are wanted', async () => {
    const session = await engine.load(await graphOf('strings'), context, {});
    const S: DenseTensor = { dtype: 'str', shape: [1, 1], data: ['a'] };
    expect(await session.run({ S }, ['codes'])).toEqual({
      codes: { dtype: 'int64', shape: [1, 1], data: BigInt64Array.of(0n) },
    });
  });

  it.each<[string, Record<string, DenseTensor>, string[] | undefined, string]>([
    ['an input that is missing', {}, undefined, 'The input "X" is missing'],
    ['an input too many', { X: rows(1), Z: rows(1) }, undefined, 'The model has no input "Z"'],
    ['an unknown output', { X: rows(1) }, ['Z'], 'The model has no output "Z"'],
    [
      'another width',
      { X: { dtype: 'float64', shape: [1, 1], data: new Float64Array(1) } },
      undefined,
      'has the shape [?, 2], not [1, 1]',
    ],
    [
      'another rank',
      { X: { dtype: 'float64', shape: [2], data: new Float64Array(2) } },
      undefined,
      'has the shape [?, 2], not [2]',
    ],
    [
      'another dtype',
      { X: { dtype: 'float32', shape: [1, 2], data: new Float32Array(2) } },
      undefined,
      'is float64, not float32',
    ],
  ])('refuses %s', async (_, feeds, outputs, message) => {
    const session = await engine.load(unary('float64'), context, {});
    const error = await failure(() => session.run(feeds, outputs));
    expect(error).toMatchObject({ code: 'BRINE-ONNX-FEEDS', fault: 'option' });
    expect(error.message).toContain(message);
  });

  it('says what ONNX Runtime says of a model that it refuses, and of a run that fails', async () => {
    const graph = unary('float64');
    const nodes = [{ ...graph.nodes[0]!, opType: 'Erf' }];
    const refused = await failure(() => engine.load({ ...graph, nodes }, context, {}));
    expect(refused).toMatchObject({ code: 'BRINE-ONNX-SESSION', fault: 'unsupported' });
    expect(refused.message).toContain('Erf');

    const g = new GraphBuilder('g');
    g.output('Y', g.op('Reshape', [g.input('X', 'float64', [null]), g.ints([7])]));
    const session = await engine.load(g.build(), context, {});
    const failed = await failure(() => session.run({ X: { dtype: 'float64', shape: [2], data: new Float64Array(2) } }));
    expect(failed).toMatchObject({ code: 'BRINE-ONNX-RUN', fault: 'unsupported' });
  });

  it('stops when it is aborted before it starts', async () => {
    const aborted: Context = { ...context, limits: DEFAULT_LIMITS, signal: AbortSignal.abort() };
    await expect(engine.load(unary('float64'), aborted, {})).rejects.toThrow('aborted');
  });
});

function rows(count: number): DenseTensor {
  return { dtype: 'float64', shape: [count, 2], data: new Float64Array(2 * count) };
}

describe('supports', () => {
  it.each([
    ['a newer opset', { opsets: { '': 99 } }, ['opset 99 of ai.onnx is newer than 26']],
    ['another domain', { nodes: [node('Magic', 'my.domain')] }, ['the operator my.domain.Magic is not known']],
    ['an operator without any kernel', { nodes: [node('ImageDecoder', '')] }, ['it has no kernel for ImageDecoder']],
    [
      'a sequence',
      {
        outputs: [
          {
            name: 'Y',
            dtype: 'object',
            shape: null,
            type: { kind: 'sequence', element: { kind: 'tensor', dtype: 'float32', shape: null } },
          },
        ],
      },
      ['the output Y is a sequence, which its JavaScript interface does not give'],
    ],
    [
      'a dtype that no JavaScript tensor has',
      { inputs: [{ name: 'X', dtype: 'bfloat16', shape: null }] },
      ['X is bfloat16, which its JavaScript tensors do not hold'],
    ],
  ] as [string, Partial<Graph>, string[]][])('not %s', async (_, change, reasons) => {
    expect(await engine.supports({ ...unary('float64'), ...change })).toEqual(reasons);
  });

  it('looks into subgraphs and knows functions', async () => {
    const graph = await graphOf('control');
    const inner = { ...unary('float64'), nodes: [node('Magic', 'x')] };
    const [first, ...others] = graph.nodes;
    const changed = { ...first!, attributes: { body: { type: 'graph', value: inner } } } as Graph['nodes'][0];
    expect(await engine.supports({ ...graph, nodes: [changed, ...others] })).toEqual([
      'the operator x.Magic is not known',
    ]);
    expect(await engine.supports(await graphOf('functions'))).toBe(true);
  });
});

function node(opType: string, domain: string): Graph['nodes'][0] {
  return { opType, domain, name: '', inputs: ['X'], outputs: ['Y'], attributes: {} };
}

describe('without onnxruntime-node', () => {
  const fails = (code: string, message: string) => () =>
    Promise.reject<Runtime>(Object.assign(new Error(message), { code }));

  // Found once, it is remembered: these run in a module of their own.
  let fresh: typeof loadRuntime;
  beforeAll(async () => {
    vi.resetModules();
    ({ loadRuntime: fresh } = await import('./runtime.js'));
  });

  it('says how to install it, and how without CUDA', async () => {
    const error = await failure(() =>
      fresh(NODE, fails('ERR_MODULE_NOT_FOUND', "Cannot find package 'onnxruntime-node' imported from x")),
    );
    expect(error).toMatchObject({ code: 'BRINE-ONNX-ENGINE', fault: 'unsupported' });
    expect(error.message).toContain('not installed');
    expect(error.hint).toContain('npm install onnxruntime-node');
    expect(error.hint).toContain('ONNXRUNTIME_NODE_INSTALL=skip');
  });

  it('tells one that cannot be loaded from one that is absent, and tries again', async () => {
    const error = await failure(() =>
      fresh(NODE, fails('MODULE_NOT_FOUND', "Cannot find module '../bin/napi-v6/x/onnxruntime_binding.node'")),
    );
    expect(error.message).toContain('cannot be loaded: Cannot find module');
    expect(await fresh()).toHaveProperty('InferenceSession');
  });

  it('quiets its warnings, and leaves a level that someone chose', async () => {
    expect((await loadRuntime()).env.logLevel).toBe('error');
  });
});
