/** Modules as a user gets them: written to a folder of their own, and imported from there. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type MemorySink, type Program, toMemory } from '@brine/core';
import { createHost } from '@brine/core/host';
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
