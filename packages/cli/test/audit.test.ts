import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { demo, run, type RunSettings, temporaryFolder } from './io.js';

/** In this process, on the sources: `audit-process.test.ts` is about the process that judges. */
const audit = (args: readonly string[], settings?: RunSettings) => run(['audit', '--timeout', '0', ...args], settings);

const DANGEROUS = Buffer.from("cos\nsystem\n(S'echo pwned'\ntR.", 'latin1');
const UNKNOWN = Buffer.from('cunknown_package\nModel\n)\x81.', 'latin1');
const SAFE = Buffer.from('\x80\x04K\x07.', 'latin1');

interface Document {
  files: { file: string; verdict: string; format?: string; findings: Record<string, unknown>[] }[];
  summary: Record<string, number>;
}

function folder(): string {
  const root = temporaryFolder();
  mkdirSync(join(root, 'below'));
  writeFileSync(join(root, 'a.pkl'), SAFE);
  writeFileSync(join(root, 'b.pkl'), UNKNOWN);
  writeFileSync(join(root, 'below/c.jpg'), DANGEROUS);
  return root;
}

describe('audit', () => {
  it('tells the call that would run, and where', async () => {
    const root = folder();
    const { code, out } = await audit([join(root, 'below/c.jpg')]);
    expect(code).toBe(1);
    expect(out).toContain('dangerous: ');
    expect(out).toContain("os.system('echo pwned')");
    expect(out).toContain('[byte 27, BRINE-PICKLE-001]');
  });

  it.each([
    ['a.pkl', 0, 'safe'],
    ['b.pkl', 2, 'not-proven'],
    ['below/c.jpg', 1, 'dangerous'],
  ])('%s: exit code %i', async (name, exit, verdict) => {
    const { code, out } = await audit(['--json', join(folder(), name)]);
    expect([code, (JSON.parse(out) as Document).files[0]!.verdict]).toEqual([exit, verdict]);
  });

  it('walks folders, and prints one document', async () => {
    const root = folder();
    const { code, out } = await audit(['--json', root]);
    const document = JSON.parse(out) as Document;
    expect(code).toBe(1);
    expect(document.summary).toEqual({ safe: 1, dangerous: 1, notProven: 1 });
    expect(document.files.map(({ file, verdict, format }) => [file.slice(root.length + 1), verdict, format])).toEqual([
      ['a.pkl', 'safe', 'pickle'],
      ['b.pkl', 'not-proven', 'pickle'],
      [join('below', 'c.jpg'), 'dangerous', 'pickle'],
    ]);
    expect(document.files[2]!.findings).toEqual([
      {
        code: 'BRINE-PICKLE-001',
        severity: 'critical',
        message: "Loading calls os.system('echo pwned'), which runs a command.",
        offset: 27,
        global: 'os.system',
      },
    ]);
  });

  it('says the format of what is inside of a compressed file', async () => {
    const { out, code } = await audit(['--json', demo('passengers.joblib')]);
    expect([code, (JSON.parse(out) as Document).files[0]!.format]).toEqual([0, 'joblib']);
  });

  it('takes names from a policy, written out', async () => {
    const root = folder();
    const policy = join(root, 'policy.json');
    writeFileSync(policy, '{"allow": [{"names": ["unknown_package.Model"], "new": "", "build": "attributes"}]}');
    expect((await audit(['--policy', policy, join(root, 'b.pkl')])).code).toBe(0);
    for (const [text, message] of [
      ['{', /is not JSON/],
      ['{"deny": []}', /has no list "allow"/],
      ['{"allow": [{"names": ["unknown_package.*"]}]}', /no patterns/],
      ['{"allow": [{"names": ["a.b"], "cal": ""}]}', /Did you mean "call"/],
      ['{"allow": [{"names": ["a.b"], "call": "everything"}]}', /no schema/],
    ] as const) {
      writeFileSync(policy, text);
      const { code, err } = await audit(['--policy', policy, join(root, 'b.pkl')]);
      expect(code).toBe(3);
      expect(err).toMatch(message);
    }
  });

  it('tells what to put into a policy, and a file is safe with it', async () => {
    const root = folder();
    const more = 'cshop\nBasket\n)\x81}(S"a"\nK\x01ub.';
    writeFileSync(join(root, 'd.pkl'), Buffer.from(more, 'latin1'));
    writeFileSync(join(root, 'e.pkl'), Buffer.from('cshop\nBasket\n(K\x01t\x81cshop\nPrice\n)\x81}b\x86.', 'latin1'));
    const names = ['b.pkl', 'd.pkl', 'e.pkl'].map((name) => join(root, name));
    const { out, code } = await audit(names);
    expect(code).toBe(2);
    const policy = /\{"allow": [^]*\n\]\}/.exec(out)?.[0] ?? '';
    expect((JSON.parse(policy) as { allow: unknown }).allow).toEqual([
      { names: ['unknown_package.Model'], new: '' },
      { names: ['shop.Basket'], new: 'data*', build: 'attributes' },
      { names: ['shop.Price'], new: '', build: 'attributes' },
    ]);
    writeFileSync(join(root, 'policy.json'), policy);
    const after = await audit(['--policy', join(root, 'policy.json'), ...names]);
    expect([after.code, after.out]).toEqual([0, expect.not.stringContaining('"allow"')]);
    const { out: json } = await audit(['--json', names[0]!]);
    expect((JSON.parse(json) as Document).files[0]!.findings).toEqual([
      expect.objectContaining({ allow: { names: ['unknown_package.Model'], new: '' } }),
    ]);
  });

  it('is not chosen by the configuration of the folder that it judges', async () => {
    const root = folder();
    writeFileSync(join(root, 'brine.config.json'), '{"plugins": ["no-such-package"]}');
    expect((await audit([join(root, 'a.pkl')], { cwd: root })).code).toBe(0);
  });

  it('shows progress to who watches, and takes it away again', async () => {
    const { err } = await audit([folder()], { watched: true });
    expect(err).toContain('Audited files: ');
    expect(err.endsWith('\r\u001b[K')).toBe(true);
  });

  it('has nothing to say of an empty folder', async () => {
    expect(await audit([temporaryFolder()])).toEqual({ code: 0, out: '', err: 'There are no files to audit.\n' });
  });

  it('names a buffer that cannot be read', async () => {
    const { code, err } = await audit(['--buffers', 'no-such.bin', '--', join(folder(), 'a.pkl')]);
    expect([code, err]).toEqual([4, expect.stringContaining('no-such.bin')]);
  });

  it('goes on after a file that is not there, and says so', async () => {
    const root = folder();
    const { code, out, err } = await audit(['--json', join(root, 'none.pkl'), join(root, 'a.pkl')]);
    expect([code, (JSON.parse(out) as Document).summary['safe']]).toEqual([4, 1]);
    expect(err).toContain('none.pkl');
  });
});

