import { expect, it } from 'vitest';
import { RandomState } from './mersenne-twister.js';

it('draws what numpy.random.RandomState draws', () => {
  const random = new RandomState(42);
  // RandomState(42): randint(100, size=8), then randint(1, size=2), then randint(2**32, size=2), then randint(3, size=4)
  expect(random.integers(100, 8)).toEqual(EXPECTED[0]);
  expect(random.integers(1, 2)).toEqual(EXPECTED[1]);
  expect(random.integers(2 ** 32, 2)).toEqual(EXPECTED[2]);
  random.integers(7, 2000);
  expect(random.integers(3, 4)).toEqual(EXPECTED[3]);
});

const EXPECTED = [
  [51, 92, 14, 71, 60, 20, 82, 86],
  [0, 0],
  [249467210, 1972458954],
  [0, 2, 2, 0],
];
