import { expect, it } from 'vitest';
import * as runtime from './index.js';

it('exports what it promises', () => {
  expect(Object.keys(runtime).sort()).toEqual([
    'KNOWN_PACKAGES',
    'METHODS',
    'createModel',
    'installCommand',
    'leastEngine',
    'load',
    'modelOf',
    'nearest',
    'outputKeys',
    'packagesFor',
    'toNested',
    'toSource',
    'verify',
  ]);
});
