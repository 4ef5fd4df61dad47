import { expect, test } from 'vitest';
import { mutations, truncations } from './damage.js';

const BYTES = Uint8Array.from({ length: 3000 }, (_, i) => i & 0xff);

test('a small file is cut everywhere, a large one at its ends and between', () => {
  expect(truncations(BYTES.subarray(0, 200)).map(({ bytes }) => bytes.length)).toEqual(
    Array.from({ length: 200 }, (_, i) => i),
  );
  const lengths = truncations(BYTES).map(({ bytes }) => bytes.length);
  expect(lengths.length).toBeLessThan(230);
  expect(lengths).toEqual(expect.arrayContaining([0, 1, 47, 1500, 2952, 2999]));
  expect(lengths).not.toContain(3000);
});

test('damage is the same for the same seed, and leaves the file alone', () => {
  const before = BYTES.slice();
  const one = [...mutations(BYTES, 300, 1)];
  expect([...mutations(BYTES, 300, 1)]).toEqual(one);
  expect([...mutations(BYTES, 300, 2)]).not.toEqual(one);
  expect(BYTES).toEqual(before);
  const kinds = new Set(one.flatMap(({ how }) => [...how.matchAll(/(\w+ \w+)(?: out)? at/g)].map(([, kind]) => kind)));
  expect(kinds.size).toBeGreaterThanOrEqual(8);
  expect([...mutations(new Uint8Array(0), 5, 1)]).toEqual([]);
});
