import type { KerasModel, Tensor } from '@brine/core';
import { expect, it } from 'vitest';
import { styleOf } from '../print/style.js';
import { kerasText } from './keras-text.js';

const weight: Tensor = {
  name: 'dense/kernel',
  dtype: 'float32',
  shape: [2, 4],
  byteLength: 32,
  read: () => Promise.resolve({ dtype: 'float32', shape: [2, 4], data: Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7) }),
};
const model: KerasModel = { className: 'Sequential', name: 'net', layers: [], weights: [weight] };
const table = {
  layers: [{ name: 'dense', className: 'Dense', parameters: 8 }],
  total: 8,
  trainable: 8,
  nonTrainable: 0,
};

it('the table of the layers, then the weights; --full shows every number', async () => {
  const lines = await kerasText(model, table, styleOf(false), false);
  expect([lines[0], lines[2], lines.at(-1)]).toEqual([
    'Sequential net\n',
    'dense (Dense)  ?                   8\n',
    'dense/kernel float32 [2, 4] [0,1,2,3,4,5, …]\n',
  ]);
  const full = await kerasText(model, undefined, styleOf(false), true);
  expect(full.at(-1)).toBe('dense/kernel float32 [2, 4] [[0,1,2,3],[4,5,6,7]]\n');
});
