import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { FILES } from './parts.mjs';

test.each(FILES.map(({ path, make }) => [relative(process.cwd(), path), path, make]))(
  '%s is its source as text: else run node tools/engine/parts.mjs',
  async (_, path, make) => {
    expect(readFileSync(path, 'utf8') === (await make())).toBe(true);
  },
);
