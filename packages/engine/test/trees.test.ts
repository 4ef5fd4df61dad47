import { bigintsOf, type Graph, type IntList } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { engine } from '../src/index.js';
import { type Case, context, distance, graphOf, runBoth } from './peer.js';

let state = 7;
const random = (): number => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;

interface Options {
  readonly trees: number;
  readonly depth: number;
  readonly targets: number;
  readonly rows: number;
  readonly dtype?: 'float64' | 'float32';
  readonly mode?: number;
  readonly missing?: boolean;
  readonly aggregate?: number;
}

const FEATURES = 4;

/** Trees of uneven depth whose splits are among the rows' own numbers, so that equality is met. */
function ensemble({ trees, depth, targets, rows, dtype = 'float64', mode = 0, ...more }: Options): Case {
  const grid = () => Math.floor(random() * 9) / 2 - 2;
  const node = {
    features: [] as number[],
    splits: [] as number[],
    yes: [] as number[],
    no: [] as number[],
    yesIsLeaf: [] as number[],
    noIsLeaf: [] as number[],
    missing: [] as number[],
  };
  const leaf = { targets: [] as number[], weights: [] as number[] };
  const grow = (level: number): { at: number; isLeaf: number } => {
    if (level > 0 && (level === depth || random() < 0.2)) {
      leaf.targets.push(Math.floor(random() * targets));
      return { at: leaf.weights.push(random() - 0.5) - 1, isLeaf: 1 };
    }
    const at = node.features.push(Math.floor(random() * FEATURES)) - 1;
    node.splits.push(grid());
    node.missing.push(more.missing && random() < 0.5 ? 1 : 0);
    for (const of of [node.yes, node.no, node.yesIsLeaf, node.noIsLeaf]) of.push(0);
    const [yes, no] = [grow(level + 1), grow(level + 1)];
    [node.yes[at], node.yesIsLeaf[at], node.no[at], node.noIsLeaf[at]] = [yes.at, yes.isLeaf, no.at, no.isLeaf];
    return { at, isLeaf: 0 };
  };
  const roots = Array.from({ length: trees }, () => grow(0).at);
  const floats = (data: readonly number[]) => ({
    dtype,
    shape: [data.length],
    data: dtype === 'float64' ? Float64Array.from(data) : Float32Array.from(data),
  });
  return {
    op: 'TreeEnsemble',
    domain: 'ai.onnx.ml',
    inputs: [
      {
        dtype,
        shape: [rows, FEATURES],
        data: Array.from({ length: rows * FEATURES }, () => (more.missing && random() < 0.2 ? NaN : grid())),
      },
    ],
    attributes: {
      n_targets: targets,
      aggregate_function: more.aggregate ?? 1,
      tree_roots: roots,
      nodes_featureids: node.features,
      nodes_modes: { dtype: 'uint8', shape: [node.splits.length], data: new Uint8Array(node.splits.length).fill(mode) },
      nodes_splits: floats(node.splits),
      nodes_truenodeids: node.yes,
      nodes_falsenodeids: node.no,
      nodes_trueleafs: node.yesIsLeaf,
      nodes_falseleafs: node.noIsLeaf,
      ...(more.missing ? { nodes_missing_value_tracks_true: node.missing } : {}),
      leaf_targetids: leaf.targets,
      leaf_weights: floats(leaf.weights),
    },
  };
}

const base = { trees: 11, depth: 6, targets: 3, rows: 23 };

