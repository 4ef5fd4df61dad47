import {
  attribute,
  dictGet,
  isKind,
  stored,
  type PyDict,
  type PyNdArray,
  type PyObject,
  type PyValue,
} from '@brine/core';
import { describe, expect, test } from 'vitest';
import { fixture, json, load, NAMES, type Expected } from '../test/fixtures.js';
import { hexOf, tagged } from '../test/tagged.js';

describe('what Python wrote is what we read', () => {
  test.each(NAMES)('%s', (name) => {
    const expected = json<Expected>(`${name}.expected.json`);
    const buffers = expected.buffers?.map(fixture);
    const file = load(fixture(name), { encoding: 'latin1', ...(buffers ? { buffers } : {}) });
    const { first } = file;
    if (expected.values) expect(tagged({ kind: 'list', items: [...file.all()] })).toMatchObject({ v: expected.values });
    else expect(file.all()).toEqual([first]);
    const value = expected.value_of === undefined ? expected.value : json(expected.value_of);
    if (value !== undefined) expect(tagged(first)).toEqual(value);
    if (expected.globals) expect(file.globals).toEqual(expected.globals);
    expect(file.notes).toEqual([]);
  });

  test.each(NAMES)('%s: the first value ends with its STOP', (name) => {
    const { stop, buffers } = json<Expected>(`${name}.expected.json`);
    if (stop === undefined) return;
    const options = { encoding: 'latin1', buffers: (buffers ?? []).map(fixture) } as const;
    const whole = fixture(name);
    expect(() => load(whole.subarray(0, stop), options)).toThrow(expect.objectContaining({ fault: 'malformed' }));
    expect(load(whole.subarray(0, stop + 1), options).first).toEqual(load(whole, options).first);
  });

  test('Python 2 strings as bytes', () => {
    const file = load(fixture('python2.pkl'), { encoding: 'bytes' });
    expect(tagged(file.first)).toEqual(json<Expected>('python2.bytes.expected.json').value);
  });

  test('Python 2 strings that are not ASCII need an encoding', () => {
    expect(() => load(fixture('python2.pkl'))).toThrow(
      expect.objectContaining({
        code: 'BRINE-PICKLE-ENCODING',
        fault: 'unsupported',
        hint: expect.stringContaining('latin1') as string,
      }),
    );
  });

  test.each(['sklearn.p2.pkl', 'sklearn.p5.pkl'])('the numbers of the estimators in %s', (name) => {
    const { coef, threshold } = json<Expected>(`${name}.expected.json`);
    const models = load(fixture(name)).first as PyDict;
    const steps = attribute(dictGet(models, 'pipeline') as PyObject, 'steps');
    const last = (
      isKind(steps, 'list') && isKind(steps.items[1], 'tuple') ? steps.items[1].items[1] : null
    ) as PyObject;
    expect(numbers(attribute(last, 'coef_')).map(hexOf)).toEqual(coef);
    // The nodes of a tree: an array of records, one of whose fields is the threshold.
    const nodes = attribute(attribute(dictGet(models, 'tree') as PyObject, 'tree_') as PyObject, 'nodes') as PyNdArray;
    const field = nodes.dtype.fields!.find(({ name }) => name === 'threshold')!;
    const view = new DataView(nodes.data.buffer, nodes.data.byteOffset, nodes.data.byteLength);
    const thresholds = Array.from({ length: nodes.shape[0]! }, (_, i) =>
      view.getFloat64(i * nodes.dtype.itemsize + field.offset, true),
    );
    expect(thresholds.map(hexOf)).toEqual(threshold);
  });
});

function numbers(value: PyValue | undefined): number[] {
  if (!isKind(value, 'ndarray')) throw new Error('no array');
  return Array.from(stored(value) as Float64Array);
}
