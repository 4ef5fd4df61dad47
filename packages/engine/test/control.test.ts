import { type DenseTensor, type Graph, isCodecError } from '@brine/core';
import { GraphBuilder, tensor } from '@brine/graph';
import { describe, expect, it } from 'vitest';
import { engine } from '../src/index.js';
import { context, distance, runBoth } from './peer.js';

async function agree(graph: Graph, feeds: Record<string, DenseTensor>) {
  const [ours, theirs] = await runBoth(graph, feeds);
  for (const name of Object.keys(theirs)) expect(distance(ours[name]!, theirs[name]!), name).toBe(0);
  return ours;
}

const matrix = (data: readonly number[], shape: readonly number[] = [data.length]) => tensor('float64', data, shape);

/** Fibonacci's numbers: two values that change places, a sum collected each turn, and one taken from outside. */
function fibonacci(): Graph {
  const g = new GraphBuilder('loop');
  const [trips, x] = [g.input('n', 'int64', []), g.input('x', 'float64', [2])];
  const body = g.subgraph('body', (b) => {
    b.input('i', 'int64', []);
    const going = b.input('going', 'bool', []);
    const [one, two] = [b.input('one', 'float64', [2]), b.input('two', 'float64', [2])];
    const sum = b.op('Add', [b.op('Add', [one, two]), b.op('Mul', [x, b.scalar(0)])]);
    b.output('goes', b.op('Identity', [going]));
    b.output('one_next', two);
    b.output('two_next', sum);
    b.output('seen', sum);
  });
  g.ops('Loop', [trips, g.scalar(true, 'bool'), x, x], { body }, 3).forEach((value, i) => {
    g.output(`y${i}`, value);
  });
  return g.build();
}

describe('bodies', () => {
  it('that do not take and give what their node does are refused', async () => {
    const { supports } = await engine.load();
    const graph = fibonacci();
    const [loop] = graph.nodes.filter(({ opType }) => opType === 'Loop');
    const withLoop = (changed: Partial<typeof loop>) =>
      supports({ ...graph, nodes: graph.nodes.map((node) => (node === loop ? { ...node, ...changed } : node)) });
    expect(await supports(graph)).toBe(true);
    for (const changed of [{ inputs: loop!.inputs.slice(0, 3) }, { outputs: [...loop!.outputs, 'more'] }])
      expect(await withLoop(changed)).toEqual([expect.stringContaining('does not take and give what the node does')]);
  });

  it.each([0, 1, 7])('Loop, %i turns', async (n) => {
    const { y2 } = await agree(fibonacci(), { n: tensor('int64', [BigInt(n)], []), x: matrix([1, -1]) });
    if (n === 7) expect([...y2!.data].filter((_, i) => i % 2 === 0)).toEqual([2, 3, 5, 8, 13, 21, 34]);
  });

  it('Loop ends when its body says so, and its last values stay for the next run', async () => {
    const g = new GraphBuilder('until');
    const x = g.input('x', 'float64', [1]);
    const body = g.subgraph('body', (b) => {
      b.input('i', 'int64', []);
      b.input('going', 'bool', []);
      const doubled = b.op('Mul', [b.input('v', 'float64', [1]), b.scalar(2)]);
      b.output('goes', b.op('Squeeze', [b.op('Less', [doubled, b.scalar(100)])]));
      b.output('next', doubled);
    });
    g.output('y', g.op('Loop', [undefined, g.scalar(true, 'bool'), x], { body }));
    const graph = g.build();
    await agree(graph, { x: matrix([3]) });
    const session = await (await engine.load()).load(graph, context, undefined);
    for (const start of [3, 5, 3]) {
      const { y } = await session.run({ x: matrix([start]) });
      expect(y!.data[0]).toBe(start === 3 ? 192 : 160);
    }
  });

  it.each([true, false])('If, %s', async (yes) => {
    const g = new GraphBuilder('if');
    const [condition, x] = [g.input('c', 'bool', []), g.input('x', 'float64', [null])];
    const branch = (name: string, op: string) =>
      g.subgraph(name, (b) => {
        b.output(`${name}_out`, b.op(op, [x]));
      });
    g.output('y', g.op('If', [condition], { then_branch: branch('then', 'Exp'), else_branch: branch('else', 'Neg') }));
    const { y } = (await runBoth(g.build(), { c: tensor('bool', [yes], []), x: matrix([0, 1]) }))[0];
    expect(y!.data[0]).toBe(yes ? 1 : -0);
  });
});

/** Running sums of two inputs, one from its end, along an axis that is not the first; what is collected is turned too. */
function scan(attributes: Record<string, number | number[]>): Graph {
  const g = new GraphBuilder('scan');
  const [start, a, b] = [
    g.input('s', 'float32', [2]),
    g.input('a', 'float32', [2, 3]),
    g.input('b', 'float32', [3, 2]),
  ];
  const body = g.subgraph('body', (inner) => {
    const [s, x, y] = ['si', 'xi', 'yi'].map((name) => inner.input(name, 'float32', [2]));
    const sum = inner.op('Add', [s!, inner.op('Sub', [x!, y!])]);
    inner.output('next', sum);
    inner.output('seen', inner.op('Mul', [sum, x!]));
  });
  g.ops('Scan', [start, a, b], { body, num_scan_inputs: 2, ...attributes }, 2).forEach((value, i) => {
    g.output(`y${i}`, value);
  });
  return g.build();
}

