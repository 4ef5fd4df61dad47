import { expect, test } from 'vitest';
import * as names from './index.js';

test('the public names', () => {
  expect(Object.keys(names).sort()).toEqual([
    'DTYPE_LETTERS',
    'ELEMENT_TYPE',
    'Formula',
    'GraphBuilder',
    'OPSETS',
    'allNodes',
    'allOperators',
    'bindNode',
    'bodiesOf',
    'checkTypes',
    'convertOpset',
    'dtypeOfElement',
    'findOperator',
    'foldConstants',
    'inferTypes',
    'printGraph',
    'raiseOpset',
    'simplifyGraph',
    'tensor',
    'toDot',
    'toMermaid',
    'workOf',
  ]);
});
