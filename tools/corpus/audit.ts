/** Judges the files of a corpus, and counts what came out against what its lists say of them. */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { containers } from '@brine/containers';
import { dill } from '@brine/codec-dill';
import { joblib } from '@brine/codec-joblib';
import { onnx } from '@brine/codec-onnx';
import { hdf5, keras } from '@brine/codec-hdf5';
import { npy, npz } from '@brine/codec-numpy';
import { pickle } from '@brine/codec-pickle';
import { safetensors } from '@brine/codec-safetensors';
import { zip } from '@brine/zip';
import { createHost } from '@brine/core/host';
import { fromFile } from '@brine/core/node';
import { auditFile, type Audited } from '../../packages/cli/src/audit/audit-file.js';
import { readPolicy } from '../../packages/cli/src/audit/policy-file.js';

const USAGE = `usage: npm run corpus:audit -- DIR [--policy FILE] [--filter TEXT] [--verbose]

  DIR        a corpus with malicious/ and benign/benign.json
  --policy   a policy file, as brine audit takes it: names of the corpus's own classes
  --filter   only files whose path holds TEXT
  --verbose  every file that is not as it should be, with its first findings
`;

interface Row {
  readonly file: string;
  /** `malicious`, `suspicious`, `corrupt`, or the list of benign.json. */
  readonly list: string;
}

/** Verdicts that are right for a list, and the share of the first that there must be. */
const WANTED: Readonly<Record<string, { readonly right: readonly Audited['verdict'][]; readonly share: number }>> = {
  malicious: { right: ['dangerous', 'not-proven'], share: 0.98 },
  suspicious: { right: ['dangerous', 'not-proven'], share: 0 },
  corrupt: { right: ['not-proven'], share: 1 },
  strict: { right: ['safe', 'not-proven'], share: 0.98 },
  may_warn: { right: ['safe', 'not-proven'], share: 0 },
  contains_code: { right: ['not-proven', 'safe'], share: 0 },
};

/** @returns the exit code: 0 when every list is as it must be, 1 when not, 3 for wrong usage */
export async function main(args: readonly string[]): Promise<number> {
  const valueOf = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const [root] = args.filter((arg, i) => !arg.startsWith('--') && !['--policy', '--filter'].includes(args[i - 1]!));
  if (root === undefined || !existsSync(root) || !statSync(root).isDirectory()) {
    process.stderr.write(USAGE);
    return 3;
  }
  const policy = valueOf('--policy');
  const allow = policy === undefined ? [] : readPolicy(readFileSync(policy, 'utf8'), policy);
  const host = createHost([pickle, joblib, dill, onnx, safetensors, npy, npz, hdf5, keras, zip, ...containers]);
  const filter = valueOf('--filter') ?? '';
  let bad = 0;
  for (const list of Object.keys(WANTED)) {
    const rows = rowsOf(root, list).filter(({ file }) => file.includes(filter));
    if (rows.length === 0) continue;
    const counts = new Map<string, number>();
    let slowest = { file: '', ms: 0 };
    const { right, share } = WANTED[list]!;
    for (const { file } of rows) {
      const began = performance.now();
      const source = await fromFile(join(root, file));
      const audited = await auditFile(host, source, { allow, buffers: buffersOf(join(root, file)) });
      await source.close?.();
      const ms = performance.now() - began;
      if (ms > slowest.ms) slowest = { file, ms };
      counts.set(audited.verdict, (counts.get(audited.verdict) ?? 0) + 1);
      if (args.includes('--verbose') && audited.verdict !== right[0]) {
        const worstFirst = [...audited.findings].sort(
          (a, b) => Number(b.effect === 'dangerous') - Number(a.effect === 'dangerous'),
        );
        const findings = worstFirst.slice(0, 3).map(({ code, message }) => `    ${code} ${message}`);
        console.log([`${list} ${file}: ${audited.verdict}`, ...findings].join('\n'));
      }
      if (!right.includes(audited.verdict)) bad++;
    }
    const first = counts.get(right[0]!) ?? 0;
    if (first < share * rows.length) bad++;
    const all = [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
    console.log(
      `${list}: ${rows.length} files: ${all}; ${((100 * first) / rows.length).toFixed(1)} % ${right[0]}; slowest ${slowest.file} ${slowest.ms.toFixed(0)} ms`,
    );
  }
  return bad > 0 ? 1 : 0;
}

/** Out-of-band buffers that a file's sidecar names: it is judged as it is loaded. */
function buffersOf(path: string): Uint8Array[] {
  const sidecar = `${path}.expected.json`;
  if (!existsSync(sidecar)) return [];
  const { out_of_band: buffers = [] } = JSON.parse(readFileSync(sidecar, 'utf8')) as {
    out_of_band?: { file: string }[];
  };
  return buffers.map(({ file }) => new Uint8Array(readFileSync(join(dirname(path), file))));
}

function rowsOf(root: string, list: string): Row[] {
  const benign = join(root, 'benign/benign.json');
  if (existsSync(benign)) {
    const lists = JSON.parse(readFileSync(benign, 'utf8')) as Record<string, unknown>;
    if (Array.isArray(lists[list])) return (lists[list] as string[]).map((file) => ({ file, list }));
  }
  const malicious = join(root, 'malicious');
  if (!existsSync(malicious)) return [];
  return sidecars(malicious)
    .filter((sidecar) => (JSON.parse(readFileSync(sidecar, 'utf8')) as { verdict?: string }).verdict === list)
    .map((sidecar) => ({ file: relative(root, sidecar.slice(0, -'.expected.json'.length)), list }));
}

function sidecars(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sidecars(path);
    return entry.name.endsWith('.expected.json') ? [path] : [];
  });
}
