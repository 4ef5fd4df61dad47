import { expect, it } from 'vitest';
import { worst } from './exit.js';

it.each([
  [[], 0],
  [[0, 2, 0], 2],
  [[2, 3], 3],
  [[4, 2, 3], 4],
  [[0, 5, 4], 5],
])('the worst of %j is %d', (codes, expected) => expect(worst(codes)).toBe(expected));
