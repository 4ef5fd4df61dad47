import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parts, PARTS_FILE } from './parts.mjs';

test('the engine as text is that of its source: else run node tools/engine/parts.mjs', async () => {
  expect(readFileSync(PARTS_FILE, 'utf8') === (await parts())).toBe(true);
});
