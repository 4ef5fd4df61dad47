import { expect, test } from 'vitest';
import * as names from './index.js';
import * as layers from './layers.js';

test('the public names', () => {
  expect(Object.keys(names)).toEqual(['keras']);
  expect(Object.keys(layers).sort()).toEqual(['Build', 'Call', 'Config', 'Tensor']);
});
