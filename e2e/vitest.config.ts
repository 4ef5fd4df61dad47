import { defineConfig } from 'vitest/config';

/** End-to-end tests see the packages as users do: packed, installed, without the workspace's aliases. */
export default defineConfig({
  root: import.meta.dirname,
  test: { include: ['**/*.test.ts'], passWithNoTests: true, testTimeout: 120_000, hookTimeout: 300_000 },
});
