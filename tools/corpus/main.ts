/** Walks a corpus, compares, and prints what came out. */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { INERT, listedIn } from './inert.js';
import type { CorpusFile, Outcome } from './kind.js';
import { KINDS } from './kinds/index.js';
import { OUT_OF_SCOPE, type OutOfScope } from './scope.js';

const SUFFIX = '.expected.json';
const USAGE = `usage: npm run corpus -- DIR [--filter TEXT] [--engine ID] [--verbose]

  DIR        a folder of files, each FILE with FILE${SUFFIX} beside it; walked
  --filter   only files whose path holds TEXT
  --engine   run estimators on this engine (brine, onnxruntime); by default on the one that is done first
  --verbose  the outcome of every file
`;

/** Options that have a value. */
const VALUED: ReadonlySet<string> = new Set(['--filter', '--engine']);

interface Result {
  readonly path: string;
  readonly outcome: Outcome;
  /** The entry for files that are not expected to compare well yet. */
  readonly scope?: OutOfScope;
}

/** @returns the exit code: 0 all is well, 1 a difference or a list with needless entries, 3 wrong usage */
export async function main(args: readonly string[]): Promise<number> {
  const verbose = args.includes('--verbose');
  const valueOf = (name: string, fallback: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : fallback);
  const [filter, engine] = [valueOf('--filter', ''), valueOf('--engine', 'auto')];
  const [root, ...more] = args.filter((arg, i) => !arg.startsWith('--') && !VALUED.has(args[i - 1]!));
  if (
    root === undefined ||
    more.length > 0 ||
    filter === undefined ||
    engine === undefined ||
    !existsSync(root) ||
    !statSync(root).isDirectory()
  ) {
    process.stderr.write(USAGE);
    return 3;
  }
  const results: Result[] = [];
  const listed = new Set<string>();
  const unknown = new Set<string>();
  for (const sidecar of sidecarsIn(resolve(root))) {
    const file = { ...corpusFile(resolve(root), sidecar), engine };
    if (!file.path.includes(filter)) continue;
    const kind = KINDS.find(({ folders }) => folders.test(file.folder));
    if (!kind) {
      unknown.add(dirname(file.path));
      continue;
    }
    const outcome = await kind.compare(file);
    // A list is judged by the files that compare well.
    if (outcome.status === 'equal' || outcome.status === 'inert')
      listedIn(file.sidecar, `${file.folder}/${file.name}`, listed);
    const scope = OUT_OF_SCOPE.find(({ files }) => files.test(`${file.folder}/${file.name}`));
    results.push({ path: file.path, outcome, ...(scope ? { scope } : {}) });
    if (verbose) console.log(`${file.path}: ${outcomeText(outcome)}`);
  }
  return report(results, listed, unknown);
}

/** Paths of all sidecars under a folder, sorted. */
function sidecarsIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sidecarsIn(path);
    return entry.name.endsWith(SUFFIX) && existsSync(path.slice(0, -SUFFIX.length)) ? [path] : [];
  });
}

function corpusFile(root: string, sidecarPath: string): Omit<CorpusFile, 'engine'> {
  const folder = dirname(sidecarPath);
  const name = sidecarPath.slice(folder.length + 1, -SUFFIX.length);
  const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  return {
    folder: folder.split(sep).join('/'),
    name,
    path: relative(root, join(folder, name)).split(sep).join('/'),
    sidecar: read(sidecarPath),
    other: (of) => read(join(folder, of.endsWith(SUFFIX) ? of : of + SUFFIX)),
    bytes: (of = name) => new Uint8Array(readFileSync(join(folder, of))),
  };
}

function outcomeText(outcome: Outcome): string {
  switch (outcome.status) {
    case 'inert':
      return `inert: ${outcome.names.join(', ')}`;
    case 'different':
      return `different at ${outcome.at}\n    expected ${outcome.expected}\n    actual   ${outcome.actual}`;
    case 'failed':
      return `failed: ${outcome.error}`;
    default:
      return outcome.status;
  }
}

function report(results: readonly Result[], listed: ReadonlySet<string>, unknown: ReadonlySet<string>): number {
  const isBad = ({ outcome: { status } }: Result) => status === 'different' || status === 'failed';
  const bad = results.filter((result) => !result.scope && isBad(result));
  for (const { path, outcome } of bad) console.log(`${path}: ${outcomeText(outcome)}`);

  const folders = new Map<string, Map<string, number>>();
  for (const { path, outcome, scope } of results) {
    const counts = folders.get(dirname(path)) ?? new Map<string, number>();
    folders.set(dirname(path), counts);
    const status = scope ? 'out of scope' : outcome.status;
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  for (const [folder, counts] of folders) {
    console.log(`${folder}: ${[...counts].map(([status, count]) => `${count} ${status}`).join(', ')}`);
  }
  for (const folder of unknown) console.log(`${folder}: no kind of this tool compares it`);

  const used = new Map<string, number>();
  for (const { outcome } of results) {
    for (const name of outcome.status === 'inert' ? outcome.names : []) used.set(name, (used.get(name) ?? 0) + 1);
  }
  if (used.size > 0) console.log('\ninert, for only Python could compute it:');
  for (const [name, count] of used) {
    const entry = INERT.find((listed) => listed.name === name);
    console.log(`  ${name} (${count} files)${entry ? `: ${entry.reason}` : ''}`);
  }

  const met = new Set(results.map(({ scope }) => scope));
  const listedScopes = OUT_OF_SCOPE.filter((entry) => met.has(entry));
  if (listedScopes.length > 0) console.log('\nout of scope:');
  for (const entry of listedScopes) {
    const count = results.filter(({ scope }) => scope === entry).length;
    console.log(`  ${entry.files.source} (${count} files): ${entry.reason}`);
  }

  const needless = [
    ...INERT.filter(({ name }) => listed.has(name) && !used.has(name)).map(({ name }) => `inert.ts: ${name}`),
    ...listedScopes
      .filter((entry) => results.every((result) => result.scope !== entry || !isBad(result)))
      .map((entry) => `scope.ts: ${entry.files.source}`),
  ];
  for (const entry of needless) console.log(`\nno longer needed, take it off the list: ${entry}`);
  const good = results.length - results.filter(isBad).length;
  console.log(
    `\n${results.length} files: ${good} as Python has them, ${bad.length} not, ${results.length - good - bad.length} out of scope`,
  );
  return bad.length > 0 || needless.length > 0 ? 1 : 0;
}
