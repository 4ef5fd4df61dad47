import { expect, test } from 'vitest';
import * as names from './index.js';

test('the public names', () => {
  expect(Object.keys(names).sort()).toEqual([
    'ELEMENT_TYPE',
    'GraphBuilder',
    'OPSETS',
    'allNodes',
    'allOperators',
    'bodiesOf',
    'dtypeOfElement',
    'findOperator',
    'inferTypes',
    'printGraph',
    'tensor',
  ]);
});
