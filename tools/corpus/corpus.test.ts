import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromTagged } from '@brine/core/values';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { differs } from '../../packages/core/test/same.js';
import { compareTagged } from './compare.js';
import { main } from './main.js';
import { readPickle } from './read.js';

const fixtures = join(import.meta.dirname, '../../packages/core/fixtures/values');
const pickles = readdirSync(fixtures).filter((name) => name.endsWith('.pkl'));

describe('the fixtures of core', () => {
  it.each(pickles)('%s: the exact records are those of the pickle', async (name) => {
    const exact = fromTagged(JSON.parse(readFileSync(join(fixtures, `${name}.exact.json`), 'utf8')));
    expect(differs(await readPickle(new Uint8Array(readFileSync(join(fixtures, name)))), exact)).toBeUndefined();
  });
});

const int = (v: string) => ({ $: 'int', v });
const list = (id: number, ...v: unknown[]) => ({ $: 'list', v, id });
const ref = (id: number) => ({ $: 'ref', id });

describe('comparing', () => {
  const at = (expected: unknown, actual: unknown) => compareTagged(expected, actual, 'x.pkl').difference?.at;

  it.each<[string, unknown, unknown]>([
    ['ids by other names', list(0, list(1), ref(1)), list(7, list(3), ref(3))],
    ['sets in another order', { $: 'set', v: [int('1'), 'a'], id: 0 }, { $: 'set', v: ['a', int('1')], id: 0 }],
    [
      'a tuple that is shared or not',
      list(0, { $: 'tuple', v: [], id: 1 }, ref(1)),
      list(0, { $: 'tuple', v: [], id: 1 }, { $: 'tuple', v: [], id: 2 }),
    ],
    ['no attributes', { $: 'object', class: 'm.C', attrs: {}, id: 0 }, { $: 'object', class: 'm.C', id: 0 }],
    ['a cycle', list(0, ref(0)), list(4, ref(4))],
  ])('takes %s', (_, expected, actual) => {
    expect(at(expected, actual)).toBeUndefined();
  });

  it.each<[string, unknown, unknown]>([
    ['another number', list(0, int('1')), list(0, int('2'))],
    ['0 for -0', { $: 'float', v: -0 }, { $: 'float', v: 0 }],
    ['two lists for one', list(0, list(1), ref(1)), list(0, list(1), list(2))],
    ['one list for two', list(0, list(1), list(2)), list(0, list(1), ref(1))],
    ['a missing key', { $: 'ndarray', shape: [], order: 'C' }, { $: 'ndarray', shape: [] }],
    ['another item of a set', { $: 'set', v: ['a'], id: 0 }, { $: 'set', v: ['b'], id: 0 }],
    ['an inert record of no listed class', { $: 'object', class: 'm.C', attrs: {}, id: 0 }, { $: 'reduce', id: 0 }],
  ])('refuses %s', (_, expected, actual) => {
    expect(at(expected, actual)).toBeDefined();
  });

  it('takes an inert record of a listed class that holds what the value holds, and no other', () => {
    const point = { $: 'object', class: 'corpus_classes.Point', tuple: [int('1'), list(1, 'a')], id: 0 };
    const inert = (...v: unknown[]) => ({
      $: 'reduce',
      func: { $: 'global', v: 'corpus_classes.Point' },
      args: { $: 'tuple', v, id: 8 },
      id: 9,
    });
    expect(compareTagged(point, inert(int('1'), list(5, 'a')), 'x.pkl')).toEqual({
      inert: ['corpus_classes.Point'],
    });
    expect(at(point, inert(int('1'), list(5, 'b')))).toBeDefined();
  });
});

describe('the command', () => {
  let root: string;
  let printed: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'corpus-'));
    printed = '';
    vi.spyOn(console, 'log').mockImplementation((line: string) => void (printed += `${line}\n`));
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    mkdirSync(join(root, 'pickle'));
    for (const name of ['numbers.p5.pkl', 'numbers.p5.pkl.expected.json']) {
      copyFileSync(join(fixtures, name), join(root, 'pickle', name));
    }
  });

  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(root, { recursive: true });
  });

  const change = (edit: (sidecar: Record<string, unknown>) => void) => {
    const path = join(root, 'pickle/numbers.p5.pkl.expected.json');
    const sidecar = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    edit(sidecar);
    writeFileSync(path, JSON.stringify(sidecar));
  };

  it('counts what is equal', async () => {
    expect(await main([root])).toBe(0);
    expect(printed).toContain('pickle: 1 equal');
  });

  it('fails on a difference, and says where', async () => {
    change((sidecar) => (sidecar['value'] = list(0)));
    expect(await main([root])).toBe(1);
    expect(printed).toContain('pickle/numbers.p5.pkl: different at (root)');
  });

  it('fails when a file is read that Python refuses, and the other way', async () => {
    change((sidecar) => Object.assign(sidecar, { loads: false, error: 'EOFError' }));
    expect(await main([root])).toBe(1);
    writeFileSync(join(root, 'pickle/numbers.p5.pkl'), 'junk');
    expect(await main([root])).toBe(0);
  });

  it('follows value_of', async () => {
    copyFileSync(join(root, 'pickle/numbers.p5.pkl'), join(root, 'pickle/again.pkl'));
    writeFileSync(join(root, 'pickle/again.pkl.expected.json'), '{"value_of": "numbers.p5.pkl.expected.json"}');
    expect(await main([root])).toBe(0);
    expect(printed).toContain('pickle: 2 equal');
  });

  it('fails on an entry of the inert list that is not needed', async () => {
    writeFileSync(join(root, 'pickle/point.pkl'), Buffer.from('\x80\x02ccorpus_classes\nPoint\n)\x81.', 'latin1'));
    const value = { $: 'object', class: 'corpus_classes.Point', attrs: {}, id: 0 };
    writeFileSync(join(root, 'pickle/point.pkl.expected.json'), JSON.stringify({ value }));
    expect(await main([root])).toBe(1);
    expect(printed).toContain('take it off the list: inert.ts: corpus_classes.Point');
  });

  it('knows its arguments', async () => {
    expect(await Promise.all([main([]), main(['/no/such/folder']), main([root, '--filter'])])).toEqual([3, 3, 3]);
    expect(await main([root, '--filter', 'nothing'])).toBe(0);
  });
});
