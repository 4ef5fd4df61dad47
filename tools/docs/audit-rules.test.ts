import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ALL, main } from './audit-rules.js';

test('the pages are as the rules make them', async () => {
  expect(await main(['--check'], join(import.meta.dirname, '../..'))).toBe(0);
});

test('codes are unique', () => {
  const codes = ALL.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
});
