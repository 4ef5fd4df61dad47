/** The process that judges for `brine audit`, by the built command. `npx nx build @brine/cli` builds it. */

import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { demo, file, temporaryFolder } from './io.js';

const bin = file('packages/cli/dist/bin.js');

beforeAll(() => {
  if (!existsSync(bin)) throw new Error('The command is not built: npx nx build @brine/cli');
});

/** What a codec does with a file that holds its name: first the pid of its process goes into a file beside it. */
const BEHAVIOUR: Readonly<Record<string, string>> = {
  hang: 'for (;;);',
  objects: 'for (const hog = []; ; ) hog.push({}, 1.5);',
  // A thread of its own would not outlive this one.
  array: 'for (const hog = []; ; ) hog.push(null);',
  buffers: 'for (const hog = []; ; ) hog.push(new Uint8Array(1 << 24).fill(1));',
  crash: 'process.abort();',
};

/** A folder with a codec of its own, and files for it: their names say what judging them does. */
function plugged(names: readonly string[]): string {
  const cwd = temporaryFolder();
  const plugin = join(cwd, 'node_modules/brine-codec-odd');
  mkdirSync(plugin, { recursive: true });
  writeFileSync(
    join(plugin, 'package.json'),
    JSON.stringify({ name: 'brine-codec-odd', type: 'module', exports: './index.js' }),
  );
  writeFileSync(
    join(plugin, 'index.js'),
    `import { writeFileSync } from 'node:fs';
    const able = { open: [], encode: [], seek: false };
    const about = { contract: 1, kind: 'codec', package: 'brine-codec-odd', version: '1.0.0', mimeTypes: [] };
    export const odd = {
      descriptor: { ...about, id: 'odd', title: 'Odd', extensions: ['.odd'], magic: [], can: { ...able, audit: true } },
      load: async () => ({
        open: async () => { throw new Error(); },
        audit: async function* (source) {
          writeFileSync('pid', String(process.pid));
          const what = Buffer.from(await source.read(0, source.size)).toString();
          ${Object.entries(BEHAVIOUR)
            .map(([name, code]) => `if (what === '${name}') { ${code} }`)
            .join('\n')}
        },
      }),
    };
    // A second codec, so that none is chosen by the name of the package: files are judged by what they are.
    export const other = {
      descriptor: { ...about, id: 'other', title: 'Other', extensions: [], magic: [], can: { ...able, audit: false } },
      load: async () => ({ open: async () => { throw new Error(); } }),
    };`,
  );
  for (const name of names) writeFileSync(join(cwd, `${name}.odd`), name);
  return cwd;
}

function start(args: readonly string[], cwd: string): ChildProcess {
  const child = spawn(process.execPath, [bin, 'audit', ...args], { cwd });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

interface Row {
  file: string;
  verdict: string;
  findings: { code: string; message: string }[];
}

async function audited(args: readonly string[], cwd: string, stdin?: Uint8Array) {
  const child = start(args, cwd);
  child.stdin!.on('error', () => undefined);
  child.stdin!.end(stdin);
  let out = '';
  let err = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (err += text));
  const code = await new Promise((resolve) => child.on('close', resolve));
  const rows = out === '' ? [] : (JSON.parse(out) as { files: Row[] }).files;
  return { code, err, rows: rows.map((row) => [row.file, row.verdict, ...row.findings.map((one) => one.code)]), out };
}

describe('a file that costs too much', () => {
  it('ends when its time is over, and the next is judged', async () => {
    const cwd = plugged(['a', 'hang', 'z']);
    const { code, rows, out } = await audited(['--json', '--codec', 'brine-codec-odd', '--timeout', '0.5', '.'], cwd);
    expect(rows.filter(([name]) => name!.endsWith('.odd'))).toEqual([
      ['a.odd', 'safe'],
      ['hang.odd', 'not-proven', 'BRINE-CLI-001'],
      ['z.odd', 'safe'],
    ]);
    expect(code).toBe(2);
    expect(out).toContain('ended after 0.5 s (limit --timeout)');
  });

  it.each(['objects', 'array', 'buffers'])(
    'ends when it takes too much memory for %s, and the next is judged',
    async (what) => {
      const cwd = plugged(['a', what, 'z']);
      const names = ['a.odd', `${what}.odd`, 'z.odd'];
      const { code, rows, out } = await audited(
        ['--json', '--codec', 'brine-codec-odd', '--timeout', '60', ...names],
        cwd,
      );
      expect(rows).toEqual([
        ['a.odd', 'safe'],
        [`${what}.odd`, 'not-proven', 'BRINE-CLI-002'],
        ['z.odd', 'safe'],
      ]);
      expect(code).toBe(2);
      expect(out).toContain('(limit bytes)');
    },
    60_000,
  );

  it('is a bug of ours when the process ends by itself, and the next is judged', async () => {
    const cwd = plugged(['crash', 'z']);
    const { code, rows, err } = await audited(['--json', '--codec', 'brine-codec-odd', 'crash.odd', 'z.odd'], cwd);
    expect([code, rows]).toEqual([5, [['z.odd', 'safe']]]);
    expect(err).toContain('crash.odd: Internal error: the process that judges files ended by itself');
    expect(err).toContain('SIGABRT');
  });
});

describe('the process that judges', () => {
  it('judges standard input, and a folder of many files', async () => {
    const cwd = temporaryFolder();
    const bytes = readFileSync(demo('diabetes-ridge.pkl'));
    for (let i = 0; i < 300; i++) writeFileSync(join(cwd, `${i}.pkl`), bytes);
    const { code, rows } = await audited(['--json', '-', '.'], cwd, bytes);
    expect([code, rows.length, new Set(rows.map(([, verdict]) => verdict))]).toEqual([0, 301, new Set(['safe'])]);
  });

  it('says what is wrong with the settings once', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'policy.json'), '{"allow": [{"names": ["a.b"], "call": "everything"}]}');
    for (const name of ['a.pkl', 'b.pkl']) writeFileSync(join(cwd, name), readFileSync(demo('diabetes-ridge.pkl')));
    const { code, err } = await audited(['--policy', 'policy.json', 'a.pkl', 'b.pkl'], cwd);
    expect([code, err.match(/no schema/g)]).toEqual([3, ['no schema']]);
    const { code: usage, err: what } = await audited(['--codec', 'no-such-codec', 'a.pkl'], cwd);
    expect([usage, what]).toEqual([3, expect.stringContaining("there is no codec 'no-such-codec'")]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'ends with the command that %s ends, also in the middle of a loop',
    async (signal) => {
      const cwd = plugged(['hang']);
      const child = start(['--codec', 'brine-codec-odd', '--timeout', '100', 'hang.odd'], cwd);
      const closed = new Promise((resolve) => child.on('exit', (_, by) => resolve(by)));
      for (let i = 0; !existsSync(join(cwd, 'pid')); i++) {
        if (i > 400) throw new Error('it never began to judge');
        await sleep(25);
      }
      await sleep(50);
      const pid = Number(readFileSync(join(cwd, 'pid'), 'utf8'));
      expect(isAlive(pid)).toBe(true);
      child.kill(signal);
      expect(await closed).toBe(signal);
      for (let i = 0; isAlive(pid); i++) {
        if (i > 200) throw new Error('it goes on');
        await sleep(25);
      }
    },
  );
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
