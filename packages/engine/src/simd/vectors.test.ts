import { DEFAULT_LIMITS, type DenseTensor, type Graph, type GraphNode } from '@brine/core';
import { afterEach, expect, test, vi } from 'vitest';
import { BINARY } from './binary.gen.js';
import { hasVectors, makeVectors } from './vectors.js';

type Made = 'float32' | 'float64';
const ARRAYS = { float32: Float32Array, float64: Float64Array };

let seed = 1;
function random(): number {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff;
  return seed / 2 ** 31 - 0.5;
}

function tensor(dtype: Made, shape: readonly number[], value: () => number = random): DenseTensor {
  const data = new ARRAYS[dtype](shape.reduce((size, length) => size * length, 1)).map(value);
  return { dtype, shape, data };
}

function graphOf(
  dtype: Made,
  node: Omit<GraphNode, 'domain' | 'name' | 'outputs'>,
  weights: readonly DenseTensor[],
): Graph {
  return {
    name: 'test',
    opsets: { '': 17 },
    inputs: [{ name: 'x', dtype, shape: null }],
    outputs: [{ name: 'y', dtype, shape: null }],
    initializers: weights.map((weight, i) => ({ name: `w${i}`, tensor: weight })),
    nodes: [{ domain: '', name: 'node', outputs: ['y'], ...node }],
    metadata: {},
  };
}

