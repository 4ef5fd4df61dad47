/** The built command as a process of its own: what no test within one process can show. `npx nx build @brine/cli` builds it. */

import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { version } from '../package.json';
import { demo, file, temporaryFolder } from './io.js';

const bin = file('packages/cli/dist/bin.js');

beforeAll(() => {
  if (!existsSync(bin)) throw new Error('The command is not built: npx nx build @brine/cli');
});

function start(argv: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(process.execPath, [bin, ...argv], options);
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function ended(child: ChildProcess) {
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.on('close', (exit, by) => resolve([exit, by])),
  );
  return { code, signal, out, err };
}

async function brine(argv: readonly string[], stdin?: string | Uint8Array) {
  const child = start(argv);
  child.stdin!.on('error', () => undefined);
  child.stdin!.end(stdin);
  return ended(child);
}

describe('the process', () => {
  it.each([
    [['--version'], 0],
    [['inspect', demo('diabetes-ridge.pkl')], 0],
    [['inspect', demo('iris-forest.joblib.expected.json')], 2],
    [['inspect', '--jsn', 'x'], 3],
    [['inspect', 'no-such-file.pkl'], 4],
    [['inspect', 'no-such-file.pkl', demo('diabetes-ridge.pkl'), demo('iris-forest.joblib.expected.json')], 4],
  ])('%j exits with %d', async (argv, code) => {
    expect((await brine(argv)).code).toBe(code);
  });

  it('prints JSON and nothing else on standard output, and nothing on the other', async () => {
    const { out, err } = await brine(['inspect', '--json', demo('diabetes-ridge.pkl'), 'no-such-file.pkl']);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => Object.keys(JSON.parse(line) as object)[0]),
    ).toEqual(['file', 'file']);
    expect(err).toBe('');
    expect((await brine(['--version'])).out).toBe(`${version}\n`);
  });

  it('takes rows and models from pipes', async () => {
    const rows = '[[5.1, 3.5, 1.4, 0.2]]';
    expect((await brine(['predict', demo('iris-forest.joblib')], rows)).out).toBe('predict\nsetosa\n');
    const path = join(temporaryFolder(), 'rows.json');
    writeFileSync(path, rows);
    expect((await brine(['predict', '-', '-i', path], readFileSync(demo('iris-forest.joblib')))).out).toBe(
      'predict\nsetosa\n',
    );
  });

  it('ends quietly when its reader goes', async () => {
    const child = start(['dump', '--json', ...new Array<string>(60).fill(demo('iris-forest.joblib'))]);
    child.stdout!.once('data', () => child.stdout!.destroy());
    let err = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (err += text));
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect([code, err]).toEqual([0, '']);
  });

  it('loads no ONNX Runtime to inspect', async () => {
    const child = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `
      const { main } = await import(${JSON.stringify(file('packages/cli/dist/index.js'))});
      const io = { write: async () => {}, say() {}, readStdin: async () => new Uint8Array(), color: false, watched: false, cwd: process.cwd() };
      await main(['inspect', ${JSON.stringify(demo('iris-forest.joblib'))}], io);
      const { sharedObjects } = process.report.getReport();
      // As text: a number would come in colours where FORCE_COLOR is set.
      console.log(String(sharedObjects.filter((name) => /onnxruntime/.test(name)).length));
    `,
    ]);
    expect((await ended(child)).out.trim()).toBe('0');
  });
});

/** A folder with a codec that writes for as long as it lives. */
function endlessWriter() {
  const cwd = temporaryFolder();
  const plugin = join(cwd, 'node_modules/brine-codec-endless');
  mkdirSync(plugin, { recursive: true });
  writeFileSync(
    join(plugin, 'package.json'),
    JSON.stringify({ name: 'brine-codec-endless', type: 'module', exports: './index.js' }),
  );
  writeFileSync(
    join(plugin, 'index.js'),
    `export const endless = {
      descriptor: { contract: 1, kind: 'codec', id: 'endless', title: 'Endless', package: 'brine-codec-endless', version: '1.0.0',
        extensions: ['.endless'], mimeTypes: [], magic: [], can: { open: [], encode: ['value'], audit: false, seek: false } },
      load: async () => ({
        open: async () => { throw new Error(); },
        encode: async (views, sink) => {
          await sink.sibling('x.side').then((side) => side.write(new Uint8Array(100_000)));
          for (;;) {
            await sink.write(new Uint8Array(100_000));
            await new Promise((resolve) => setTimeout(resolve, 10));
          }
        },
      }),
    };`,
  );
  writeFileSync(join(cwd, 'brine.config.json'), JSON.stringify({ plugins: ['brine-codec-endless'] }));
  const files = () => readdirSync(cwd).filter((name) => name !== 'node_modules' && name !== 'brine.config.json');
  return { cwd, files };
}

describe('a conversion that is ended', () => {
  async function endBy(signal: NodeJS.Signals, before: readonly string[]) {
    const { cwd, files } = endlessWriter();
    for (const name of before) writeFileSync(join(cwd, name), 'old');
    const child = start(['convert', demo('diabetes-ridge.pkl'), 'x.endless'], { cwd });
    const end = ended(child);
    for (let i = 0; files().length < before.length + 2; i++) {
      if (i > 400) throw new Error('it never began to write');
      await sleep(25);
    }
    child.kill(signal);
    const result = await end;
    for (const name of before) expect(readFileSync(join(cwd, name), 'utf8')).toBe('old');
    return { ...result, files: files() };
  }

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('by %s leaves the old file, and nothing else', async (signal) => {
    expect(await endBy(signal, ['x.endless', 'x.side'])).toMatchObject({
      signal,
      err: '',
      files: ['x.endless', 'x.side'],
    });
    expect(await endBy(signal, [])).toMatchObject({ signal, files: [] });
  });

  it('by SIGKILL leaves the old file whole, and none of the new name', async () => {
    expect((await endBy('SIGKILL', ['x.endless'])).signal).toBe('SIGKILL');
    expect((await endBy('SIGKILL', [])).files.filter((name) => !name.endsWith('.tmp'))).toEqual([]);
  });
});
