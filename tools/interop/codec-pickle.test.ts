/** What codec-pickle writes, loaded by Python and compared there with the original. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump, dumpPickle } from '@brine/codec-pickle/write';
import { afterAll, describe, expect, it } from 'vitest';
import { fixture, load } from '../../packages/codec-pickle/test/fixtures.js';
import { JS_VALUES } from '../../packages/codec-pickle/test/js-values.js';
import { decoded, written } from '../../packages/codec-pickle/test/written.js';
import { withPython, type Python } from './python.ts';

const check = readFileSync(join(import.meta.dirname, '../rewrite/check.py'), 'utf8');
const classes = join(import.meta.dirname, '../../packages/codec-pickle/test/python');

const PROTOCOLS = [0, 1, 2, 3, 4, 5];

/** Milliseconds, for Python imports much. */
const PATIENCE = 120_000;

interface Case {
  readonly name: string;
  readonly original: Uint8Array;
  readonly rewritten: readonly Uint8Array[];
}

/** What Python itself loses in the protocols that are not the original's. */
const LOSSES: Readonly<Record<string, string>> = {
  frozen: 'arrays are writable in protocols 0 to 4',
  'numpy.p5': 'arrays of protocols 0 to 4 come back in native byte order',
};

/** Why an original does not load: it names numpy 2, has its flags of an aligned record, or is of another library. */
const FOREIGN = /numpy\._core|numpy\.dtypes|flags variable|sklearn/;

withPython({ describe }, 'Python loads what codec-pickle writes', ['numpy'], (python) => {
  const folder = mkdtempSync(join(tmpdir(), 'codec-pickle-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  // numpy 1 and 2 write the metadata of a datetime64 and the flags of an aligned record differently, and read their own exactly.
  const numpy = python.versions['numpy']?.startsWith('1.') ? 1 : 2;

  it(
    'values, in every protocol',
    () => {
      const { extensions, pickles } = written<{
        extensions: Record<number, string>;
        pickles: Record<string, Record<number, string>>;
      }>('rewrite.json');
      const cases = Object.entries(pickles).map(([name, byProtocol]): Case => {
        const original = decoded(Object.values(byProtocol).at(-1)!);
        const value = load(original, { extensions }).first;
        const rewritten = PROTOCOLS.map((protocol) => dumpPickle(value, { protocol, extensions, numpy }));
        return { name, original, rewritten };
      });
      const registry = Object.entries(extensions).map(([code, name]) => [...name.split('.'), Number(code)]);
      compare(python, folder, cases, { extensions: registry });
    },
    PATIENCE,
  );

  it(
    'the fixtures, in every protocol',
    () => {
      const names = ['standard.p2', 'standard.p5', 'numpy.p2', 'numpy.p5', 'sklearn.p2', 'sklearn.p5'];
      const cases = names.map((name): Case => {
        const original = fixture(`${name}.pkl`);
        const value = load(original).first;
        return { name, original, rewritten: PROTOCOLS.map((protocol) => dumpPickle(value, { protocol, numpy })) };
      });
      compare(python, folder, cases);
    },
    PATIENCE,
  );

  it(
    'plain JavaScript, in every protocol',
    () => {
      const cases = Object.entries(written<Record<string, string>>('js.json')).map(([name, base64]): Case => {
        const integers = name === 'integers';
        const rewritten = PROTOCOLS.map((protocol) => dump(JS_VALUES[name], { protocol, numpy, integers }));
        return { name, original: decoded(base64), rewritten };
      });
      compare(python, folder, cases);
    },
    PATIENCE,
  );
});

function compare(python: Python, folder: string, cases: readonly Case[], more: object = {}): void {
  let files = 0;
  const save = (bytes: Uint8Array) => {
    const path = join(folder, `${files++}.pkl`);
    writeFileSync(path, bytes);
    return path;
  };
  const manifest = cases.map(({ name, original, rewritten }) => {
    return { name, original: save(original), rewritten: rewritten.map(save), ...more };
  });
  const list = join(folder, 'manifest.json');
  writeFileSync(list, JSON.stringify(manifest));
  const output = python.run(check, [list, '--path', classes]);
  const wrong = JSON.parse(output) as [name: string, index: number | null, what: string][];
  expect(wrong.filter(([name, index]) => index !== null && !(name in LOSSES))).toEqual([]);
  const foreign = wrong.filter(([, index]) => index === null);
  if (foreign.length > 0) console.warn('not compared, for this Python does not load the original:', foreign);
  expect(foreign.filter(([, , what]) => !FOREIGN.test(what))).toEqual([]);
}