describe('--codec', () => {
  it('judges by the codec that is named, whatever the content looks like', async () => {
    const path = join(folder(), 'b.pkl');
    writeFileSync(path, SAFE);
    const { out, code } = await audit(['--codec', 'safetensors', '--json', path]);
    expect([code, (JSON.parse(out) as Document).files[0]!.verdict]).toEqual([2, 'not-proven']);
    const { err, code: usage } = await audit(['--codec', 'safetensor', path]);
    expect([usage, err]).toEqual([3, expect.stringContaining('Did you mean safetensors?')]);
  });
});

describe('--timeout', () => {
  it.each(['', '-1', 'ten', '1e9'])('%j is no time', async (text) => {
    const { code, err } = await run(['audit', `--timeout=${text}`, 'x.pkl']);
    expect([code, err]).toEqual([3, expect.stringContaining('not a number of seconds')]);
  });
});

interface Sarif {
  $schema: string;
  version: string;
  runs: {
    tool: { driver: { name: string; rules: { id: string }[] } };
    results: { locations: { physicalLocation: { artifactLocation: unknown } }[] }[];
  }[];
}

/** The schema of the standard, in draft 4 of JSON Schema. */
function sarifErrors(document: unknown): unknown {
  const require = createRequire(import.meta.url);
  const ajv = new Ajv({ schemaId: 'auto', allErrors: true });
  ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json') as object);
  const validate = ajv.compile(require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as object);
  return validate(document) === true ? [] : validate.errors;
}

