import { join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, it } from 'vitest';
import { house } from './house.js';

const cwd = join(import.meta.dirname, '../..');
const eslint = new ESLint({
  cwd,
  overrideConfigFile: true,
  overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } }, ...house],
});

/** The rules that code breaks at a place in the tree. */
async function broken(path, code) {
  const [result] = await eslint.lintText(code, { filePath: join(cwd, 'packages', path) });
  return [...new Set(result.messages.map((message) => message.ruleId ?? message.message))].sort();
}

const PLATFORM = [
  ["import fs from 'node:fs'", 'no-restricted-imports'],
  ["import type { Readable } from 'node:stream'", 'no-restricted-imports'],
  ["import fs from 'fs/promises'", 'no-restricted-imports'],
  ["export * from 'zlib'", 'no-restricted-imports'],
  ["const fs = await import('node:fs')", 'no-restricted-syntax'],
  ["const fs = await import('fs')", 'no-restricted-syntax'],
  ['export const v = process.version', 'no-restricted-globals'],
  ["export const b = Buffer.from('')", 'no-restricted-globals'],
  ['export const v = globalThis.process', 'no-restricted-syntax'],
  ['export const d = import.meta.dirname', 'no-restricted-syntax'],
];

it.each(PLATFORM)('free of the platform: %s', async (code, rule) => {
  for (const path of [
    'core/src/host/a.ts',
    'graph/src/a.ts',
    'codec-pickle/src/read/a.ts',
    'codec-onnx/src/a.ts',
    'runtime/src/a.ts',
  ]) {
    expect(await broken(path, code), path).toContain(rule);
  }
  for (const path of ['codec-onnx/src/engine/a.ts', 'cli/src/a.ts', 'codec-pickle/src/read/a.test.ts']) {
    expect(await broken(path, code), path).toEqual([]);
  }
});

it('lets a local variable have the name of a builtin', async () => {
  expect(await broken('graph/src/a.ts', 'export function f(process: number) { return process }')).toEqual([]);
});

it.each([
  ["eval('1')", 'no-eval'],
  ["globalThis.eval('1')", 'no-eval'],
  ["new Function('return 1')", 'no-new-func'],
  ["Function('return 1')", 'no-new-func'],
  ["setTimeout('x()', 1)", 'no-implied-eval'],
  ["import vm from 'node:vm'", 'no-restricted-imports'],
  ["import { runInContext } from 'vm'", 'no-restricted-imports'],
  ["await import('node:vm')", 'no-restricted-syntax'],
  [
    "import { CodecError } from '@brine/core'; export const f = (x: unknown) => x instanceof CodecError",
    'brine/no-foreign-instanceof',
  ],
])('nowhere: %s', async (code, rule) => {
  for (const path of [
    'cli/src/a.ts',
    'core/src/node/a.ts',
    'codec-joblib/src/a.ts',
    'codec-onnx/src/engine/a.ts',
    'a-new-one/src/a.ts',
  ]) {
    expect(await broken(path, code), path).toContain(rule);
  }
});

it('keeps plugins from the host', async () => {
  const code = "import { createHost } from '@brine/core/host'";
  for (const path of [
    'codec-pickle/src/a.ts',
    'convert-sklearn/src/svm/svc.ts',
    'containers/src/a.ts',
    'codec-onnx/src/engine/a.ts',
  ]) {
    expect(await broken(path, code), path).toEqual(['no-restricted-imports']);
  }
  expect(await broken('codec-pickle/src/a.ts', "await import('@brine/core/host')")).toEqual(['no-restricted-syntax']);
  for (const path of ['codec-pickle/src/a.test.ts', 'codec-testkit/src/a.ts', 'runtime/src/a.ts', 'cli/src/a.ts']) {
    expect(await broken(path, code), path).toEqual([]);
  }
});

it.each([
  ['core/src/contract/a.ts', '../model/x.js'],
  ['core/src/contract.ts', '@brine/graph'],
  ['core/src/bytes/a.ts', '../host/x.js'],
  ['core/src/bytes/a.ts', '../model/x.js'],
  ['core/src/model/adapters/a.ts', '../../host/x.js'],
  ['core/src/node/a.ts', '../host/x.js'],
  ['core/src/host/a.ts', '../node/file.js'],
  ['core/src/index.ts', './host/index.js'],
  ['codec-pickle/src/spec/opcodes.ts', '../read/x.js'],
  ['codec-safetensors/src/spec/dtypes.ts', '@brine/core'],
])('room: %s may not import %s', async (path, specifier) => {
  expect(await broken(path, `import type { X } from '${specifier}'`)).toEqual(['brine/rooms']);
});

it.each([
  ['core/src/bytes/a.ts', '../contract/bytes.js'],
  ['core/src/model/adapters/a.ts', '../scalar.js'],
  ['core/src/node/a.ts', 'node:fs'],
  ['core/src/host/a.ts', '../model/scalar.js'],
  ['core/src/model/a.test.ts', '../host/x.js'],
  ['codec-pickle/src/spec/opcodes.ts', './names.js'],
  ['codec-pickle/src/read/machine.ts', '../spec/opcodes.js'],
])('room: %s may import %s', async (path, specifier) => {
  expect(await broken(path, `import type { X } from '${specifier}'`)).toEqual([]);
});