describe('Scan', () => {
  it.each([
    [{ scan_input_axes: [1, 0] }],
    [{ scan_input_axes: [-1, 0], scan_input_directions: [0, 1] }],
    [{ scan_input_axes: [1, 0], scan_output_axes: [1], scan_output_directions: [1] }],
  ])('%j', async (attributes) => {
    const f32 = (data: number[], shape: number[]) => tensor('float32', data, shape);
    await agree(scan(attributes), {
      s: f32([1, -2], [2]),
      a: f32([1, 2, 3, 4, 5, 6], [2, 3]),
      b: f32([-1, 0.5, 2, 8, 1, 3], [3, 2]),
    });
  });
});

describe('a session', () => {
  const scaler = (): Graph => {
    const g = new GraphBuilder('scaler');
    const x = g.input('X', 'float64', [null, 2]);
    const scaled = g.op('Sub', [x, g.vector([1, 2])]);
    g.output('scaled', scaled);
    g.output('flat', g.op('Reshape', [scaled, g.ints([-1])]));
    g.output('constant', g.op('Add', [g.scalar(1), g.scalar(2)]));
    return g.build();
  };
  const open = async () => (await engine.load()).load(scaler(), context, undefined);

  it('gives results that the next run does not change, whatever the number of rows', async () => {
    const session = await open();
    const first = await session.run({ X: matrix([1, 2, 3, 4], [2, 2]) });
    const second = await session.run({ X: matrix([0, 0], [1, 2]) });
    expect([first['scaled'], first['flat'], second['flat'], second['constant']]).toEqual([
      matrix([0, 0, 2, 2], [2, 2]),
      matrix([0, 0, 2, 2]),
      matrix([-1, -2]),
      matrix([3], []),
    ]);
  });

  it('computes what is asked for', async () => {
    const session = await open();
    expect(Object.keys(await session.run({ X: matrix([0, 0], [1, 2]) }, ['flat']))).toEqual(['flat']);
    await expect(session.run({ X: matrix([0, 0], [1, 2]) }, ['nothing'])).rejects.toMatchObject({ fault: 'option' });
  });

  it.each<[string, Record<string, DenseTensor>, string]>([
    ['a missing input', {}, 'missing'],
    ['another dtype', { X: tensor('float32', [1, 2], [1, 2]) }, 'float64'],
    ['another width', { X: matrix([1, 2, 3], [1, 3]) }, 'shape'],
    ['too few elements', { X: matrix([1, 2], [1, 2]), Y: matrix([1]) }, 'no input "Y"'],
  ])('refuses %s', async (_, feeds, message) => {
    const error: unknown = await (await open()).run(feeds).catch((thrown: unknown) => thrown);
    expect(isCodecError(error) && [error.fault, error.message.includes(message)]).toEqual(['option', true]);
  });

  it('holds no more than the limit', async () => {
    const g = new GraphBuilder('large');
    g.output('y', g.op('Expand', [g.input('x', 'float64', [1]), g.input('shape', 'int64', [null])]));
    const limits = { ...context.limits, bytes: 1000 };
    const session = await (await engine.load()).load(g.build(), { ...context, limits }, undefined);
    await expect(session.run({ x: matrix([1]), shape: tensor('int64', [1_000_000_000_000n]) })).rejects.toMatchObject({
      fault: 'limit',
    });
  });

  it('is closed once', async () => {
    const session = await open();
    await session.close();
    await session.close();
    await expect(session.run({ X: matrix([0, 0], [1, 2]) })).rejects.toMatchObject({ fault: 'option' });
  });
});

describe('supports', () => {
  it.each<[string, Partial<Graph>, RegExp]>([
    [
      'an operator that it lacks',
      { nodes: [{ opType: 'Det', domain: '', name: '', inputs: ['x'], outputs: ['y'], attributes: {} }] },
      /no kernel for Det/,
    ],
    ['a dtype that it lacks', { inputs: [{ name: 'x', dtype: 'float16', shape: null }] }, /float16/],
    ['a newer opset', { opsets: { '': 99 } }, /opset 99/],
    ['an output that nothing makes', { nodes: [] }, /nothing makes the output y/],
  ])('names %s', async (_, change, reason) => {
    const graph: Graph = {
      name: 'g',
      opsets: { '': 21 },
      inputs: [{ name: 'x', dtype: 'float64', shape: null }],
      outputs: [{ name: 'y', dtype: 'float64', shape: null }],
      initializers: [],
      nodes: [{ opType: 'Neg', domain: '', name: '', inputs: ['x'], outputs: ['y'], attributes: {} }],
      metadata: {},
      ...change,
    };
    const found = await engine.load();
    const answer = await found.supports(graph);
    expect(answer === true ? [] : answer.filter((given) => reason.test(given))).not.toEqual([]);
    await expect(found.load(graph, context, undefined)).rejects.toMatchObject({ fault: 'unsupported' });
  });
});