describe('audit --sarif', () => {
  it('is what the schema of SARIF 2.1.0 says', async () => {
    const root = folder();
    writeFileSync(join(root, 'a file, \u00e4 & #1.pkl'), UNKNOWN);
    const { out } = await audit(['--sarif', root, demo('iris-forest.joblib.expected.json')], { cwd: root });
    const sarif = JSON.parse(out) as Sarif;
    expect(sarifErrors(sarif)).toEqual([]);
    expect(sarifErrors({ ...sarif, runs: [{ ...sarif.runs[0], results: [{}] }] })).not.toEqual([]);
    const places = sarif.runs[0]!.results.map(
      ({ locations }) => locations[0]!.physicalLocation.artifactLocation as { uri: string; uriBaseId?: string },
    );
    expect(places.slice(0, 2)).toEqual([
      { uri: 'a%20file%2C%20%C3%A4%20%26%20%231.pkl', uriBaseId: '%SRCROOT%' },
      { uri: 'b.pkl', uriBaseId: '%SRCROOT%' },
    ]);
    // A file outside of the folder is none of the sources.
    expect(places.at(-1)).toEqual({ uri: expect.stringMatching(/^file:\/\/\/.*iris-forest/) as string });
  });

  it('is a document without results when all are safe', async () => {
    const { code, out } = await audit(['--sarif', join(folder(), 'a.pkl')]);
    const sarif = JSON.parse(out) as Sarif;
    expect([code, sarifErrors(sarif), sarif.runs[0]!.results]).toEqual([0, [], []]);
  });

  it('has what code scanning needs', async () => {
    const root = folder();
    const { code, out } = await audit(['--sarif', root], { cwd: root });
    const sarif = JSON.parse(out) as Sarif;
    expect([code, sarif.version, sarif.runs.length]).toEqual([1, '2.1.0', 1]);
    const [{ tool, results }] = sarif.runs as [(typeof sarif.runs)[0]];
    const rules = tool.driver.rules.map(({ id }) => id);
    expect(rules).toEqual(['BRINE-PICKLE-001', 'BRINE-PICKLE-004']);
    expect(results[1]).toMatchObject({
      ruleId: 'BRINE-PICKLE-001',
      ruleIndex: 0,
      level: 'error',
      message: { text: expect.stringContaining('os.system') as string },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'below/c.jpg' },
            region: { startLine: 1, byteOffset: 27 },
          },
        },
      ],
      partialFingerprints: { primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
    });
    for (const rule of rules) {
      expect(readFileSync(join(import.meta.dirname, `../../../docs/audit/${rule}.md`), 'utf8')).toContain(rule);
    }
  });
});

describe('the other commands', () => {
  it.each([
    ['dump', []],
    ['convert', ['x.pkl']],
    ['predict', ['--input', 'rows.json']],
  ])('%s stays inert, and says what loading the file in Python would do', async (command, more) => {
    const folder = temporaryFolder();
    const attack = join(folder, 'attack.pkl');
    writeFileSync(attack, "cos\nsystem\n(S'echo pwned'\ntR.");
    writeFileSync(join(folder, 'rows.json'), '[[1]]');
    const paths = more.map((word) => (word.includes('.') ? join(folder, word) : word));
    const { err } = await run([command, attack, ...paths]);
    expect(err).toContain(`warning: to load ${attack} in Python is dangerous: Loading calls os.system('echo pwned')`);
  });
});
