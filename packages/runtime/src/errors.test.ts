import { describe, expect, it } from 'vitest';
import { nearest } from './errors.js';

describe('nearest', () => {
  it.each([
    ['predict_prob', ['predict', 'predict_proba'], 'predict_proba'],
    ['faer', ['age', 'fare'], 'fare'],
    ['Age', ['age'], 'age'],
    ['x', ['zebra'], undefined],
    ['incme', ['outcome', 'income'], 'income'],
    ['income', ['outcome'], undefined],
    ['insp', ['dump', 'inspect'], 'inspect'],
    ['q', [], undefined],
  ] as const)('%s among %j', (wrong, names, expected) => expect(nearest(wrong, names)).toBe(expected));
});
