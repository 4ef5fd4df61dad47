import { expect, test } from 'vitest';
import * as names from './index.js';
import * as moduleNames from './module/index.js';

test('the public names', () => {
  expect(Object.keys(names)).toEqual(['engine']);
  expect(Object.keys(moduleNames)).toEqual(['module']);
});
