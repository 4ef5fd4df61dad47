/** What a program looks like: ports, outputs, methods, notes. */

import { type Note, type Program, pyGlobal, pyList, pyTuple, type PyValue } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { type Convert, sklearn } from '../src/index.js';
import { context, estimator, floats, ints } from './made.js';

const logistic = (more: Readonly<Record<string, PyValue>> = {}) =>
  estimator('sklearn.linear_model._logistic.LogisticRegression', {
    coef_: floats([1, -2], [1, 2]),
    intercept_: floats([0.5]),
    classes_: ints([3, 7]),
    n_features_in_: 2n,
    ...more,
  });

const text = (...items: string[]): PyValue => ({
  ...floats([]),
  dtype: { kind: 'dtype', type: 'O', byteOrder: '|', itemsize: 8 },
  shape: [items.length],
  items,
});

type Options = Parameters<Awaited<ReturnType<typeof sklearn.load>>['convert']>[2];

const convert = async (value: PyValue, notes: Note[] = [], options?: Options): Promise<Program> => {
  const converter = await sklearn.load();
  return (await converter.convert(value as never, context(notes), options)) as Program;
};

describe('a program', () => {
  it('has an output for each method, named like it', async () => {
    const { name, inputs, outputs, methods, classes } = await convert(logistic());
    expect(name).toBe('sklearn.linear_model._logistic.LogisticRegression');
    expect(inputs).toEqual([{ name: 'X', dtype: 'float64', shape: [null, 2] }]);
    expect(outputs.map((port) => [port.name, port.dtype])).toEqual([
      ['predict', 'int64'],
      ['predict_proba', 'float64'],
      ['predict_log_proba', 'float64'],
      ['decision_function', 'float64'],
    ]);
    expect(Object.entries(methods)).toEqual(outputs.map((port) => [port.name, [port.name]]));
    expect(classes).toEqual([3n, 7n]);
  });

  it('knows the columns by name', async () => {
    const { inputs } = await convert(logistic({ feature_names_in_: text('age', 'height') }));
    expect(inputs).toEqual([{ name: 'X', dtype: 'float64', shape: [null, 2], columns: ['age', 'height'] }]);
  });

  it('has a port a column where text and numbers mix, and none for a named column that nothing reads', async () => {
    const encoder = estimator('sklearn.preprocessing._encoders.OneHotEncoder', {
      categories_: pyList([text('Lima', 'Oslo')]),
      handle_unknown: 'ignore',
      drop_idx_: null,
      n_features_in_: 1n,
    });
    const transformer = estimator('sklearn.compose._column_transformer.ColumnTransformer', {
      n_features_in_: 3n,
      feature_names_in_: text('predict', 'city', 'other'),
      transformers_: pyList([pyTuple(['a', encoder, pyList(['city'])]), pyTuple(['b', 'passthrough', pyList([0n])])]),
    });
    const { inputs } = await convert(transformer);
    expect(inputs).toEqual([
      { name: 'column predict', dtype: 'float64', shape: [null, 1], columns: ['predict'] },
      { name: 'city', dtype: 'str', shape: [null, 1], columns: ['city'] },
    ]);
  });

  it('notes what a graph cannot raise', async () => {
    const notes: Note[] = [];
    const encoder = estimator('sklearn.preprocessing._encoders.OneHotEncoder', {
      categories_: pyList([text('a')]),
      handle_unknown: 'error',
      n_features_in_: 1n,
    });
    await convert(encoder, notes);
    expect(notes.map(({ code }) => code)).toEqual(['BRINE-SKLEARN-UNKNOWN']);
  });

  it("takes converters of a user's own classes", async () => {
    const twice: Convert = (_e, x, b) => ({ predict: () => b.mul(x.matrix(), 2) });
    const mine = estimator('mine.Twice', { n_features_in_: 2n });
    const { methods } = await convert(mine, [], { estimators: { 'mine.Twice': twice } });
    expect(methods).toEqual({ predict: ['predict'] });
  });
});

it('recognises estimators of scikit-learn, and those of the families that are not its own', async () => {
  const { recognises } = await sklearn.load();
  const known = (value: PyValue) => recognises(value as never);
  expect(known(logistic())).toBe(true);
  expect(known(estimator('sklearn.cluster._dbscan.DBSCAN', {}))).toBe(true);
  expect(known(estimator('sklearn.gaussian_process._gpc._BinaryGaussianProcessClassifierLaplace', {}))).toBe(true);
  expect(known(estimator('xgboost.sklearn.XGBRFRegressor', {}))).toBe(true);
  expect(known(estimator('lightgbm.sklearn.LGBMRanker', {}))).toBe(true);
  expect(known(estimator('xgboost.core.Booster', {}))).toBe(false);
  expect(known(estimator('collections.OrderedDict', {}))).toBe(false);
  expect(known(pyGlobal('sklearn.pipeline', 'Pipeline'))).toBe(false);
  expect(known(null)).toBe(false);
});
