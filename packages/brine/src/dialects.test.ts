import { readFileSync } from 'node:fs';
import { definitionOf, dictEntries, fromBytes, isKind, type PyDict } from '@brine/core';
import { createHost } from '@brine/core/host';
import { toText } from '@brine/core/values';
import { dill } from '@brine/codec-dill';
import { joblib } from '@brine/codec-joblib';
import { pickle } from '@brine/codec-pickle';
import { describe, expect, test } from 'vitest';

/** A joblib file with a function as dill writes it, and an array as joblib does. */
const BOTH = new Uint8Array(
  readFileSync(new URL('../../codec-dill/fixtures/inside.joblib', import.meta.url)),
) as Uint8Array<ArrayBuffer>;

describe('a file with what two codecs add to pickle', () => {
  test.each([
    ['joblib', [pickle, joblib, dill]],
    ['dill', [pickle, dill, joblib]],
    ['pickle', [pickle, dill, joblib]],
  ] as const)('opened by %s', async (codec, plugins) => {
    const opened = await createHost(plugins).open(fromBytes(BOTH), { codec });
    const value = (await opened.view('value')) as PyDict;
    const entries = new Map(dictEntries(value));
    expect(toText(entries.get('pre')!)).toBe('lambda x: ...');
    expect(definitionOf(entries.get('pre'))?.kind).toBe('function');
    expect(isKind(entries.get('w'), 'ndarray')).toBe(true);
    const [tensor] = await opened.view('tensors');
    expect((await tensor!.read()).data).toEqual(Float64Array.of(0, 1, 2));
  });

  test.each([
    ['by the order of the plugins', undefined, [pickle, dill, joblib], 'dill'],
    ['by its name', 'both.joblib', [pickle, dill, joblib], 'joblib'],
  ] as const)('is no polyglot: %s', async (_, name, plugins, codec) => {
    const host = createHost(plugins);
    const source = fromBytes(BOTH, name);
    expect((await host.identify(source)).polyglot).toEqual([]);
    expect((await host.open(source)).codec).toBe(codec);
  });
});
