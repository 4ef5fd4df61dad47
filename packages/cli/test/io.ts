/** Streams that tests look at. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Io } from '../src/io.js';
import { main } from '../src/main.js';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunSettings {
  readonly stdin?: string | Uint8Array;
  readonly cwd?: string;
  readonly color?: boolean;
  readonly watched?: boolean;
}

/** Runs the command line in this process. */
export async function run(
  argv: readonly string[],
  { stdin = '', cwd = tmpdir(), color = false, watched = false }: RunSettings = {},
): Promise<Ran> {
  const out: Uint8Array[] = [];
  let err = '';
  const bytes = (data: string | Uint8Array) =>
    typeof data === 'string' ? new TextEncoder().encode(data) : data.slice();
  const io: Io = {
    write: (data) => {
      out.push(bytes(data));
      return Promise.resolve();
    },
    say: (text) => {
      err += text;
    },
    readStdin: () => Promise.resolve(bytes(stdin)),
    color,
    watched,
    cwd,
  };
  const code = await main(argv, io);
  return { code, out: Buffer.concat(out).toString(), err };
}

/** A folder that goes when the test is done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'brine-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const root = join(import.meta.dirname, '../../..');

/** A committed file, by its path in the workspace. */
export const file = (path: string): string => join(root, path);
export const fixture = (name: string): string => file(`packages/cli/fixtures/${name}`);
export const demo = (name: string): string => file(`examples/demo/models/${name}`);
export const bytesOf = (path: string): Uint8Array => new Uint8Array(readFileSync(path));
export const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
