import { expect, test } from 'vitest';
import * as estimators from './estimators.js';
import * as names from './index.js';

test('the public names', () => {
  expect(Object.keys(names)).toEqual(['sklearn']);
  expect(Object.keys(estimators).sort()).toEqual(['Build', 'Table']);
});
