/** Compares what `brine dis` prints with what CPython's pickletools prints, line for line. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { dill } from '@brine/codec-dill';
import { joblib } from '@brine/codec-joblib';
import { pickle } from '@brine/codec-pickle';
import { compressors, containers, type Compression } from '@brine/containers';
import { fromBytes, isCodecError } from '@brine/core';
import { createHost, type Opened } from '@brine/core/host';
import { differenceOf, type Printed } from '../fuzz/printed.js';

const USAGE = `usage: npm run corpus:dis -- DIR --python PROGRAM [--path DIR] [--filter TEXT]

  DIR       a folder of pickles, joblib and dill files, walked
  --python  prints them with its pickletools; for joblib files it needs joblib
  --path    where Python finds the modules that joblib files name; may be given again
  --filter  only files whose path holds TEXT
`;

const host = createHost([pickle, joblib, dill, ...containers]);

/** @returns the exit code: 0 all are alike, 1 differences, 3 wrong usage */
export async function main(args: readonly string[], script: string): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      python: { type: 'string' },
      path: { type: 'string', multiple: true, default: [] },
      filter: { type: 'string', default: '' },
    },
  });
  const [root] = positionals;
  if (root === undefined || positionals.length > 1 || !existsSync(root) || values.python === undefined) {
    process.stderr.write(USAGE);
    return 3;
  }
  const folder = mkdtempSync(join(tmpdir(), 'dis-'));
  try {
    const manifest: object[] = [];
    const listed = new Map<string, Printed>();
    for (const path of picklesIn(resolve(root))) {
      const name = relative(resolve(root), path).split(sep).join('/');
      if (!name.includes(values.filter)) continue;
      const opened = await open(path);
      const plain = join(folder, String(listed.size));
      writeFileSync(plain, await decompressed(opened, new Uint8Array(readFileSync(path))));
      manifest.push({ name, path: plain });
      listed.set(name, await printed(opened));
    }
    const list = join(folder, 'manifest.json');
    writeFileSync(list, JSON.stringify(manifest));
    return report(listed, inPython(values.python, [script, list, ...values.path.map((dir) => resolve(dir))]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function picklesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? picklesIn(path) : PICKLES.test(entry.name) ? [path] : [];
  });
}

const PICKLES = /\.(pkl|dill|joblib)(\.\w+)?$/;

/** For its opcodes, also where they cannot be followed. */
function open(path: string): Promise<Opened> {
  const deferred = { defer: true };
  const settings = { pickle: deferred, joblib: deferred, dill: deferred };
  return host.open(fromBytes(new Uint8Array(readFileSync(path)), path), settings);
}

async function decompressed({ containers: [name] }: Opened, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return name === undefined ? bytes : compressors[name as Compression].decompress(bytes);
}

async function printed({ document }: Opened): Promise<Printed> {
  let text = '';
  try {
    for await (const { line } of document.disassemble!()) text += `${line}\n`;
    return { text };
  } catch (error) {
    if (!isCodecError(error)) throw error;
    return { text, error: error.message };
  }
}

/** What Python prints of a file, or why it cannot. */
type Answer = { readonly name: string } & ({ readonly dis: [string, string | null] } | { readonly error: string });

function inPython(python: string, args: readonly string[]): Answer[] {
  const { stdout, stderr, status } = spawnSync(python, args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(`${python}: ${stderr}`);
  // A document begins its line; what a file prints as it is loaded does not matter.
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{"name": '))
    .map((line) => JSON.parse(line) as Answer);
}

function report(listed: ReadonlyMap<string, Printed>, answers: readonly Answer[]): number {
  const counts = new Map<string, { files: number; lines: number; alike: number }>();
  let bad = listed.size - answers.length;
  for (const answer of answers) {
    const { name } = answer;
    const ours = listed.get(name)!;
    const count = counts.get(dirname(name)) ?? { files: 0, lines: 0, alike: 0 };
    counts.set(dirname(name), count);
    count.files++;
    if ('error' in answer) {
      console.log(`${name} cannot be compared here: ${answer.error}`);
      continue;
    }
    const [text, error] = answer.dis;
    const wrong = differenceOf(ours, error === null ? { text } : { text, error });
    count.lines += text.split('\n').length - 1;
    if (wrong === undefined) count.alike++;
    else {
      bad++;
      console.log(`${name}: ${wrong}`);
    }
  }
  for (const [folder, { files, lines, alike }] of counts) {
    console.log(`${folder}: ${alike} of ${files} as pickletools prints them, ${lines} lines`);
  }
  return bad > 0 ? 1 : 0;
}
