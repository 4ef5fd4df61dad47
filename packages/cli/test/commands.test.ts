/** The rules that hold for all commands. */

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { version } from '../package.json';
import { COMMANDS } from '../src/commands/index.js';
import { demo, run, temporaryFolder } from './io.js';

const jsonLines = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('help', () => {
  it('lists the commands', async () => {
    const { code, out, err } = await run(['--help']);
    expect([code, err]).toEqual([0, '']);
    for (const { name, summary } of COMMANDS) expect(out).toContain(`${name.padEnd(9)}${summary}`);
    expect((await run(['help'])).out).toBe(out);
  });

  it.each(COMMANDS.map(({ name }) => name))('of %s has an example', async (name) => {
    const { code, out, err } = await run([name, '--help']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(new RegExp(`^Usage: brine ${name} .*\n`));
    expect(out).toMatch(/Examples:\n {2}# .+\n {2}\$ .*brine /);
    expect((await run(['help', name])).out).toBe(out);
  });

  it('is given without a command, as wrong usage', async () => {
    const { code, out, err } = await run([]);
    expect([code, out]).toEqual([3, '']);
    expect(err).toContain('Usage: brine');
  });

  it('tells the version', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });
});

describe('wrong usage', () => {
  it.each([
    [['inspct', 'x'], "unknown command 'inspct'", 'Did you mean inspect?'],
    [
      ['frobnicate'],
      "unknown command 'frobnicate'",
      'The commands are: inspect, dump, dis, audit, convert, predict, codecs.',
    ],
    [['--jsn'], "unknown option '--jsn'", undefined],
    [['inspect', '--jsn', 'x'], "unknown option '--jsn'", 'Did you mean --json?'],
    [['predict', 'x', '--metod', 'predict'], "unknown option '--metod'", 'Did you mean --method?'],
    [['inspect'], "missing required argument 'file'", 'See: brine inspect --help'],
    [['codecs', 'x'], 'too many arguments', 'See: brine codecs --help'],
    [['inspect', 'x', '--depth'], "option '--depth <n>' argument missing", 'See: brine inspect --help'],
    [['inspect', 'x', '--depth', '-1'], '--depth -1: not a whole number', undefined],
    [['dump', 'x', '--encoding', 'utf8'], "'utf8' is invalid", 'See: brine dump --help'],
    [['dump', 'x', '--limit', 'dept=3'], "there is no limit 'dept'", 'Did you mean depth?'],
    [['dump', 'x', '--limit', 'depth=lots'], "'lots' is not a positive number", 'As in: --limit depth=10000'],
    [['dump', 'x', '--extension', '0=a.b'], 'not CODE=module.name', 'As in: --extension 240=mymodule.MyClass'],
    [['dump', 'x', '--codec', 'pickel'], "there is no codec 'pickel'", 'Did you mean pickle?'],
    [['dump', 'x', '--codec', '../x'], "there is no codec '../x'", 'Codecs that are installed: '],
  ])('%j', async (argv, message, hint) => {
    const { code, out, err } = await run(argv);
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(/^error: .*\n/);
    expect(err).toContain(message);
    if (hint !== undefined) expect(err).toContain(hint);
    expect(err).toContain('code: BRINE-CLI-USAGE');
  });

  it('is a JSON document with --json', async () => {
    const { code, out, err } = await run(['inspect', '--json', '--detph', '3', 'x']);
    expect([code, err]).toEqual([3, '']);
    expect(JSON.parse(out)).toEqual({
      error: {
        codec: 'cli',
        code: 'BRINE-CLI-USAGE',
        fault: 'option',
        message: "unknown option '--detph'",
        hint: 'Did you mean --depth? See: brine inspect --help',
      },
    });
  });
});

describe('files that fail', () => {
  function folder() {
    const path = temporaryFolder();
    const file = (name: string, content: string | Uint8Array) => {
      writeFileSync(join(path, name), content);
      return join(path, name);
    };
    return {
      path,
      good: demo('diabetes-ridge.pkl'),
      empty: file('empty.pkl', ''),
      cut: file('cut.pkl', new Uint8Array([0x80, 4, 0x5d, 0x94])),
      foreign: file('foreign.bin', 'GIF89a'),
      missing: join(path, 'missing.pkl'),
    };
  }

  it.each([
    ['missing', 4, 'io'],
    ['path', 4, 'io'],
    ['empty', 2, 'malformed'],
    ['cut', 2, 'malformed'],
    ['foreign', 2, 'unsupported'],
  ] as const)('%s: exit code %d', async (name, exit, fault) => {
    const path = folder()[name];
    const text = await run(['dump', path]);
    expect([text.code, text.out]).toEqual([exit, '']);
    expect(text.err.startsWith(`error: ${path}`)).toBe(true);
    const { code, out, err } = await run(['dump', '--json', path]);
    expect([code, err]).toEqual([exit, '']);
    expect(JSON.parse(out)).toMatchObject({ file: path, error: { fault } });
  });

  it('say where', async () => {
    const { cut } = folder();
    const { err } = await run(['dump', cut]);
    expect(err).toMatch(/\n {2}where: byte \d+/);
    const { out } = await run(['dump', '--json', cut]);
    expect(JSON.parse(out)).toMatchObject({ error: { offset: expect.any(Number) as number } });
  });

  it('never stop the others, and the worst code counts', async () => {
    const { good, cut, missing, foreign } = folder();
    const { code, out } = await run(['inspect', '--json', cut, good, foreign, missing, good]);
    expect(code).toBe(4);
    expect(jsonLines(out).map((document) => [document.file, 'error' in document])).toEqual([
      [cut, true],
      [good, false],
      [foreign, true],
      [missing, true],
      [good, false],
    ]);
    expect((await run(['inspect', '--json', cut, good])).code).toBe(2);
    const text = await run(['inspect', cut, good]);
    expect([text.code, text.out.includes('sklearn.pipeline.Pipeline'), text.err.includes(cut)]).toEqual([
      2,
      true,
      true,
    ]);
  });

  it('over a limit tell which, and how to raise it', async () => {
    const { good } = folder();
    for (const command of ['dump', 'predict']) {
      const { code, err } = await run([command, '--limit', 'bytes=100', good]);
      expect(code, command).toBe(2);
      expect(err, command).toContain('--limit bytes=N');
    }
  });

  it('in their names cannot move the cursor of the terminal', async () => {
    const { err } = await run(['dump', '\u001b[2Jx']);
    expect(err).toContain('\\u001b[2Jx');
    expect(err).not.toContain('\u001b');
  });
});

describe('plugins of the working folder', () => {
  const descriptor = (id: string) => ({
    contract: 1,
    kind: 'codec',
    id,
    title: id,
    package: `brine-codec-${id}`,
    version: '1.0.0',
    extensions: [`.${id}`],
    mimeTypes: [],
    magic: [{ offset: 0, bytes: [0x54, 0x4f, 0x59] }],
    can: { open: ['value'], encode: [], audit: false, seek: false },
  });
  const code = (id: string, mark: string) => `
    globalThis[Symbol.for(${JSON.stringify(mark)})] = true;
    export const plugin = {
      descriptor: ${JSON.stringify(descriptor(id))},
      load: async () => ({ open: async () => ({ format: ${JSON.stringify(id)}, inspect: async () => ({ format: ${JSON.stringify(id)} }), value: async () => 'toy', close: async () => {} }) }),
    };
    export default plugin;
  `;
  /** A folder with a plugin package that says whether it was imported. */
  function home(id = 'toy') {
    const cwd = temporaryFolder();
    const mark = `brine-test ${cwd}`;
    const name = `brine-codec-${id}`;
    const module = join(cwd, 'node_modules', name);
    mkdirSync(module, { recursive: true });
    writeFileSync(
      join(module, 'package.json'),
      JSON.stringify({
        name,
        version: '1.2.3',
        type: 'module',
        exports: { import: './index.js' },
        keywords: ['brine-plugin'],
      }),
    );
    writeFileSync(join(module, 'index.js'), code(id, mark));
    writeFileSync(join(cwd, 'package.json'), JSON.stringify({ dependencies: { [name]: '*', nothing: '*' } }));
    writeFileSync(join(cwd, 'x.toy'), 'TOY');
    return {
      cwd,
      name,
      file: join(cwd, 'x.toy'),
      imported: () => Symbol.for(mark) in globalThis,
      config: (config: unknown) =>
        writeFileSync(join(cwd, 'brine.config.json'), typeof config === 'string' ? config : JSON.stringify(config)),
    };
  }

  it('are imported when --codec names their package', async () => {
    const { cwd, name, file, imported } = home();
    const { code: exit, out } = await run(['dump', '--json', '--codec', name, file], { cwd });
    expect([exit, JSON.parse(out), imported()]).toEqual([0, { file, format: 'toy', value: 'toy' }, true]);
  });

  it('are imported when brine.config.json names their package', async () => {
    const { cwd, name, file, imported, config } = home();
    config({ plugins: [name] });
    expect([(await run(['dump', '--json', file], { cwd })).code, imported()]).toEqual([0, true]);
    const { out } = await run(['codecs', '--json'], { cwd });
    const listed = JSON.parse(out) as { plugins: { id: string }[]; notEnabled: unknown[] };
    expect([listed.plugins.some(({ id }) => id === 'toy'), listed.notEnabled]).toEqual([true, []]);
  });

  it('are named, and not imported, when nobody does', async () => {
    const { cwd, name, file, imported } = home();
    expect((await run(['dump', file], { cwd })).code).toBe(2);
    const { out } = await run(['codecs', '--json'], { cwd });
    expect((JSON.parse(out) as { notEnabled: unknown }).notEnabled).toEqual([{ package: name, version: '1.2.3' }]);
    expect((await run(['codecs'], { cwd })).out).toContain(`Installed here, not enabled\n  ${name} 1.2.3`);
    expect(imported()).toBe(false);
  });

  it('are not taken from the folder of the file', async () => {
    const { name, file, imported, config } = home();
    config({ plugins: [name] });
    expect([(await run(['dump', file])).code, imported()]).toEqual([2, false]);
  });

  it('may not have the id of another', async () => {
    const { cwd, name, file } = home('pickle');
    const { code: exit, err } = await run(['dump', '--codec', name, file], { cwd });
    expect(exit).toBe(3);
    expect(err).toContain('two plugins have the id pickle: ');
  });

  it.each([
    ['{', 'brine.config.json is not JSON'],
    ['[]', 'brine.config.json is not an object'],
    ['{"plugin": []}', 'Did you mean "plugins"?'],
    ['{"plugins": "x"}', '"plugins" in brine.config.json is not a list of names'],
    ['{"plugins": ["./x.js"]}', '"./x.js" in brine.config.json is not the name of a package'],
    ['{"plugins": ["/tmp/x.js"]}', 'is not the name of a package'],
    ['{"plugins": ["http://127.0.0.1/x.js"]}', 'is not the name of a package'],
    [
      '{"plugins": ["brine-codec-absent"]}',
      'package brine-codec-absent, named in brine.config.json, is not installed here',
    ],
    ['{"plugins": ["nothing-in-it"]}', 'package nothing-in-it exports no plugin'],
    ['{"plugins": ["breaks"]}', 'package breaks cannot be loaded: on purpose'],
  ])('a configuration %s is refused', async (text, message) => {
    const { cwd, config } = home();
    for (const [name, source] of [
      ['nothing-in-it', 'export default 1'],
      ['breaks', 'throw new Error("on purpose")'],
    ] as const) {
      const module = join(cwd, 'node_modules', name);
      mkdirSync(module);
      writeFileSync(join(module, 'package.json'), JSON.stringify({ name, type: 'module', exports: './index.js' }));
      writeFileSync(join(module, 'index.js'), source);
    }
    config(text);
    const { code: exit, err } = await run(['inspect', demo('diabetes-ridge.pkl')], { cwd });
    expect(exit).toBe(3);
    expect(err).toContain(message);
  });

  it('that are links are followed as npm makes them', async () => {
    const { cwd, name } = home();
    const other = temporaryFolder();
    mkdirSync(join(other, 'node_modules'));
    symlinkSync(join(cwd, 'node_modules', name), join(other, 'node_modules', name));
    expect((await run(['dump', '--codec', name, join(cwd, 'x.toy')], { cwd: other })).code).toBe(0);
  });
});