/** The output of a graph by a fresh engine: with WebAssembly, and without. */
async function both(graph: Graph, x: DenseTensor, limits = DEFAULT_LIMITS): Promise<readonly ArrayLike<number>[]> {
  const results: ArrayLike<number>[] = [];
  for (const forbidden of [false, true]) {
    vi.resetModules();
    if (forbidden) vi.stubGlobal('WebAssembly', undefined);
    const { planGraph } = await import('../plan/plan.js');
    const { typeAsIs } = await import('../plan/types.js');
    const { createRunner } = await import('../session.js');
    const runner = createRunner(graph, planGraph(typeAsIs(graph, new Set()), limits));
    results.push(runner.run({ x })['y']!.data as Float64Array);
    runner.close();
    vi.unstubAllGlobals();
  }
  return results;
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/**
 * Where vectors were used, float64 is the same, and float32 differs by what each of `k` additions rounds off: a sum wanders to about
 * the root of `k`, and so does its error.
 */
function compare([fast, slow]: readonly ArrayLike<number>[], dtype: Made, k: number): void {
  if (dtype === 'float64') return expect(fast).toEqual(slow);
  expect(fast!.length).toBe(slow!.length);
  const worst = Array.from(slow!, (value, i) => Math.abs(fast![i]! - value)).reduce((a, b) => Math.max(a, b), 0);
  expect(worst).toBeLessThan(1e-6 + (k * 2 ** -24) / 4);
}

const SIZES = [
  [1, 300, 300],
  [3, 64, 17],
  [130, 33, 9],
  [2, 5000, 3],
] as const;

const WINDOWS: readonly [image: number[], filters: number[], lists: Readonly<Record<string, number[]>>][] = [
  [[2, 3, 20, 19], [8, 3, 3, 3], { pads: [1, 1, 1, 1] }],
  [[1, 4, 33, 9], [6, 2, 3, 2], { strides: [2, 1], dilations: [1, 2], pads: [0, 2, 1, 0] }],
  [[1, 5, 7, 7], [5, 1, 7, 7], { pads: [3, 3, 3, 3] }],
  [[3, 2, 1000], [4, 2, 5], {}],
  [[1, 64, 5, 6, 4], [70, 64, 2, 3, 2], { strides: [1, 2, 1] }],
];

for (const dtype of ['float64', 'float32'] as const) {
  test.each(SIZES)(`products of %i rows, %i by %i, in ${dtype}`, async (m, k, n) => {
    const half = (): number => Math.max(0, random());
    const weights = [tensor(dtype, [k, n]), tensor(dtype, [n])];
    const node = { opType: 'MatMul', inputs: ['x', 'w0'], attributes: {} };
    compare(await both(graphOf(dtype, node, weights.slice(0, 1)), tensor(dtype, [2, m, k], half)), dtype, k);
    const turned = { transA: { type: 'int', value: 1n }, transB: { type: 'int', value: 1n } } as const;
    const gemm = { opType: 'Gemm', inputs: ['x', 'w0', 'w1'], attributes: turned };
    compare(await both(graphOf(dtype, gemm, [tensor(dtype, [n, k]), weights[1]!]), tensor(dtype, [k, m])), dtype, k);
  });

  test.each(WINDOWS)(`convolutions of %j by %j, %j, in ${dtype}`, async (image, filters, lists) => {
    const attributes = Object.fromEntries(
      Object.entries(lists).map(([name, list]) => [
        name,
        { type: 'ints' as const, value: BigInt64Array.from(list, BigInt) },
      ]),
    );
    const group = { type: 'int' as const, value: BigInt(image[1]! / filters[1]!) };
    const node = { opType: 'Conv', inputs: ['x', 'w0', 'w1'], attributes: { ...attributes, group } };
    const weights = [tensor(dtype, filters), tensor(dtype, filters.slice(0, 1))];
    const length = filters.slice(1).reduce((size, axis) => size * axis, 1);
    const graph = graphOf(dtype, node, weights);
    compare(await both(graph, tensor(dtype, image)), dtype, length);
    const conv = { ...graph.nodes[0]!, outputs: ['c'] };
    const rest = { domain: '', name: 'relu', opType: 'Relu', inputs: ['c'], outputs: ['y'], attributes: {} };
    compare(await both({ ...graph, nodes: [conv, rest] }, tensor(dtype, image)), dtype, length);
  });

  test.each<[number[], Readonly<Record<string, number[]>>]>([
    [[2, 3, 9, 10], { kernel_shape: [2, 2], strides: [2, 2] }],
    [[1, 2, 11, 13], { kernel_shape: [3, 3], strides: [1, 2] }],
    [[1, 2, 11, 13], { kernel_shape: [3, 2], strides: [2, 1], dilations: [2, 3] }],
    [[2, 700, 9], { kernel_shape: [3] }],
    [[1, 2, 8, 8], { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] }],
  ])(`the largest of windows of %j by %j in ${dtype}, zeros and NaN among them`, async (image, lists) => {
    const attributes = Object.fromEntries(
      Object.entries(lists).map(([name, list]) => [
        name,
        { type: 'ints' as const, value: BigInt64Array.from(list, BigInt) },
      ]),
    );
    const graph = graphOf(dtype, { opType: 'MaxPool', inputs: ['x'], attributes }, []);
    const odd = [NaN, 0, -0, -Infinity];
    const [fast, slow] = await both(
      graph,
      tensor(dtype, image, () => (random() > 0.2 ? odd[Math.floor(random() * 8) & 3]! : random())),
    );
    expect(fast).toEqual(slow);
  });

  test(`what follows a product is done with it in ${dtype}, and is the same by itself`, async () => {
    const weights = [tensor(dtype, [40, 21]), tensor(dtype, [21])];
    const node = (opType: string, inputs: string[], output: string): GraphNode => {
      return { domain: '', name: output, opType, inputs, outputs: [output], attributes: {} };
    };
    const nodes = [node('MatMul', ['x', 'w0'], 'm'), node('Add', ['w1', 'm'], 'a'), node('Relu', ['a'], 'y')];
    const graph = { ...graphOf(dtype, nodes[0]!, weights), nodes };
    const ports = graph.outputs[0]!;
    // A second reader of each value: nothing is absorbed.
    const apart = { ...graph, outputs: [ports, { ...ports, name: 'm' }, { ...ports, name: 'a' }] };
    const x = tensor(dtype, [5, 40]);
    const [whole, parts] = [await both(graph, x), await both(apart, x)];
    expect(whole[0]).toEqual(parts[0]);
    compare(whole, dtype, 40);
    expect(Array.from(whole[0]!).filter((value) => value === 0).length).toBeGreaterThan(10);
  });

  test.each<[string, number, Readonly<Record<string, number>>, string]>([
    ['RNN', 1, {}, 'forward'],
    ['GRU', 3, {}, 'reverse'],
    ['GRU', 3, { linear_before_reset: 1 }, 'bidirectional'],
    ['LSTM', 4, {}, 'bidirectional'],
    ['LSTM', 4, { input_forget: 1, layout: 1 }, 'forward'],
  ])(`%s of %i gates, %j, %s, in ${dtype}`, async (opType, gates, flags, direction) => {
    const count = direction === 'bidirectional' ? 2 : 1;
    const [hidden, width, steps, batch] = [7, 5, 6, 70];
    const weights = [
      tensor(dtype, [count, gates * hidden, width]),
      tensor(dtype, [count, gates * hidden, hidden]),
      tensor(dtype, [count, 2 * gates * hidden]),
    ];
    const integers = Object.entries({ ...flags, hidden_size: hidden }).map(
      ([name, value]) => [name, { type: 'int' as const, value: BigInt(value) }] as const,
    );
    const attributes = { ...Object.fromEntries(integers), direction: { type: 'string' as const, value: direction } };
    const graph = graphOf(dtype, { opType, inputs: ['x', 'w0', 'w1', 'w2', 'ends'], attributes }, weights);
    const ends = Int32Array.from({ length: batch }, (_, i) => i % (steps + 1));
    const initializers = [
      ...graph.initializers,
      { name: 'ends', tensor: { dtype: 'int32', shape: [batch], data: ends } as DenseTensor },
    ];
    const x = tensor(dtype, flags['layout'] ? [batch, steps, width] : [steps, batch, width]);
    compare(await both({ ...graph, initializers }, x), dtype, hidden);
  });

  test(`0 times what is not finite is not 0 in ${dtype}`, async () => {
    let i = 0;
    const weights = tensor(dtype, [64, 16], () => [1, 2, Infinity, NaN][i++ % 4]!);
    const node = { opType: 'MatMul', inputs: ['x', 'w0'], attributes: {} };
    const results = await both(
      graphOf(dtype, node, [weights]),
      tensor(dtype, [1, 64], () => 0),
    );
    for (const result of results) expect([...Array.from(result).slice(0, 4)]).toEqual([0, 0, NaN, NaN]);
  });
}

