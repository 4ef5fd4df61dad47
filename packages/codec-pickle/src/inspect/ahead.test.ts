import { expect, test } from 'vitest';
import { nextLandings } from './ahead.js';

test('equal strides go on', () => {
  expect(nextLandings([1000, 101_000, 201_000], 3)).toEqual([301_000, 401_000, 501_000]);
});

test('a few bytes more or less are the same stride', () => {
  expect(nextLandings([1000, 101_000, 201_203], 2)).toEqual([301_406, 401_609]);
});

test('a pattern of layers goes on', () => {
  const strides = [50_000, 10_000, 90_000, 50_100, 10_100];
  const landings = strides.reduce((all, stride) => [...all, all.at(-1)! + stride], [0]);
  // The stride before the last that is like the last is followed by 90,000, 50,100, 10,100 and so on.
  expect(nextLandings(landings, 4).map((landing) => landing - landings.at(-1)!)).toEqual([
    90_000, 140_100, 150_200, 240_200,
  ]);
});

test('nothing is foreseen without a repetition', () => {
  expect(nextLandings([], 5)).toEqual([]);
  expect(nextLandings([1000, 50_000], 5)).toEqual([]);
  expect(nextLandings([1000, 50_000, 200_000], 5)).toEqual([]);
});
