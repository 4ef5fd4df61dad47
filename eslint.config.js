import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import * as jsonc from 'jsonc-eslint-parser';
import { createProjectGraphAsync } from '@nx/devkit';
import tseslint from 'typescript-eslint';
import { arrows, house } from './tools/eslint/house.js';

// The Nx rules skip themselves when no project graph has been computed, as on a fresh clone; so compute it here.
await createProjectGraphAsync({ exitOnError: true });

const tests = ['**/*.test.ts', 'packages/*/test/**/*.ts'];

export default tseslint.config(
  { ignores: ['**/dist', '**/coverage', '**/fixtures', '**/*.gen.ts', '.nx', '**/tsup.config.bundled_*'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // noUncheckedIndexedAccess would otherwise ask hot loops for checks that their bounds already are.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Hot loops count.
      '@typescript-eslint/prefer-for-of': 'off',
    },
  },
  {
    files: ['packages/**/*.ts', 'tools/**/*.ts', 'e2e/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.gen.ts'],
    rules: { 'max-lines': ['warn', { max: 400, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { enforceBuildableLibDependency: true, depConstraints: arrows }],
    },
  },
  {
    // A test may read with one package what another wrote: its devDependencies say so, and no user installs them.
    files: tests,
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { depConstraints: [{ sourceTag: '*', onlyDependOnLibsWithTags: ['*'] }] },
      ],
    },
  },
  {
    files: ['packages/*/package.json'],
    plugins: { '@nx': nx },
    languageOptions: { parser: jsonc },
    rules: {
      '@nx/dependency-checks': [
        'error',
        {
          checkObsoleteDependencies: false,
          // core depends on nothing: the few hundred bytes of SHA-256 are built into it.
          ignoredDependencies: ['@noble/hashes'],
          ignoredFiles: ['{projectRoot}/*.config.ts', '{projectRoot}/**/*.test.ts', '{projectRoot}/test/**'],
        },
      ],
    },
  },
  ...house,
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'Buffer',
          'URL',
          'performance',
          'fetch',
          'setTimeout',
          'clearTimeout',
          'TextEncoder',
          'TextDecoder',
          'AbortController',
          'AbortSignal',
          'Blob',
          'structuredClone',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
);