describe('TreeEnsemble agrees with ONNX Runtime', () => {
  it.each<[string, Options, number]>([
    ['one row', { ...base, rows: 1 }, 1e-15],
    ['seven rows', { ...base, rows: 7 }, 1e-15],
    ['more rows than go together', { ...base, rows: 1030 }, 1e-15],
    ['one tree', { ...base, trees: 1 }, 0],
    ['a target for each', { ...base, targets: 1 }, 1e-15],
    ['float32', { ...base, dtype: 'float32' }, 5e-7],
    ...[1, 2, 3, 4, 5].map((mode): [string, Options, number] => [`comparison ${mode}`, { ...base, mode }, 1e-15]),
    ['missing values', { ...base, missing: true }, 1e-15],
    ...[0, 2, 3].map((aggregate): [string, Options, number] => [
      `aggregate ${aggregate}`,
      { ...base, targets: 1, aggregate },
      1e-15,
    ]),
  ])('%s', async (_, options, tolerance) => {
    const { graph, feeds } = graphOf(ensemble(options));
    const [ours, theirs] = await runBoth(graph, feeds);
    expect(distance(ours['y0']!, theirs['y0']!)).toBeLessThanOrEqual(tolerance);
  });

  it('and refuses nodes that two share, or that are not there', async () => {
    for (const [name, value] of [
      ['nodes_truenodeids', 0],
      ['nodes_falsenodeids', 99],
    ] as const) {
      const one = ensemble({ ...base, trees: 1, depth: 2 });
      const ids = one.attributes![name] as number[];
      const flags = one.attributes![name.replace('nodeids', 'leafs')] as number[];
      [ids[0], flags[0]] = [value, 0];
      const { graph, feeds } = graphOf(one);
      await expect(runBoth(graph, feeds)).rejects.toMatchObject({ codec: 'brine', fault: 'option' });
    }
  });
});

const loaded = async (graph: Graph) => (await engine.load()).load(graph, context, undefined);
const deep = { ...base, trees: 5, depth: 14 };

describe('few rows go through the trees as the file has them, the others through planted ones', () => {
  it.each<[string, Options]>([
    ['missing values', { ...deep, missing: true }],
    ['float32', { ...deep, dtype: 'float32' }],
    ...[0, 1, 2, 3, 4, 5].map((mode): [string, Options] => [`comparison ${mode}`, { ...deep, mode }]),
  ])('%s: to the same bit', async (_, options) => {
    const { graph, feeds } = graphOf(ensemble({ ...options, rows: 300 }));
    const rows = feeds['x0']!;
    const all = (await (await loaded(graph)).run(feeds))['y0']!;
    const session = await loaded(graph);
    for (let row = 0; row < 300; row++) {
      const data = (rows.data as Float64Array).slice(row * FEATURES, (row + 1) * FEATURES);
      const one = (await session.run({ x0: { ...rows, shape: [1, FEATURES], data } }))['y0']!;
      expect(one.data).toEqual((all.data as Float64Array).slice(row * options.targets, (row + 1) * options.targets));
    }
  });
});

describe('trees whose ints are narrow, as a converter makes them', () => {
  const FLAGS = new Set(['nodes_trueleafs', 'nodes_falseleafs', 'nodes_missing_value_tracks_true']);
  const held = (graph: Graph, hold: (name: string, values: bigint[]) => IntList): Graph => ({
    ...graph,
    nodes: graph.nodes.map((node) => {
      const lists = Object.entries(node.attributes).map(([name, attribute]) =>
        attribute.type === 'ints'
          ? [name, { ...attribute, value: hold(name, bigintsOf(attribute.value)) }]
          : [name, attribute],
      );
      return { ...node, attributes: Object.fromEntries(lists) as typeof node.attributes };
    }),
  });

  it.each([1, 300])('%i rows: to the same bit', async (count) => {
    const { graph, feeds } = graphOf(ensemble({ ...deep, rows: count, missing: true }));
    const wide = held(graph, (_, values) => BigInt64Array.from(values));
    const narrow = held(graph, (name, values) => {
      const numbers = values.map(Number);
      return FLAGS.has(name) ? Uint8Array.from(numbers) : Int32Array.from(numbers);
    });
    const [a, b] = [await (await loaded(wide)).run(feeds), await (await loaded(narrow)).run(feeds)];
    expect(b).toEqual(a);
  });
});
