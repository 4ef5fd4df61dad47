import { pyDict, pyGlobal, pyList, pyObject, pyTuple, type PyNdArray, type PyValue, parseDType } from '@brine/core';
import { expect, test } from 'vitest';
import { classesIn } from './classes.js';

const made = (name: string, state?: PyValue) => {
  const object = pyObject('newobj', pyGlobal('m', name), pyTuple());
  if (state !== undefined) object.state = state;
  return object;
};

const array = (...items: PyValue[]): PyNdArray => ({
  kind: 'ndarray',
  class: pyGlobal('numpy', 'ndarray'),
  dtype: parseDType('|O')!,
  shape: [items.length],
  order: 'C',
  data: new Uint8Array(),
  items,
});

const found = (value: PyValue): string[] => [...classesIn(value)].sort();

test('classes of objects wherever they are', () => {
  const root = made(
    'Root',
    pyDict(['a', pyList([pyTuple(['name', made('InTuple')])]), 'b', array(made('InArray'), 1n)]),
  );
  root.laterStates = [pyTuple([null, pyDict(['c', made('InSlots')])])];
  root.items = [made('InItems')];
  root.entries = ['key', made('InEntries')];
  const parted = pyObject('reduce', pyGlobal('m', 'Parted'), pyTuple([made('InArguments')]));
  expect(found(pyDict([root, parted]))).toEqual(
    ['InArguments', 'InArray', 'InEntries', 'InItems', 'InSlots', 'InTuple', 'Parted', 'Root'].map(
      (name) => `m.${name}`,
    ),
  );
});

test('an object that holds itself', () => {
  const object = made('Self');
  object.state = pyDict(['me', object, 'all', pyList([object])]);
  expect(found(object)).toEqual(['m.Self']);
});

test('a value nested a million deep', () => {
  let value: PyValue = made('Deep');
  for (let i = 0; i < 1e6; i++) value = pyTuple([value]);
  expect(found(value)).toEqual(['m.Deep']);
});

test('nothing in plain values', () => {
  expect(
    found(pyDict(['a', 1n, 'b', Number.NaN, 'c', null, 'd', { kind: 'list', items: new Float64Array(3) }])),
  ).toEqual([]);
  expect(found('sklearn.svm.SVC')).toEqual([]);
});
