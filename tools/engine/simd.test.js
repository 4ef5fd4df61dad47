import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { binary, BINARY_FILE } from './simd.mjs';

test('the binary of the products is that of its generator: else run node tools/engine/simd.mjs', () => {
  expect(readFileSync(BINARY_FILE, 'utf8')).toBe(binary());
});
