import { expect, test } from 'vitest';
import * as names from './index.js';
import * as opset from './opset/index.js';

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
    'dtypeOfElement',
    'findOperator',
    'foldConstants',
    'inferTypes',
    'printGraph',
    'simplifyGraph',
    'tensor',
    'toDot',
    'toMermaid',
    'workOf',
  ]);
  expect(Object.keys(opset)).toEqual(['convertOpset', 'raiseOpset']);
});
