import { ELLIPSIS, pyBytes, pyGlobal, pyList, pyTuple, type PyValue } from '@brine/core';
import { describe, expect, test } from 'vitest';
import { JS_VALUES } from '../../../test/js-values.js';
import { decoded, shown, written } from '../../../test/written.js';
import { dump } from '../dump.js';
import { fromJs, type FromJsOptions } from './from-js.js';
import * as py from './py.js';

const expected = written<Record<string, string>>('js.json');

test.each(Object.keys(expected))('%s is what Python pickles', (name) => {
  const options = name === 'integers' ? { integers: true } : {};
  const bytes = dump(JS_VALUES[name], { ...options, numpy: 2 });
  expect(shown(bytes)).toBe(shown(decoded(expected[name]!)));
});

test('every value of the fixture is tested', () => {
  expect(Object.keys(JS_VALUES).sort()).toEqual(Object.keys(expected).sort());
});

const square = Float64Array.of(1, 2, 3, 4);

test('typed arrays, bytes and explicit values are not copied', () => {
  expect(fromJs(square)).toMatchObject({ kind: 'ndarray', shape: [4] });
  expect((fromJs(square) as { data: Uint8Array }).data.buffer).toBe(square.buffer);
  const record = pyTuple([ELLIPSIS]);
  expect(fromJs(py.value(record))).toBe(record);
});

test('an explicit value that is used twice is one object', () => {
  const pair = py.tuple([1]);
  const { items } = fromJs([pair, pair]) as { items: PyValue[] };
  expect(items[0]).toBe(items[1]);
  expect(items[0]).toEqual(pyTuple([pyList([1])]));
});

test('an explicit value may hold what holds it', () => {
  const list: unknown[] = [];
  list.push(py.tuple(list));
  const value = fromJs(list) as { items: { items: PyValue[] }[] };
  expect(value.items[0]!.items[0]).toBe(value);
});

test('own enumerable properties, whatever their names', () => {
  const object = Object.assign(Object.create({ inherited: 1 }) as object, {});
  expect(() => fromJs(object)).toThrow(/an instance of/);
  const named = JSON.parse('{"__proto__": 1, "constructor": 2}') as object;
  expect(fromJs(named)).toEqual({ kind: 'dict', entries: ['__proto__', 1, 'constructor', 2] });
  expect(fromJs(Object.assign(Object.create(null) as object, { a: 1 }))).toEqual({ kind: 'dict', entries: ['a', 1] });
});

test('20,000 levels', () => {
  let value: unknown = 0;
  for (let i = 0; i < 20_000; i++) value = i % 2 ? [value] : { value };
  expect(fromJs(value)).toMatchObject({ kind: 'list' });
});

test('data of others never becomes a Python object', () => {
  const attack = {
    kind: 'object',
    via: 'reduce',
    func: { kind: 'global', module: 'os', name: 'system' },
    args: { kind: 'tuple', items: ['true'] },
  };
  for (const data of [attack, { a: [attack] }, JSON.parse(JSON.stringify({ kind: 'list', items: [] })) as unknown]) {
    expect(() => dump(data)).toThrow(expect.objectContaining({ code: 'BRINE-PICKLE-AMBIGUOUS', fault: 'encode' }));
  }
  const python = { '@brine/codec-pickle python': null, holes: [] };
  expect(fromJs(python)).toMatchObject({ kind: 'dict' });
  expect(fromJs(new Map(Object.entries({ kind: 'list', items: [] })))).toEqual({
    kind: 'dict',
    entries: ['kind', 'list', 'items', pyList([])],
  });
  expect(fromJs({ kind: 'tuple' })).toEqual({ kind: 'dict', entries: ['kind', 'tuple'] });
});

function transferred(): Float64Array {
  const array = new Float64Array(2);
  structuredClone(null, { transfer: [array.buffer] });
  return array;
}

describe('what has no form in Python', () => {
  class Own {
    readonly field = 1;
  }
  test.each<[string, unknown, string, FromJsOptions?]>([
    ['a function', { a: [() => 1] }, '["a"][0]'],
    ['a symbol', new Map([[Symbol('s'), 1]]), '[Symbol(s)]'],
    ['an instance of a class', [new Own()], '[0]'],
    ['a promise', [1, Promise.resolve()], '[1]'],
    ['a DataView', [new DataView(new ArrayBuffer(1))], '[0]'],
    ['a typed array whose buffer was transferred', [transferred()], '[0]'],
    ['a buffer that was transferred', [transferred().buffer], '[0]'],
    ['an invalid Date', { when: new Date(NaN) }, '["when"]'],
    ['a Date before the year 1', { when: new Date(-1e14) }, '["when"]'],
    ['a key that is a list', { map: new Map([[[1], 1]]) }, '["map"]'],
    [
      'equal keys',
      [
        new Map<unknown, unknown>([
          [1, 'a'],
          [1n, 'b'],
        ]),
      ],
      '[0]',
    ],
    ['equal items', [new Set([true, 1n])], '[0]'],
    ['equal items once ints', new Set([1, 1n]), '', { integers: true }],
    ['a frozenset of lists', { set: py.frozenset([[1]]) }, '["set"]'],
  ])('%s', (_, value, path, options) => {
    expect(() => fromJs(value, options)).toThrow(
      expect.objectContaining({
        name: 'CodecError',
        fault: 'encode',
        at: { path },
        hint: expect.any(String) as string,
      }),
    );
  });
});

describe('the makers refuse', () => {
  test.each<[string, () => unknown]>([
    ['a name without a module', () => py.named('list')],
    ['an empty name', () => py.instance('m.')],
    ['text that is no decimal', () => py.decimal('1,5')],
    ['the 30th of February', () => py.datetime({ year: 2024, month: 2, day: 30 })],
    ['the 29th of February of 1900', () => py.datetime({ year: 1900, month: 2, day: 29 })],
    ['an offset of a day', () => py.datetime(new Date(0), 1440)],
    ['half a day', () => py.timedelta(0.5)],
    ['a shape that does not fit', () => py.ndarray(square, { shape: [3] })],
    ['a shape with half a length', () => py.ndarray(square, { shape: [0.5, 8] })],
    ['floats of three bytes', () => py.ndarray(square, { dtype: 'float24' })],
    ['ints of 128 bits', () => py.ndarray(square, { dtype: 'int128' })],
    ['what was transferred', () => py.ndarray(transferred(), { shape: [0] })],
    ['a dtype that is none', () => py.ndarray(square, { dtype: 'float63' })],
    ['a dtype of objects over numbers', () => py.ndarray(square, { dtype: 'O' })],
    ['objects of numbers', () => py.ndarray([1, 2], { dtype: 'f8' })],
    ['objects of another shape', () => py.ndarray([1, 2], { shape: [3] })],
  ])('%s', (_, make) => {
    expect(make).toThrow(expect.objectContaining({ name: 'CodecError', fault: 'option' }));
  });
});

test('leap years, and names of both forms', () => {
  expect(() => py.datetime({ year: 2000, month: 2, day: 29 })).not.toThrow();
  expect(fromJs(py.named('a.b.C'))).toEqual(pyGlobal('a.b', 'C'));
  expect(fromJs(py.named('a.b:C.D'))).toEqual(pyGlobal('a.b', 'C.D'));
  expect(fromJs(py.value(pyBytes(Uint8Array.of(1))))).toEqual(pyBytes(Uint8Array.of(1)));
});
