import { DEFAULT_LIMITS, fromBytes, type Finding, type Rule, type RuleCase } from '@brine/core';
import { createHost } from '@brine/core/host';
import { describe, expect, test } from 'vitest';
import { pickle, type Allowance } from '../index.js';
import { TABLES } from './policies/index.js';
import { Policy } from './policy.js';
import { RULES } from './rules/index.js';
import { isSchema } from './schema.js';

const host = createHost([pickle]);

async function audit(stream: RuleCase['stream'], allow: readonly Allowance[] = []): Promise<Finding[]> {
  const bytes = typeof stream === 'string' ? Uint8Array.from(stream, (char) => char.charCodeAt(0)) : stream();
  const findings: Finding[] = [];
  for await (const finding of host.audit(fromBytes(bytes, 'x.pkl'), { pickle: { allow }, limits: DEFAULT_LIMITS })) {
    findings.push(finding);
  }
  return findings;
}

const cases = (key: 'good' | 'bad') =>
  RULES.flatMap((rule) => rule[key].map((one): [string, string, Rule, RuleCase] => [rule.code, one.what, rule, one]));

test('codes are in order, each once, with cases both ways', () => {
  expect(RULES.map(({ code }) => code)).toEqual(RULES.map((_, i) => `BRINE-PICKLE-${String(i + 1).padStart(3, '0')}`));
  for (const { code, good, bad } of RULES) expect([code, good.length > 0, bad.length > 0]).toEqual([code, true, true]);
});

test.each(cases('bad'))('%s finds %s', async (code, _, { effect, severity }, { stream }) => {
  expect(await audit(stream)).toContainEqual(expect.objectContaining({ code, effect, severity }));
});

test.each(cases('good'))('%s does not find %s', async (code, _, __, { stream }) => {
  expect((await audit(stream)).filter((finding) => finding.code === code)).toEqual([]);
});

describe('the allow-list', () => {
  const groups = TABLES.flatMap((table) => table.groups);

  test('says why of everything, and every schema is one', () => {
    for (const { why, names, result: _, ...schemas } of groups) {
      expect(why.length).toBeGreaterThan(0);
      expect(Object.keys(names).length).toBeGreaterThan(0);
      for (const schema of Object.values(schemas)) expect([schema, isSchema(schema)]).toEqual([schema, true]);
    }
  });

  test('has nothing that reaches out', () => {
    const policy = new Policy(TABLES);
    for (const name of [
      'os.system',
      'builtins.eval',
      'builtins.getattr',
      'operator.attrgetter',
      'numpy.load',
      'joblib.load',
      'torch.load',
      'sklearn.datasets._openml.fetch_openml',
      'pandas.read_pickle',
      'functools.reduce',
      'builtins.map',
    ]) {
      expect([name, policy.get(name)]).toEqual([name, undefined]);
    }
  });

  test('a user may add names, with their operations', async () => {
    const stream = 'cmine\nModel\n)\x81}S"a"\nK\x01sb.';
    const row: Allowance = { names: ['mine.Model'], new: '', build: 'attributes' };
    expect((await audit(stream)).map(({ global }) => global)).toEqual(['mine.Model']);
    expect(await audit(stream, [row])).toEqual([]);
    expect((await audit(stream, [{ names: ['mine.Model'], new: '' }])).map(({ code }) => code)).toEqual([
      'BRINE-PICKLE-005',
    ]);
    await expect(audit(stream, [{ names: ['mine.Model'], new: 'whatever' }])).rejects.toMatchObject({
      fault: 'option',
    });
  });
});

describe('what the stream leaves to others', () => {
  const frombuffer = (dtype: string, shape: string) =>
    `cnumpy.core.numeric\n_frombuffer\n(\x97cnumpy\ndtype\n(S'${dtype}'\nI0\nI1\ntR(${shape}tS'C'\ntR`;

  test('data in a buffer that is not there may be any bytes, and nothing else is wrong', async () => {
    const effects = async (stream: string) => (await audit(stream)).map(({ code, effect }) => [code, effect]);
    const data = [['BRINE-PICKLE-015', 'not-proven']];
    // An array of 8 TB, of which nothing is held.
    expect(await effects(`\x80\x05${frombuffer('f8', 'L1000000000000L\n')}.`)).toEqual(data);
    expect(await effects('\x80\x05]\x97\x98a\x97a.')).toEqual(data);
    expect(await effects('\x80\x05\x97cbuiltins\nbytearray\n\x97\x85R\x86.')).toEqual(data);
  });

  test.each([
    ['as the name of something', '\x80\x05\x8c\x02os\x97\x93.'],
    ['as objects', `\x80\x05${frombuffer('O', 'I3\n')}.`],
    ['for a call that loads it', '\x80\x05cpickle\nloads\n\x97\x85R.'],
  ])('but it is not %s', async (_, stream) => {
    expect((await audit(stream)).map(({ code }) => code)).not.toEqual(['BRINE-PICKLE-015']);
  });

  test("PyTorch's source of a class stands for the class", async () => {
    const id = (cls: string) => `\x80\x02(S'module'\nctorch.nn.modules.${cls}\nS'a.py'\nS'class'\ntQ`;
    expect(await audit(`${id('linear\nLinear')})\x81}b.`)).toEqual([]);
    expect((await audit(`${id('linear\nLinear')}S'x'\n\x85R.`)).map(({ code }) => code)).toEqual(['BRINE-PICKLE-005']);
    expect((await audit(`${id('linear\nUnknown')})\x81}b.`)).every(({ effect }) => effect === 'none')).toBe(false);
  });
});

describe('what hides a call', () => {
  test.each<[string, string, string]>([
    ['a broken tail', "cos\nsystem\n(S'x'\ntR\xff", 'os.system'],
    ['a second pickle', "K\x01.cos\nsystem\n(S'x'\ntR.", 'os.system'],
    ['a name from the memo', "S'os'\np0\nS'system'\np1\n00\x80\x04h\0h\x01\x93(S'x'\ntR.", 'os.system'],
    ['a dotted name', "\x80\x04\x8c\x06random\x8c\x0a_os.system\x93(S'x'\ntR.", 'random._os.system'],
    ['a name of Python 2', "ccommands\ngetoutput\n(S'x'\ntR.", 'subprocess.getoutput'],
    [
      'a name that was computed',
      "\x80\x04ccollections\nOrderedDict\n)R\x8c\x06system\x93(S'x'\ntR.",
      '<computed>.system',
    ],
    ['a function given to another', "cbuiltins\nmap\n(cos\nsystem\n](S'x'\netR.", 'os.system'],
    ['partial, called', 'cfunctools\npartial\n(cos\nsystem\ntR)R.', 'os.system'],
    ['SETITEM on a global', "csys\nmodules\nS'a'\nNs.", 'sys.modules'],
  ])('%s', async (_, stream, global) => {
    expect((await audit(stream)).map((finding) => finding.global)).toContain(global);
    expect((await audit(stream)).every(({ effect }) => effect === 'none')).toBe(false);
  });
});
