/** Models that are not as XGBoost 1.7 writes them: of other versions, or damaged. */

import { isCodecError, type PyValue } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { sklearn } from '../src/index.js';
import { context, estimator } from './made.js';

type Json = Record<string, unknown>;

const TREE = {
  tree_param: { num_nodes: '3', size_leaf_vector: '0' },
  left_children: [1, -1, -1],
  right_children: [2, -1, -1],
  split_indices: [0, 0, 0],
  split_conditions: [0.5, -1, 1],
  split_type: [0, 0, 0],
  default_left: [1, 0, 0],
  categories: [] as number[],
  categories_nodes: [] as number[],
  categories_segments: [] as number[],
  categories_sizes: [] as number[],
};

interface Parts {
  readonly tree?: Json;
  readonly model?: Json;
  readonly booster?: Json;
  readonly parameters?: Json;
  readonly objective?: string;
}

/** The document that XGBoost's JSON is. */
const model = ({ tree, model, booster, parameters, objective = 'reg:squarederror' }: Parts = {}): Json => ({
  learner: {
    feature_names: ['a', 'b'],
    gradient_booster: {
      name: 'gbtree',
      model: {
        gbtree_model_param: { num_parallel_tree: '1' },
        tree_info: [0],
        trees: [{ ...TREE, ...tree }],
        ...model,
      },
      ...booster,
    },
    learner_model_param: { base_score: '5E-1', num_class: '0', num_feature: '2', num_target: '1', ...parameters },
    objective: { name: objective },
  },
  version: [2, 1, 0],
});

const bytes = (text: string): PyValue => ({ kind: 'bytearray', data: new TextEncoder().encode(text) });

const regressor = (handle: PyValue, more: Readonly<Record<string, PyValue>> = {}) =>
  estimator('xgboost.sklearn.XGBRegressor', { _Booster: estimator('xgboost.core.Booster', { handle }), ...more });

const convert = async (handle: PyValue, more: Readonly<Record<string, PyValue>> = {}) =>
  (await sklearn.load()).convert(regressor(handle, more) as never, context(), undefined);

async function failure(handle: PyValue, more: Readonly<Record<string, PyValue>> = {}) {
  try {
    await convert(handle, more);
  } catch (error) {
    if (!isCodecError(error)) throw error;
    return { fault: error.fault, message: error.message };
  }
  throw new Error('no error');
}

const json = (parts?: Parts): PyValue => bytes(JSON.stringify(model(parts)));

it.each([
  ['a document by itself', json()],
  ['with its configuration', bytes(JSON.stringify({ Config: {}, Model: model() }))],
  ['with a list of base scores, as since 3.1', json({ parameters: { base_score: '[5E-1]' } })],
  ['with the trees of each iteration, as since 2.0', json({ model: { iteration_indptr: [0, 1] } })],
])('takes JSON: %s', async (_what, handle) => {
  const program = (await convert(handle)) as { inputs: unknown };
  expect(program.inputs).toEqual([{ name: 'X', dtype: 'float64', shape: [null, 2], columns: ['a', 'b'] }]);
});

describe('a model', () => {
  it.each<[string, Parts]>([
    ['without nodes', { tree: { left_children: [], right_children: [] } }],
    ['with columns of other lengths', { tree: { split_indices: [0] } }],
    ['with a child that is not there', { tree: { right_children: [7, -1, -1] } }],
    ['with a node that is its own child', { tree: { left_children: [0, -1, -1] } }],
    ['with a feature that is not there', { tree: { split_indices: [9, 0, 0] } }],
    ['with a child that is half a node', { tree: { left_children: [1.5, -1, -1] } }],
    ['with categories that are not there', { tree: { split_type: [1, 0, 0] } }],
    [
      'with categories past the end',
      { tree: { split_type: [1, 0, 0], categories_nodes: [0], categories_segments: [0], categories_sizes: [9] } },
    ],
    ['with a tree for an output that is not there', { model: { tree_info: [3] } }],
    ['with iterations of other trees', { model: { iteration_indptr: [0, 5] } }],
    ['with half a count', { parameters: { num_feature: '2.5' } }],
    ['with no base score', { parameters: { base_score: '[]' } }],
    ['of weights that are too few', { booster: { name: 'gblinear', model: { weights: [1] } } }],
  ])('%s is malformed', async (_what, parts) => {
    expect(await failure(json(parts))).toMatchObject({ fault: 'malformed' });
  });

  it.each<[string, PyValue]>([
    ['an objective of its own', json({ objective: 'mine' })],
    ['another booster', json({ booster: { name: 'forest' } })],
    ['leaves of vectors', json({ tree: { tree_param: { size_leaf_vector: '2' } } })],
    ['the binary form', bytes('CONFIG-offset:\0\0\0\0')],
    ['no model', null],
  ])('with %s is refused', async (_what, handle) => {
    expect(await failure(handle)).toMatchObject({ fault: 'unsupported' });
  });

  it('that is no document is malformed', async () => {
    expect(await failure(bytes('{"learner"'))).toMatchObject({ fault: 'malformed' });
    expect(await failure(bytes('hello'))).toMatchObject({ fault: 'malformed' });
  });

  it('fitted by a function of its own is refused', async () => {
    expect(await failure(json(), { objective: estimator('mine.Loss', {}) })).toMatchObject({ fault: 'unsupported' });
  });
});
