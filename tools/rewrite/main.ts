/** Rewrites pickles, compares bytes, and has Python compare values. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { joblib } from '@brine/codec-joblib';
import { pickle, type PickleOptions } from '@brine/codec-pickle';
import { dumpPickle } from '@brine/codec-pickle/write';
import { compressors, type Compression } from '@brine/containers';
import { concatBytes, fromBytes, isCodecError, toMemory, type PyValue } from '@brine/core';
import { createHost } from '@brine/core/host';
import { CHANGED, REASONS, type Reason } from './reasons.js';

const USAGE = `usage: npm run rewrite -- DIR [options]

  DIR                 a folder of .pkl and .joblib files, walked; FILE.expected.json beside one says what loading it needs
  --python PROGRAM    loads what was written and compares it with the original; may be given again
  --path DIR          where Python finds the modules that the files name; may be given again
  --tagger FILE       a Python module whose tag(value) has to be the same too
  --protocols LIST    same (default), or protocols to write as in 0,2,5; bytes are compared for same only
  --filter TEXT       only files whose path holds TEXT
`;

const host = createHost([pickle, joblib]);

interface File {
  readonly path: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly options: PickleOptions;
  /** Which numpy wrote it; a joblib file may have no names that tell. */
  readonly numpy: 1 | 2;
  /** What check.py has to know for loading it. */
  readonly entry: Record<string, unknown>;
}

interface Rewritten {
  readonly file: File;
  readonly written: readonly Uint8Array[];
  /** Of a compressed file what is in it before and after: two compressors seldom agree on bytes. */
  readonly inside?: readonly [original: Uint8Array, written: Uint8Array];
}

/** @returns the exit code: 0 all is well, 1 a value changed or a difference has no reason, 3 wrong usage */
export async function main(args: readonly string[], check: string): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      python: { type: 'string', multiple: true, default: [] },
      path: { type: 'string', multiple: true, default: [] },
      tagger: { type: 'string' },
      protocols: { type: 'string', default: 'same' },
      filter: { type: 'string', default: '' },
    },
  });
  const [root] = positionals;
  if (root === undefined || positionals.length > 1 || !existsSync(root)) {
    process.stderr.write(USAGE);
    return 3;
  }
  const protocols = values.protocols === 'same' ? undefined : values.protocols.split(',').map(Number);
  const rewritten: Rewritten[] = [];
  let bad = 0;
  const counts = new Map<string, { files: number; same: number; inside: number }>();
  const reasons = new Map<Reason, string[]>();
  for (const path of picklesIn(resolve(root))) {
    const name = relative(resolve(root), path).split(sep).join('/');
    if (!name.includes(values.filter)) continue;
    const file = fileAt(path, name);
    const written = await rewrite(file, protocols);
    if (typeof written === 'string') {
      console.log(`${name}: ${written}`);
      continue;
    }
    rewritten.push(written);
    if (protocols) continue;
    const count = counts.get(dirname(name)) ?? { files: 0, same: 0, inside: 0 };
    counts.set(dirname(name), count);
    count.files++;
    const [original, mine] = written.inside ?? [file.bytes, written.written[0]!];
    if (Buffer.compare(file.bytes, written.written[0]!) === 0) count.same++;
    else if (Buffer.compare(original, mine) === 0) count.inside++;
    else {
      const reason = REASONS.find(({ files }) => files.test(file.path));
      if (reason) reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
      else {
        bad++;
        console.log(`${name}: ${firstDifference(original, mine)}`);
      }
    }
  }
  for (const [folder, { files, same, inside }] of counts) {
    const compressed = inside > 0 ? `, ${inside} more but for how they are compressed` : '';
    console.log(`${folder}: ${same} of ${files} byte for byte (${((100 * same) / files).toFixed(1)} %)${compressed}`);
  }
  for (const [{ reason }, names] of reasons) console.log(`  ${reason}:\n    ${names.join(', ')}`);
  for (const python of values.python) bad += compareInPython(python, check, rewritten, values);
  return bad > 0 ? 1 : 0;
}

function picklesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? picklesIn(path) : /\.pkl$|\.joblib(\.\w+)?$/.test(entry.name) ? [path] : [];
  });
}

function fileAt(path: string, name: string): File {
  const sidecarPath = `${path}.expected.json`;
  const sidecar = (existsSync(sidecarPath) ? JSON.parse(readFileSync(sidecarPath, 'utf8')) : {}) as {
    out_of_band?: { file: string }[];
    extensions?: [string, string, number][];
    env?: string;
    multi?: boolean;
  } & Record<string, unknown>;
  const buffers = sidecar.out_of_band?.map((buffer) => join(dirname(path), buffer.file));
  const encoding = Object.keys(sidecar).some((key) => /^(value|error)_(latin1|bytes|ASCII)$/.test(key));
  return {
    path: path.split(sep).join('/'),
    name,
    bytes: new Uint8Array(readFileSync(path)),
    numpy: /numpy[ =]*1\./.test(sidecar.env ?? '') ? 1 : 2,
    options: {
      ...(buffers ? { buffers: buffers.map((buffer) => new Uint8Array(readFileSync(buffer))) } : {}),
      ...(sidecar.extensions ? { extensions: extensionTable(sidecar.extensions) } : {}),
      ...(encoding ? { encoding: 'latin1' } : {}),
    },
    entry: {
      name,
      original: path,
      ...(buffers ? { buffers } : {}),
      ...(sidecar.extensions ? { extensions: sidecar.extensions } : {}),
      ...(encoding ? { encoding: 'latin1' } : {}),
      ...(sidecar.multi ? { several: true } : {}),
      ...(name.includes('.joblib') ? { joblib: true } : {}),
    },
  };
}

