import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { binary, BINARY_FILE } from './narrow.mjs';

test('the binary of the inner loop is that of its generator: else run node tools/pickle/narrow.mjs', () => {
  expect(readFileSync(BINARY_FILE, 'utf8')).toBe(binary());
});
