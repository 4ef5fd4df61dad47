/** Values that real Python pickled (tools/fixtures/core-values.py), against what Python says that they are. */

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareTagged } from '../../test/compare-tagged.js';
import { differs } from '../../test/same.js';
import type { PyDict, PyObject } from '../contract/value.js';
import { dictGet } from '../model/dict.js';
import { dataFrameOf, fromTagged, plainJson, seriesOf, sparseOf, stringify, toJs, toTagged, toText } from './index.js';

const folder = new URL('../../fixtures/values/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.pkl'));
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const valueOf = (name: string) => fromTagged(read(`${name}.exact.json`));

describe.each(names)('%s', (name) => {
  it('is in tagged JSON what Python says', () => {
    const { value: expected } = read(`${name}.expected.json`) as { value: unknown };
    expect(compareTagged(expected, toTagged(valueOf(name)))).toEqual({ inert: [] });
  });

  it('comes back from exact tagged JSON, sharing and cycles included', () => {
    const value = valueOf(name);
    expect(differs(value, fromTagged(JSON.parse(stringify(toTagged(value, { exact: true })))))).toBeUndefined();
  });

  it('is plain JavaScript and text', () => {
    const value = valueOf(name);
    expect(Object.keys(toJs(value) as object)).toEqual((value as PyDict).entries.filter((_, i) => i % 2 === 0));
    expect(toText(value)).toMatch(/^\{\n {2}'/);
    // What holds itself is no plain JSON.
    if (!/builtins|collections/.test(name)) expect(stringify(plainJson(value))).toMatch(/^\{"/);
  });
});

it('has fixtures of every area', () => {
  const areas = new Set(names.map((name) => name.split('.')[0]));
  expect([...areas].sort()).toEqual([
    'builtins',
    'collections',
    'dates',
    'numbers',
    'numpy',
    'pandas',
    'paths',
    'sparse',
    'tables',
  ]);
});

describe.each(names.filter((name) => name.startsWith('tables')))('%s', (name) => {
  const { lists } = read(`${name}.expected.json`) as { lists: Record<string, object> };
  it.each(Object.keys(lists))('%s is in plain JavaScript the lists that pandas gives', (key) => {
    const table = (toJs(valueOf(name)) as Record<string, Record<string, unknown>>)[key]!;
    expect(Object.fromEntries(Object.keys(lists[key]!).map((part) => [part, asJson(table[part])]))).toEqual(lists[key]);
  });
});

/** Numbers as the fixtures have them in JSON. */
function asJson(value: unknown): unknown {
  if (typeof value === 'bigint') return Math.abs(Number(value)) <= 2 ** 53 ? Number(value) : String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, asJson);
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, asJson(part)]));
}

it('gives typed views to converters', () => {
  const entry = (file: string, key: string) => dictGet(valueOf(file) as PyDict, key) as PyObject;
  const frame = dataFrameOf(entry('pandas.p5.pkl', 'mixed'))!;
  expect([frame.names, frame.data[0]!.values(), frame.data[5]!.categorical?.codes]).toEqual([
    ['i', 'f', 's', 'b', 't', 'c', 'k', 'z', 'd'],
    [1n, 2n, 3n],
    [0, -1, 1],
  ]);
  expect(sparseOf(entry('sparse.p5.pkl', 'csc'))).toMatchObject({ format: 'csc', shape: [3, 4], nnz: 4 });
  expect([sparseOf(entry('pandas.p5.pkl', 'mixed')), seriesOf(entry('pandas.p5.pkl', 'mixed'))]).toEqual([
    undefined,
    undefined,
  ]);
});
