/** What is not converted says where and why; nothing else comes out of bad input. */

import { isCodecError, type PyObject, pyDict, pyGlobal, pyList, pyObject, pyTuple, type PyValue } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { sklearn } from '../src/index.js';
import { context, estimator, floats, ints } from './made.js';

const scaler = () =>
  estimator('sklearn.preprocessing._data.StandardScaler', {
    with_mean: true,
    with_std: true,
    mean_: floats([1, 2]),
    scale_: floats([3, 4]),
    n_features_in_: 2n,
  });

const pipe = (...steps: PyValue[]) =>
  estimator('sklearn.pipeline.Pipeline', { steps: pyList(steps.map((step, i) => pyTuple([`step${i}`, step]))) });

async function failure(value: PyObject) {
  const converter = await sklearn.load();
  try {
    await converter.convert(value as never, context(), undefined);
  } catch (error) {
    if (!isCodecError(error)) throw error;
    return { fault: error.fault, message: error.message, path: error.at.path };
  }
  throw new Error('no error');
}

describe('a model that cannot be converted', () => {
  it('is named with its path in the pipeline', async () => {
    expect(await failure(pipe(scaler(), estimator('sklearn.cluster._dbscan.DBSCAN', {})))).toEqual({
      fault: 'unsupported',
      message: 'sklearn.cluster._dbscan.DBSCAN has no predict or transform for new rows',
      path: 'steps[1][1]',
    });
  });

  it('is named when it is of a class that nobody knows', async () => {
    expect(await failure(pipe(scaler(), estimator('mine.Model', {})))).toMatchObject({
      fault: 'unsupported',
      message: 'mine.Model is no estimator that can be converted',
      path: 'steps[1][1]',
    });
  });

  it('says which attribute is missing', async () => {
    const unfitted = estimator('sklearn.linear_model._base.LinearRegression', { n_features_in_: 2n });
    expect(await failure(pipe(scaler(), unfitted))).toEqual({
      fault: 'unsupported',
      message: 'LinearRegression has no coef_',
      path: 'steps[1][1].coef_',
    });
  });

  it('says which attribute is of another type', async () => {
    const odd = estimator('sklearn.linear_model._base.LinearRegression', { n_features_in_: 2n, coef_: 'text' });
    expect(await failure(odd)).toEqual({
      fault: 'unsupported',
      message: 'text where numbers are needed',
      path: 'coef_',
    });
  });

  it('says which function it would need', async () => {
    const custom = estimator('sklearn.preprocessing._function_transformer.FunctionTransformer', {
      func: pyGlobal('__main__', 'double'),
      n_features_in_: 1n,
    });
    expect(await failure(custom)).toMatchObject({
      fault: 'unsupported',
      message: 'FunctionTransformer with __main__.double, which is not among the known functions',
    });
  });

  it('says how many columns it does not know', async () => {
    const old = estimator('sklearn.linear_model._base.LinearRegression', { coef_: floats([1]), intercept_: 0 });
    expect(await failure(old)).toMatchObject({ fault: 'unsupported', path: 'n_features_in_' });
  });
});

describe('a crafted model', () => {
  it('may not contain itself', async () => {
    const steps = pyList([]);
    const cyclic = estimator('sklearn.pipeline.Pipeline', { steps });
    (steps.items as PyValue[]).push(pyTuple(['again', cyclic]));
    expect(await failure(cyclic)).toMatchObject({ fault: 'malformed', message: 'an estimator that contains itself' });
  });

  it('may not be nested without end', async () => {
    let value = scaler();
    for (let i = 0; i < 5000; i++) value = pipe(value);
    expect(await failure(value)).toMatchObject({ fault: 'limit' });
  });

  it('may not multiply by sharing', async () => {
    let value = scaler();
    for (let i = 0; i < 40; i++) value = pipe(value, value, value);
    expect(await failure(value)).toMatchObject({ fault: 'limit' });
  });

  it('may not select columns that are not there', async () => {
    const transformer = estimator('sklearn.compose._column_transformer.ColumnTransformer', {
      n_features_in_: 2n,
      transformers_: pyList([pyTuple(['a', 'passthrough', pyList([7n])])]),
    });
    expect(await failure(transformer)).toMatchObject({ fault: 'malformed', message: 'no column 7 among 2' });
  });

  it('may not have nodes that go round in circles', async () => {
    expect(await failure(treeOf([0, 0, -1], [1, 2, -1]))).toMatchObject({ fault: 'malformed', path: 'tree_.nodes[0]' });
    expect(await failure(treeOf([1, 2, -1], [2, 2, -1]))).toMatchObject({ fault: 'malformed' });
    expect(await failure(treeOf([9, -1, -1], [1, -1, -1]))).toMatchObject({ fault: 'malformed' });
  });

  it.each([-8, 28, 32, 2 ** 40])('may not have fields of nodes outside of these: at byte %i', async (offset) => {
    for (const name of ['left_child', 'right_child', 'feature', 'threshold'])
      expect(await failure(treeOf([1, -1, -1], [2, -1, -1], { [name]: offset }))).toMatchObject({
        fault: 'malformed',
        message: `nodes without the field ${name}`,
      });
  });
});

/** A tree of three nodes whose children are given, and where their fields are if not one after another. */
function treeOf(
  left: readonly number[],
  right: readonly number[],
  offsets: Readonly<Record<string, number>> = {},
): PyObject {
  const fields = ['left_child', 'right_child', 'feature', 'threshold'];
  const word = { kind: 'dtype', type: 'i', byteOrder: '<', itemsize: 8 } as const;
  const data = new DataView(new ArrayBuffer(left.length * 32));
  left.forEach((child, i) => {
    data.setBigInt64(32 * i, BigInt(child), true);
    data.setBigInt64(32 * i + 8, BigInt(right[i]!), true);
    data.setFloat64(32 * i + 24, 0.5, true);
  });
  const nodes: PyValue = {
    ...floats([]),
    shape: [left.length],
    data: new Uint8Array(data.buffer),
    dtype: {
      kind: 'dtype',
      type: 'V',
      byteOrder: '|',
      itemsize: 32,
      fields: fields.map((name, i) => ({
        name,
        offset: offsets[name] ?? 8 * i,
        dtype: name === 'threshold' ? { ...word, type: 'f' } : word,
      })),
    },
  };
  const tree = pyObject('reduce', pyGlobal('sklearn.tree._tree', 'Tree'), pyTuple([1n, ints([1]), 1n]));
  tree.state = pyDict(['nodes', nodes, 'values', floats([1, 2, 3], [left.length, 1, 1])]);
  return estimator('sklearn.tree._classes.DecisionTreeRegressor', { tree_: tree, n_features_in_: 1n, n_outputs_: 1n });
}
