/** Modules as a user gets them: written to a folder of their own, and imported from there. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type MemorySink, type Program, toMemory } from '@brine/core';
import { createHost } from '@brine/core/host';
import ts from 'typescript';
import { type ModuleOptions, module } from '../../src/module/index.js';

/** What is written of a program, by file name. */
export async function written(program: Program, options: ModuleOptions = {}): Promise<ReadonlyMap<string, Uint8Array>> {
  const sink: MemorySink = toMemory('model.mjs');
  await createHost([module]).encode({ program: () => Promise.resolve(program) }, sink, { to: 'mjs', mjs: options });
  return new Map([
    ['model.mjs', sink.toBytes()],
    ...[...sink.siblings].map(([name, beside]) => [name, beside.toBytes()] as const),
  ]);
}

/** Files in an empty folder, which is removed afterwards. */
export async function inFolder<T>(
  files: ReadonlyMap<string, Uint8Array>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'brine-module-'));
  try {
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An output as a module gives it. */
export interface Output {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number | bigint | string | null>;
}

export type Exports = Readonly<Record<string, (rows: unknown) => Output | readonly Output[] | Record<string, Output>>>;

export function imported(program: Program): Promise<Exports> {
  return written(program).then((files) =>
    inFolder(files, (folder) => import(pathToFileURL(join(folder, 'model.mjs')).href) as Promise<Exports>),
  );
}

export const textOf = (files: ReadonlyMap<string, Uint8Array>, name: string): string =>
  new TextDecoder().decode(files.get(name));

/** Errors of the compiler, for models' declarations with programs that use them. */
export function compile(cases: readonly (readonly [declarations: string, use?: string])[]): Promise<string[][]> {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    types: [],
  };
  const encoder = new TextEncoder();
  const files = cases.flatMap(([declarations, use = ''], i) => [
    [`model${i}.d.mts`, encoder.encode(declarations)] as const,
    [`use${i}.mts`, encoder.encode(use.replace('model.mjs', `model${i}.mjs`))] as const,
  ]);
  return inFolder(new Map(files), (folder) => {
    const compiler = ts.createProgram(
      files.map(([name]) => join(folder, name)),
      options,
    );
    const errors = ts.getPreEmitDiagnostics(compiler);
    return Promise.resolve(
      cases.map((_, i) =>
        errors
          .filter(({ file }) => !file || [`model${i}.d.mts`, `use${i}.mts`].includes(basename(file.fileName)))
          .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
      ),
    );
  });
}
