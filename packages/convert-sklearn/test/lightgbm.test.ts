/** Model texts that are not as LightGBM writes them. */

import { isCodecError, type PyValue } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { sklearn } from '../src/index.js';
import { context, estimator } from './made.js';

const TREE = {
  num_leaves: '2',
  num_cat: '0',
  split_feature: '0',
  threshold: '0.5',
  decision_type: '2',
  left_child: '-1',
  right_child: '-2',
  leaf_value: '1 2',
  is_linear: '0',
};

const modelText = (tree: Partial<typeof TREE> & Record<string, string> = {}, header = 'num_tree_per_iteration=1') =>
  [
    'tree',
    'version=v4',
    header,
    'objective=regression',
    'feature_names=a b',
    'feature_infos=[0:1] [0:1]',
    '',
    'Tree=0',
    ...Object.entries({ ...TREE, ...tree }).map(([name, value]) => `${name}=${value}`),
    '',
    'end of trees',
    '',
  ].join('\n');

const regressor = (handle: PyValue, more: Readonly<Record<string, PyValue>> = {}) =>
  estimator('lightgbm.sklearn.LGBMRegressor', {
    _Booster: estimator('lightgbm.basic.Booster', { _handle: handle, pandas_categorical: null, ...more }),
  });

async function failure(handle: PyValue, more: Readonly<Record<string, PyValue>> = {}) {
  const converter = await sklearn.load();
  try {
    await converter.convert(regressor(handle, more) as never, context(), undefined);
  } catch (error) {
    if (!isCodecError(error)) throw error;
    return { fault: error.fault, message: error.message };
  }
  throw new Error('no error');
}

it('takes what LightGBM writes', async () => {
  const converter = await sklearn.load();
  const program = (await converter.convert(regressor(modelText()) as never, context(), undefined)) as {
    inputs: unknown;
  };
  expect(program.inputs).toEqual([{ name: 'X', dtype: 'float64', shape: [null, 2], columns: ['a', 'b'] }]);
});

describe('a model text', () => {
  it.each([
    ['that is none', 'tre'],
    ['that ends too soon', modelText().slice(0, 60)],
    ['with fewer numbers than leaves', modelText({ num_leaves: '1000000000' })],
    ['without leaves', modelText({ num_leaves: '-1' })],
    ['with a child that is not there', modelText({ right_child: '7' })],
    ['with a node that is its own child', modelText({ left_child: '0' })],
    ['with a feature that is not there', modelText({ split_feature: '9' })],
    ['with half a tree an iteration', modelText({}, 'num_tree_per_iteration=1.5')],
    [
      'with a set that is not there',
      modelText({ decision_type: '1', num_cat: '1', threshold: '3', cat_boundaries: '0 1', cat_threshold: '1' }),
    ],
    [
      'with a set past the end',
      modelText({
        decision_type: '1',
        num_cat: '2',
        threshold: '0',
        cat_boundaries: '0 900000000 1',
        cat_threshold: '1',
      }),
    ],
  ])('%s is malformed', async (_what, text) => {
    expect(await failure(text)).toMatchObject({ fault: 'malformed' });
  });

  it('of linear models, of another objective, or continued from another booster is refused', async () => {
    expect(await failure(modelText({ is_linear: '1' }))).toMatchObject({
      fault: 'unsupported',
      message: 'leaves that hold linear models (linear_tree)',
    });
    expect(await failure(modelText().replace('=regression', '=mine'))).toMatchObject({
      fault: 'unsupported',
      message: 'the objective mine',
    });
    expect(await failure(modelText(), { _Booster__init_predictor: 1n })).toMatchObject({ fault: 'unsupported' });
    expect(await failure(null)).toMatchObject({ fault: 'unsupported', message: 'a booster without its model text' });
  });
});
