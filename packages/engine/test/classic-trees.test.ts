/** The trees of ai.onnx.ml before opset 5, which no builder makes: graphs by hand, against ONNX Runtime. */

import type { Attribute, DenseTensor, DType, Graph } from '@brine/core';
import { tensor } from '@brine/graph';
import { describe, expect, it } from 'vitest';
import { engine } from '../src/index.js';
import { distance, runBoth } from './peer.js';

let state = 11;
const random = (): number => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
const grid = (): number => Math.floor(random() * 9) / 2 - 2;

const FEATURES = 3;
const ints = (value: readonly number[]): Attribute => ({ type: 'ints', value: value.map(BigInt) });
const numbers = (value: readonly number[]): Attribute => ({ type: 'floats', value: [...value] });
const words = (value: readonly string[]): Attribute => ({ type: 'strings', value: [...value] });
const word = (value: string): Attribute => ({ type: 'string', value });

interface Options {
  readonly trees?: number;
  readonly depth?: number;
  /** Targets or classes that leaves weigh. */
  readonly targets: readonly number[];
  readonly modes?: readonly string[];
  readonly missing?: boolean;
  readonly double?: boolean;
  readonly negative?: boolean;
}

/** Trees whose leaves weigh every target. */
function trees(
  what: 'target' | 'class',
  { trees: count = 7, depth = 4, targets, modes = ['BRANCH_LEQ'], missing, double, negative = true }: Options,
): Record<string, Attribute> {
  const nodes = { tree: [], id: [], feature: [], yes: [], no: [], missing: [] } as Record<string, number[]>;
  const [kinds, values]: [string[], number[]] = [[], []];
  const leaf = { tree: [], id: [], target: [], weight: [] } as Record<string, number[]>;
  for (let tree = 0; tree < count; tree++) {
    let next = 0;
    const grow = (level: number): number => {
      const id = next++;
      const at = nodes['id']!.push(id) - 1;
      const isLeaf = level === depth || (level > 0 && random() < 0.2);
      nodes['tree']!.push(tree);
      nodes['feature']!.push(isLeaf ? 0 : Math.floor(random() * FEATURES));
      nodes['missing']!.push(missing && random() < 0.5 ? 1 : 0);
      nodes['yes']!.push(0);
      nodes['no']!.push(0);
      kinds.push(isLeaf ? 'LEAF' : modes[Math.floor(random() * modes.length)]!);
      values.push(isLeaf ? 0 : grid());
      if (isLeaf)
        for (const target of targets) {
          leaf['tree']!.push(tree);
          leaf['id']!.push(id);
          leaf['target']!.push(target);
          leaf['weight']!.push((random() - (negative ? 0.5 : 0)) / 8);
        }
      else [nodes['yes']![at], nodes['no']![at]] = [grow(level + 1), grow(level + 1)];
      return id;
    };
    grow(0);
  }
  const real = (name: string, data: number[]): Record<string, Attribute> =>
    double ? { [`${name}_as_tensor`]: { type: 'tensor', value: tensor('float64', data) } } : { [name]: numbers(data) };
  return {
    nodes_treeids: ints(nodes['tree']!),
    nodes_nodeids: ints(nodes['id']!),
    nodes_featureids: ints(nodes['feature']!),
    nodes_truenodeids: ints(nodes['yes']!),
    nodes_falsenodeids: ints(nodes['no']!),
    nodes_missing_value_tracks_true: ints(nodes['missing']!),
    nodes_modes: words(kinds),
    ...real('nodes_values', values),
    [`${what}_treeids`]: ints(leaf['tree']!),
    [`${what}_nodeids`]: ints(leaf['id']!),
    [`${what}_ids`]: ints(leaf['target']!),
    ...real(`${what}_weights`, leaf['weight']!),
  };
}

function graph(opType: string, attributes: Record<string, Attribute>, dtype: DType, labels?: DType): Graph {
  const scores = { name: 'scores', dtype: 'float32', shape: null } as const;
  return {
    name: opType,
    opsets: { '': 17, 'ai.onnx.ml': 3 },
    inputs: [{ name: 'X', dtype, shape: [null, FEATURES] }],
    outputs: labels ? [{ name: 'label', dtype: labels, shape: null }, scores] : [scores],
    initializers: [],
    nodes: [
      {
        opType,
        domain: 'ai.onnx.ml',
        name: '',
        inputs: ['X'],
        outputs: labels ? ['label', 'scores'] : ['scores'],
        attributes,
      },
    ],
    metadata: {},
  };
}

