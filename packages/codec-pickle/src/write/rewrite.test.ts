import { expect, test } from 'vitest';
import { fixture, json, load, type Expected } from '../../test/fixtures.js';
import { decoded, shown, written } from '../../test/written.js';
import { dumpPickle } from './dump.js';

const { extensions, pickles } = written<{
  extensions: Record<number, string>;
  pickles: Record<string, Record<number, string>>;
}>('rewrite.json');

/** Values that are not written as CPython writes them, and why. */
const DIFFERENT: Readonly<Record<string, readonly [protocols: readonly number[], reason: string]>> = {
  builtins: [[4, 5], 'the module of functions and that of classes are two equal strings in CPython'],
  'class method': [[4, 5], 'getattr(class, name) is read as the nested name that it stands for'],
};

test.each(Object.keys(pickles))('%s is written as Python wrote it', (name) => {
  for (const [text, base64] of Object.entries(pickles[name]!)) {
    const protocol = Number(text);
    const bytes = decoded(base64);
    const again = dumpPickle(load(bytes, { extensions }).first, { protocol, numpy: 2, extensions });
    if (DIFFERENT[name]?.[0].includes(protocol)) expect(shown(again)).not.toBe(shown(bytes));
    else expect(shown(again), `protocol ${protocol}`).toBe(shown(bytes));
  }
});

test.each(['standard.p0', 'standard.p1', 'standard.p2', 'standard.p3', 'sklearn.p2'])('the fixture %s', (name) => {
  const bytes = fixture(`${name}.pkl`);
  const again = dumpPickle(load(bytes).first, { protocol: Number(name.at(-1)), numpy: 2 });
  expect(shown(again)).toBe(shown(bytes));
});

test('out-of-band buffers', () => {
  const bytes = fixture('buffers.p5.pkl');
  const buffers = json<Expected>('buffers.p5.pkl.expected.json').buffers!.map(fixture);
  const taken: { data: Uint8Array; readonly: boolean }[] = [];
  const again = dumpPickle(load(bytes, { buffers }).first, {
    protocol: 5,
    numpy: 2,
    bufferCallback: (buffer) => void taken.push(buffer),
  });
  expect(shown(again)).toBe(shown(bytes));
  expect(taken.map(({ data }) => data)).toEqual(buffers);
  expect(taken.map(({ readonly }) => readonly)).toEqual([false, true]);
});