function extensionTable(rows: readonly [string, string, number][]): Record<number, string> {
  return Object.fromEntries(rows.map(([module, name, code]) => [code, `${module}.${name}`]));
}

/** @returns what each protocol makes of the file, or why it cannot be read or written */
async function rewrite(file: File, protocols: readonly number[] | undefined): Promise<Rewritten | string> {
  try {
    if (file.entry['joblib']) return await rewriteJoblib(file, protocols);
    const opened = await host.open(fromBytes(file.bytes, file.name), {
      codec: 'pickle',
      pickle: file.options,
      limits: { depth: 1_000_000 },
    });
    const { version, globals = [] } = await opened.inspect();
    const several: readonly PyValue[] = file.entry['several'] ? await opened.values() : [await opened.view('value')];
    const numpy = globals.some((name) => name.startsWith('numpy.core.')) ? 1 : 2;
    const { extensions = {} } = file.options;
    const written = (protocols ?? [Number(version)]).map((protocol) => {
      const out = file.options.buffers && protocol >= 5 ? { bufferCallback: () => false } : {};
      return concatBytes(several.map((value) => dumpPickle(value, { protocol, numpy, extensions, ...out })));
    });
    return { file, written };
  } catch (error) {
    if (!isCodecError(error)) throw error;
    return `${error.code} ${error.message} ${error.at.path ?? ''}`;
  }
}

/** A joblib file, compressed as it was; at the level that its name tells (`x.xz3.joblib.xz`). */
async function rewriteJoblib(file: File, protocols: readonly number[] | undefined): Promise<Rewritten> {
  const opened = await host.open(fromBytes(file.bytes, file.name));
  const { version } = await opened.inspect();
  const { numpy } = file;
  const container = opened.containers[0] as Compression | undefined;
  const level = /\.(?:zlib|gzip|bz2|lzma|xz|lz4|compress)([0-9])\./.exec(file.name)?.[1];
  const compress = container && { compress: level === undefined ? container : `${container}:${level}` };
  const written: Uint8Array[] = [];
  for (const protocol of protocols ?? [Number(version)]) {
    const sink = toMemory();
    await host.encode(opened, sink, { to: 'joblib', joblib: { protocol, numpy, ...compress } });
    written.push(sink.toBytes());
  }
  if (!container) return { file, written };
  const { decompress } = compressors[container];
  return { file, written, inside: [await decompress(file.bytes), await decompress(written[0]!)] };
}

function firstDifference(expected: Uint8Array, actual: Uint8Array): string {
  let at = 0;
  while (expected[at] === actual[at] && at < expected.length) at++;
  const near = (bytes: Uint8Array) =>
    JSON.stringify(Buffer.from(bytes.subarray(Math.max(0, at - 12), at + 24)).toString('latin1'));
  return `differs from ${at} on, for no reason that is listed\n    Python ${near(expected)}\n    Brine  ${near(actual)}`;
}

function compareInPython(
  python: string,
  check: string,
  files: readonly Rewritten[],
  options: { readonly tagger?: string | undefined; readonly path: readonly string[] },
): number {
  const folder = mkdtempSync(join(tmpdir(), 'rewrite-'));
  try {
    const manifest = files.map(({ file, written }, i) => {
      mkdirSync(join(folder, String(i)));
      const paths = written.map((bytes, k) => {
        const path = join(folder, String(i), `${k}.pkl`);
        writeFileSync(path, bytes);
        return path;
      });
      return { ...file.entry, rewritten: paths };
    });
    const list = join(folder, 'manifest.json');
    writeFileSync(list, JSON.stringify(manifest));
    const more = [
      ...(options.tagger ? ['--tagger', options.tagger] : []),
      ...options.path.flatMap((dir) => ['--path', dir]),
    ];
    const { stdout, stderr, status } = spawnSync(python, [check, list, ...more], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (status !== 0) throw new Error(`${python}: ${stderr}`);
    const wrong = JSON.parse(stdout.slice(stdout.lastIndexOf('\n[') + 1)) as [string, number | null, string][];
    const listed = (name: string) => CHANGED.find((entry) => entry.files.test(pathOf(files, name)));
    const changed = wrong.filter(([name, index]) => index !== null && !listed(name));
    const known = wrong.filter(([name, index]) => index !== null && listed(name));
    const unread = wrong.filter(([, index]) => index === null);
    for (const [name, index, what] of changed) console.log(`${python}: ${name} (${index}): ${what}`);
    for (const [name] of known) console.log(`${python}: ${name} is another value: ${listed(name)!.reason}`);
    for (const [name, , what] of unread) console.log(`${python}: ${name} cannot be compared here: ${what}`);
    const total = files.reduce((sum, { written }) => sum + written.length, 0);
    console.log(
      `${python}: ${total} files written, ${changed.length + known.length} of them not the value of the original; ${unread.length} originals cannot be compared`,
    );
    return changed.length;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function pathOf(files: readonly Rewritten[], name: string): string {
  return files.find(({ file }) => file.name === name)!.file.path;
}