test.each(['sigmoid', 'tanh'] as const)('%s is within 4 units of the last place, and changes nothing else', (curve) => {
  const vectors = makeVectors(DEFAULT_LIMITS)!;
  const f = { sigmoid: (x: number) => 1 / (1 + Math.exp(-x)), tanh: Math.tanh }[curve];
  const scales = [1e-30, 1e-6, 0.01, 0.3, 1, 5, 20, 90, 1e30];
  const given = Float32Array.from({ length: 90_001 }, (_, i) => 2 * random() * scales[i % scales.length]!);
  given.set([NaN, Infinity, -Infinity, 0]);
  const at = vectors.keep(4 * given.length + 16)!;
  const memory = vectors.elements('float32');
  memory.set([...given, 7, 8, 9], at / 4);
  vectors.curve(curve, at, given.length);
  const made = memory.subarray(at / 4, at / 4 + given.length + 3);
  expect(Array.from(made.slice(-3))).toEqual([7, 8, 9]);
  expect(Array.from(made.slice(0, 4))).toEqual([NaN, f(Infinity), expect.closeTo(f(-Infinity), 30), f(0)]);
  const wrong = Array.from(given, (x, i) => [x, made[i]!, f(x)] as const).filter(
    ([, ours, exact]) => Math.abs(ours - exact) > 2 ** -22 * Math.abs(exact) + 2e-38,
  );
  expect(wrong.slice(0, 4)).toEqual([]);
});

test('JavaScript does what the limit leaves no room for', async () => {
  const node = { opType: 'MatMul', inputs: ['x', 'w0'], attributes: {} };
  const graph = graphOf('float64', node, [tensor('float64', [300, 300])]);
  compare(await both(graph, tensor('float64', [1, 300]), { ...DEFAULT_LIMITS, bytes: 100_000 }), 'float64', 300);
  const limits = { ...DEFAULT_LIMITS, bytes: 140_000 };
  const hidden = 40;
  const weights = [tensor('float64', [1, 4 * hidden, 3]), tensor('float64', [1, 4 * hidden, hidden])];
  const attributes = { hidden_size: { type: 'int', value: BigInt(hidden) } } as const;
  const recurrent = graphOf('float64', { opType: 'LSTM', inputs: ['x', 'w0', 'w1'], attributes }, weights);
  compare(await both(recurrent, tensor('float64', [4, 65, 3]), limits), 'float64', hidden);
  const conv = { opType: 'Conv', inputs: ['x', 'w0'], attributes: {} };
  const image = graphOf('float64', conv, [tensor('float64', [2, 1, 3, 3])]);
  compare(await both(image, tensor('float64', [1, 1, 80, 80]), limits), 'float64', 9);
});

test('there are vectors in Node.js, and none where a policy forbids them', async () => {
  expect(makeVectors(DEFAULT_LIMITS)).toBeDefined();
  expect(hasVectors()).toBe(true);
  vi.resetModules();
  const Module = function () {
    throw new Error('Wasm code generation disallowed by embedder');
  };
  vi.stubGlobal('WebAssembly', { Module });
  const fresh = await import('./vectors.js');
  expect(fresh.makeVectors(DEFAULT_LIMITS)).toBeUndefined();
  expect(fresh.hasVectors()).toBe(false);
});

test('memory is kept within the limit, and constants stay where they are', () => {
  const vectors = makeVectors({ ...DEFAULT_LIMITS, bytes: 200_000 })!;
  const at = vectors.keep(100)!;
  vectors.elements('float64')[at / 8] = 7;
  expect(vectors.scratch(150_000)).toBe(at + 128);
  expect(vectors.elements('float64')[at / 8]).toBe(7);
  expect(vectors.scratch(300_000)).toBeUndefined();
  expect(vectors.elements('float64').length * 8).toBeLessThan(200_000);
});

test('pages compile it while they load: under 4 KB', () => {
  expect(atob(BINARY).length).toBeLessThan(4096);
});