const rows = (dtype: DType, missing = false, count = 21): Record<string, DenseTensor> => ({
  X: tensor(
    dtype,
    Array.from({ length: count * FEATURES }, () =>
      missing && random() < 0.2 ? NaN : dtype === 'int64' ? Math.round(grid()) : grid(),
    ),
    [count, FEATURES],
  ),
});

async function agree(given: Graph, feeds: Record<string, DenseTensor>) {
  const [ours, theirs] = await runBoth(given, feeds);
  for (const name of Object.keys(theirs)) expect(distance(ours[name]!, theirs[name]!), name).toBeLessThan(1e-6);
}

describe('TreeEnsembleRegressor agrees with ONNX Runtime', () => {
  it.each<[string, Options, Record<string, Attribute>, DType]>([
    ['one target', { targets: [0] }, {}, 'float32'],
    [
      'targets that a leaf weighs together',
      { targets: [0, 2, 1] },
      { n_targets: { type: 'int', value: 3n } },
      'float32',
    ],
    ['float64', { targets: [0], double: true }, {}, 'float64'],
    ['missing values', { targets: [0], missing: true }, {}, 'float32'],
    [
      'all comparisons',
      { targets: [0], modes: ['BRANCH_LT', 'BRANCH_GTE', 'BRANCH_GT', 'BRANCH_EQ', 'BRANCH_NEQ'] },
      {},
      'float32',
    ],
    ['trees of one leaf', { targets: [0], depth: 0 }, {}, 'float32'],
    ['a base', { targets: [0] }, { base_values: numbers([0.75]) }, 'float32'],
    ...['AVERAGE', 'MIN', 'MAX'].map((how): [string, Options, Record<string, Attribute>, DType] => [
      how,
      { targets: [0] },
      { aggregate_function: word(how) },
      'float32',
    ]),
    ['more rows than go together', { targets: [0] }, {}, 'float32'],
  ])('%s', async (name, options, more, dtype) => {
    const one: Attribute = { type: 'int', value: 1n };
    const given = graph('TreeEnsembleRegressor', { n_targets: one, ...trees('target', options), ...more }, dtype);
    await agree(given, rows(dtype, options.missing, name.startsWith('more') ? 1100 : 21));
  });
});

describe('TreeEnsembleClassifier agrees with ONNX Runtime', () => {
  const three = { classlabels_int64s: ints([7, -1, 4]) };
  const two = { classlabels_strings: words(['no', 'yes']) };
  it.each<[string, Options, Record<string, Attribute>]>([
    ['three classes', { targets: [0, 1, 2], negative: false }, three],
    ['three classes, one tree each', { targets: [1] }, three],
    ['three classes with a base', { targets: [0, 1, 2] }, { ...three, base_values: numbers([0.5, -0.25, 0]) }],
    ...['LOGISTIC', 'SOFTMAX', 'SOFTMAX_ZERO'].map((transform): [string, Options, Record<string, Attribute>] => [
      `three classes, ${transform}`,
      { targets: [0, 1, 2] },
      { ...three, post_transform: word(transform) },
    ]),
    ['two classes', { targets: [0, 1], negative: false }, two],
    ['two classes, softmax', { targets: [0, 1] }, { ...two, post_transform: word('SOFTMAX') }],
    ['a probability', { targets: [0], negative: false }, two],
    ['a probability of the second', { targets: [1], negative: false }, two],
    ['a score', { targets: [0] }, two],
    ['a score, logistic', { targets: [0] }, { ...two, post_transform: word('LOGISTIC') }],
    [
      'a score with a base',
      { targets: [0] },
      { ...two, base_values: numbers([0.1]), post_transform: word('LOGISTIC') },
    ],
    ['missing values', { targets: [0, 1, 2], missing: true }, three],
  ])('%s', async (_, options, more) => {
    const labels = more['classlabels_strings'] ? 'str' : 'int64';
    const given = graph('TreeEnsembleClassifier', { ...trees('class', options), ...more }, 'float32', labels);
    await agree(given, rows('float32', options.missing));
  });
});

it('names what it does not run of them', async () => {
  const { supports } = await engine.load();
  const attributes = { ...trees('target', { targets: [0] }), post_transform: word('PROBIT') };
  expect(await supports(graph('TreeEnsembleRegressor', attributes, 'float32'))).toEqual([
    expect.stringMatching('post_transform'),
  ]);
  const bases = {
    ...trees('class', { targets: [0] }),
    classlabels_strings: words(['no', 'yes']),
    base_values: numbers([1, 2]),
  };
  expect(await supports(graph('TreeEnsembleClassifier', bases, 'float32', 'str'))).toEqual([
    expect.stringMatching('base_values of two classes'),
  ]);
  expect(await supports(graph('TreeEnsembleRegressor', {}, 'str'))).toEqual([expect.stringMatching('of str')]);
});
