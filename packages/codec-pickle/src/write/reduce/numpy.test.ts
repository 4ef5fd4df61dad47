import { pyGlobal, type PyNdArray } from '@brine/core';
import { expect, test } from 'vitest';
import { reduceArray } from './numpy.js';

test.each([
  ['numpy.rec', 'recarray'],
  ['numpy.char', 'chararray'],
])('a class of %s has the name that each numpy reads', (module, name) => {
  const dtype = { kind: 'dtype', type: 'u', byteOrder: '|', itemsize: 1 } as const;
  const data = Uint8Array.of(1, 2);
  const array: PyNdArray = { kind: 'ndarray', class: pyGlobal(module, name), dtype, shape: [2], order: 'C', data };
  const classes = (['numpy.core', 'numpy._core'] as const).map(
    (numpy) => reduceArray(array, { protocol: 4, numpy }).args.items[0],
  );
  expect(classes).toEqual([pyGlobal('numpy', name), pyGlobal(module, name)]);
});
