/** Rewrites files of dill and cloudpickle, compares bytes, and has Python load what was written and call it. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { dill } from '@brine/codec-dill';
import { pickle } from '@brine/codec-pickle';
import { fromBytes, isCodecError, toMemory } from '@brine/core';
import { createHost } from '@brine/core/host';

/** The folders whose files are called, not only loaded. */
export const FOLDERS = /(^|\/)dill(\/|$)/;

const USAGE = `usage: npm run rewrite -- DIR [options]      (DIR is a folder named dill, or one in it)

  DIR                 a folder of .dill and .cloudpickle.pkl files, walked; FILE.expected.json beside one has its calls
  --python PROGRAM    loads what was written by its version of Python, and calls it; may be given again
  --tagger FILE       the Python module whose tag(value) wrote the results
  --path DIR          is ignored: what these files need they bring along
  --filter TEXT       only files whose path holds TEXT
`;

const host = createHost([pickle, dill]);

interface Rewritten {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly written: Uint8Array;
  readonly sidecar: { readonly env: string; readonly how: string };
}

/** @returns the exit code: 0 all is well, 1 a file cannot be read or written, or does something else afterwards, 3 wrong usage */
export async function main(args: readonly string[], check: string): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      python: { type: 'string', multiple: true, default: [] },
      path: { type: 'string', multiple: true, default: [] },
      tagger: { type: 'string' },
      filter: { type: 'string', default: '' },
    },
  });
  const [root] = positionals;
  if (root === undefined || positionals.length > 1 || (values.python.length > 0 && values.tagger === undefined)) {
    process.stderr.write(USAGE);
    return 3;
  }
  let bad = 0;
  const files: Rewritten[] = [];
  const counts = new Map<string, { files: number; same: number }>();
  for (const path of filesIn(resolve(root))) {
    const name = relative(resolve(root), path).split(sep).join('/');
    if (!name.includes(values.filter)) continue;
    const file = await rewrite(path, name);
    if (typeof file === 'string') {
      bad++;
      console.log(`${name}: ${file}`);
      continue;
    }
    files.push(file);
    const group = `${dirname(name)}, ${file.sidecar.how.split(' ')[0]}`;
    const count = counts.get(group) ?? { files: 0, same: 0 };
    counts.set(group, count);
    count.files++;
    if (Buffer.compare(file.bytes, file.written) === 0) count.same++;
    else if (values.filter !== '') console.log(`${name}: ${firstDifference(file.bytes, file.written)}`);
  }
  for (const [group, { files: all, same }] of counts) {
    console.log(`${group}: ${same} of ${all} byte for byte (${((100 * same) / all).toFixed(1)} %)`);
  }
  for (const python of values.python) bad += callInPython(python, check, files, values.tagger!);
  return bad > 0 ? 1 : 0;
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : /\.dill$|\.cloudpickle\.pkl$/.test(entry.name) ? [path] : [];
  });
}

/** @returns why a file cannot be read or written */
async function rewrite(path: string, name: string): Promise<Rewritten | string> {
  const bytes = new Uint8Array(readFileSync(path));
  try {
    const opened = await host.open(fromBytes(bytes, name));
    const { version, globals = [] } = await opened.inspect();
    const numpy = globals.some((global) => global.startsWith('numpy.core.')) ? 1 : 2;
    const sink = toMemory();
    await host.encode(opened, sink, { to: 'dill', dill: { protocol: Number(version), numpy } });
    const sidecar = JSON.parse(readFileSync(`${path}.expected.json`, 'utf8')) as Rewritten['sidecar'];
    return { name, path, bytes, written: sink.toBytes(), sidecar };
  } catch (error) {
    if (!isCodecError(error)) throw error;
    return `${error.code} ${error.message} ${error.at.path ?? ''}`;
  }
}

function firstDifference(expected: Uint8Array, actual: Uint8Array): string {
  let at = 0;
  while (expected[at] === actual[at] && at < expected.length) at++;
  const near = (bytes: Uint8Array) =>
    JSON.stringify(Buffer.from(bytes.subarray(Math.max(0, at - 12), at + 24)).toString('latin1'));
  return `differs from ${at} on\n    Python ${near(expected)}\n    Brine  ${near(actual)}`;
}

/** Code is of one version of Python: each file is called by that. */
function callInPython(python: string, check: string, files: readonly Rewritten[], tagger: string): number {
  const own = versionOf(python);
  const called = files.filter(({ sidecar }) => sidecar.env.includes(own));
  const folder = mkdtempSync(join(tmpdir(), 'rewrite-'));
  try {
    const manifest = called.map(({ name, path, written }, i) => {
      const rewritten = join(folder, `${i}.file`);
      mkdirSync(dirname(rewritten), { recursive: true });
      writeFileSync(rewritten, written);
      return { name, original: path, rewritten, sidecar: `${path}.expected.json` };
    });
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
    const { stdout, stderr, status } = spawnSync(python, [check, join(folder, 'manifest.json'), '--tagger', tagger], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (status !== 0) throw new Error(`${python}: ${stderr}`);
    const found = JSON.parse(stdout.slice(stdout.lastIndexOf('\n[[') + 1)) as [string, string | null, string | null][];
    const changed = found.filter(([, wrong, original]) => wrong !== null && original !== wrong);
    const unlike = found.filter(([, wrong, original]) => wrong !== null && original === wrong);
    for (const [name, wrong] of changed) console.log(`${python}: ${name}: ${wrong}`);
    for (const [name, wrong] of unlike) console.log(`${python}: ${name}: so does the original: ${wrong}`);
    console.log(
      `${python}: ${found.length} files written, loaded and called; ${changed.length} unlike the original, ` +
        `${unlike.length} that are no longer as their sidecars say, as the originals`,
    );
    return changed.length;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The minor version, as the sidecars tell what wrote a file: `python 3.11.` and what follows. */
function versionOf(python: string): string {
  const program = 'import sys; print("python %d.%d." % sys.version_info[:2])';
  return spawnSync(python, ['-c', program], { encoding: 'utf8' }).stdout.trim();
}
