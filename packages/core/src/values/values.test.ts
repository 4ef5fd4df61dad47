/** Tagged JSON, plain JavaScript and text of values made here: what no file of an honest Python shows. */

import { describe, expect, it } from 'vitest';
import type { PyNdArray, PyObject, PyValue } from '../contract/value.js';
import { parseDType } from '../model/dtype.js';
import { ELLIPSIS, pyBytes, pyDict, pyGlobal, pyList, pyObject, pyPersistent, pySet, pyTuple } from '../model/make.js';
import { differs } from '../../test/same.js';
import { fromTagged, plainJson, stringify, toJs, toTagged, toText } from './index.js';

const call = (module: string, name: string, ...args: PyValue[]) =>
  pyObject('reduce', pyGlobal(module, name), pyTuple(args));
const made = (name: string, state?: PyValue, args: PyValue[] = []): PyObject => {
  const object = pyObject('newobj', pyGlobal('m', name), pyTuple(args));
  if (state !== undefined) object.state = state;
  return object;
};
const array = (dtype: string, shape: number[], data: Uint8Array): PyNdArray => ({
  kind: 'ndarray',
  class: pyGlobal('numpy', 'ndarray'),
  dtype: parseDType(dtype)!,
  shape,
  order: 'C',
  data,
});

describe('references', () => {
  it('stand where Python visits a second time', () => {
    const shared = pyList();
    const value = pyList([pyTuple([shared]), shared]);
    expect(toTagged(value)).toEqual({
      $: 'list',
      v: [
        { $: 'tuple', v: [{ $: 'list', v: [], id: 2 }], id: 1 },
        { $: 'ref', id: 2 },
      ],
      id: 0,
    });
  });

  it('may come before what they mean', () => {
    const value = fromTagged({
      $: 'list',
      v: [
        { $: 'ref', id: 5 },
        { $: 'dict', v: [], id: 5 },
      ],
    });
    expect(value).toEqual(pyList([pyDict(), pyDict()]));
    expect((value as { items: PyValue[] }).items[0]).toBe((value as { items: PyValue[] }).items[1]);
  });
});

describe('objects', () => {
  const kindOf = (object: PyObject) => (toTagged(object) as { $: string }).$;

  it.each<[string, PyObject, string]>([
    ['without state', made('C'), 'object'],
    ['with attributes', made('C', pyDict(['a', 1n])), 'object'],
    ['with slots', made('C', pyTuple([null, pyDict(['a', 1n])])), 'object'],
    ['a namedtuple or anything else with arguments', made('C', undefined, [1n]), 'reduce'],
    ['with a state of its own kind', made('C', 0n), 'reduce'],
    ['with a pair that has no slots', made('C', pyTuple([pyDict(['a', 1n]), null])), 'reduce'],
    ['with attributes that are not named', made('C', pyDict([1n, 1n])), 'reduce'],
    ['of a call', call('m', 'f'), 'reduce'],
    ['whose state a function sets', { ...made('C', pyDict()), setter: pyGlobal('m', 'set') }, 'reduce'],
  ])('%s', (_, object, kind) => {
    expect(kindOf(object)).toBe(kind);
    expect(differs(object, fromTagged(toTagged(object, { exact: true })))).toBeUndefined();
  });

  it('merge the attributes of several states', () => {
    const object = { ...made('C', pyDict(['a', 1n])), laterStates: [pyDict(['a', 2n, 'b', 3n])] };
    expect(toTagged(object)).toEqual({
      $: 'object',
      class: 'm.C',
      attrs: { a: { $: 'int', v: '2' }, b: { $: 'int', v: '3' } },
      id: 0,
    });
  });

  it('of copyreg and partials are what those make', () => {
    const viaCopyreg = call('copyreg', '__newobj__', pyGlobal('m', 'C'));
    const partial = call('functools', 'partial', pyGlobal('operator', 'methodcaller'));
    partial.state = pyTuple([pyGlobal('operator', 'methodcaller'), pyTuple(['f']), pyDict(['k', 1n]), null]);
    const caller = pyObject('reduce', partial, pyTuple([2n]));
    expect([toTagged(viaCopyreg), toTagged(caller)]).toEqual([
      { $: 'object', class: 'm.C', attrs: {}, id: 0 },
      { $: 'object', class: 'operator.methodcaller', repr: "operator.methodcaller('f', 2, k=1)", id: 0 },
    ]);
  });
});

describe('a known class whose record is not what it writes is shown as it is', () => {
  it.each<[string, PyObject]>([
    ['a date of three bytes', call('datetime', 'date', pyBytes(Uint8Array.of(7, 228, 1)))],
    ['the 30th month', call('datetime', 'date', pyBytes(Uint8Array.of(7, 228, 30, 1)))],
    ['text beyond latin-1', call('datetime', 'date', 'abc\u1234')],
    [
      'a zone of a user',
      call('datetime', 'datetime', pyBytes(Uint8Array.of(7, 228, 1, 1, 0, 0, 0, 0, 0, 0)), call('m', 'Zone')),
    ],
    ['a timedelta that is not normal', call('datetime', 'timedelta', 0n, -1n, 0n)],
    ['a Decimal of words', call('decimal', 'Decimal', 'ten')],
    ['a Fraction over nothing', call('fractions', 'Fraction', 1n, 0n)],
    ['a range without steps', call('builtins', 'range', 0n, 1n, 0n)],
    ['a deque of numbers', call('collections', 'deque', 5n)],
    ['a path of numbers', call('pathlib', 'PurePosixPath', 1n)],
    [
      'a Timestamp of an unknown unit',
      call('pandas._libs.tslibs.timestamps', '_unpickle_timestamp', 1n, null, null, 3n),
    ],
    ['an index of nothing', call('pandas.core.indexes.base', '_new_Index', pyGlobal('pandas', 'Index'), pyDict())],
    [
      'a frame without blocks',
      { ...pyObject('newobj', pyGlobal('pandas', 'DataFrame'), pyTuple()), state: pyDict(['_mgr', 1n]) },
    ],
    [
      'a sparse matrix without data',
      {
        ...pyObject('newobj', pyGlobal('scipy.sparse', 'csr_matrix'), pyTuple()),
        state: pyDict(['_shape', pyTuple([1n, 1n])]),
      },
    ],
    ['an iterator over a call', call('builtins', 'iter', call('m', 'f'))],
    ['a method of a private name', call('builtins', 'getattr', pyList(), '__class__')],
  ])('%s', (_, object) => {
    expect((toTagged(object) as { $: string }).$).toMatch(/^(reduce|object)$/);
    expect(() => [toJs(object), toText(object)]).not.toThrow();
  });

  it('a sparse matrix whose indices lie outside has no dense form', () => {
    const ints = (...values: number[]) => array('<i4', [values.length], new Uint8Array(Int32Array.from(values).buffer));
    const matrix = pyObject('newobj', pyGlobal('scipy.sparse', 'csr_matrix'), pyTuple());
    matrix.state = pyDict(['_shape', pyTuple([1n, 1n]), 'data', ints(5), 'indices', ints(9), 'indptr', ints(0, 1)]);
    expect(toTagged(matrix)).toMatchObject({ $: 'sparse', nnz: 1 });
    expect(toTagged(matrix)).not.toHaveProperty('dense');
  });
});

describe('names out of a file', () => {
  const names = ['__proto__', 'constructor', 'toString', 'class'];
  const entries = names.flatMap((name): PyValue[] => [name, name]);

  it('are plain keys everywhere', () => {
    const object = made('C', pyDict(entries));
    const tagged = JSON.parse(stringify(toTagged(object))) as { attrs: object };
    expect(Object.keys(tagged.attrs)).toEqual(names);
    expect(differs(object, fromTagged(tagged))).toBeUndefined();
    const js = toJs(pyDict(entries)) as Record<string, unknown>;
    expect([Object.getPrototypeOf(js), Object.entries(js)]).toEqual([null, names.map((name) => [name, name])]);
    expect(toJs(object)).toMatchObject({ class: 'm.C', toString: 'toString' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('of fields are plain keys too', () => {
    const field = { name: '__proto__', dtype: parseDType('|i1')!, offset: 0 };
    const record = { ...array('|V1', [1], Uint8Array.of(7)), dtype: { ...parseDType('|V1')!, fields: [field] } };
    expect(Object.keys((toJs(record) as { data: object[] }).data[0]!)).toEqual(['__proto__']);
  });
});

const NESTED: Record<string, (inner: PyValue) => PyValue> = {
  list: (inner) => pyList([inner]),
  tuple: (inner) => pyTuple([inner]),
  'dict value': (inner) => pyDict(['k', inner]),
  'attribute of an object': (inner) => made('C', pyDict(['a', inner])),
  'argument of a call': (inner) => call('m', 'f', inner),
  'function of a call': (inner) => pyObject('reduce', inner ?? pyGlobal('m', 'f'), pyTuple()),
  slice: (inner) => call('builtins', 'slice', inner, null, null),
  'functools.partial': (inner) => ({
    ...call('functools', 'partial'),
    state: pyTuple([inner ?? 1n, pyTuple(), pyDict(), null]),
  }),
  enumerate: (inner) => call('builtins', 'enumerate', inner ?? pyList()),
  OrderedDict: (inner) => ({ ...call('collections', 'OrderedDict'), entries: ['k', inner] }),
  itemgetter: (inner) => call('operator', 'itemgetter', pyTuple([inner])),
  'datetime.timezone': (inner) => call('datetime', 'timezone', inner),
  'pandas.Interval': (inner) => call('pandas', 'Interval', inner ?? 1n, 2n, 'right'),
  'pandas.Index': (inner) =>
    call('pandas.core.indexes.base', '_new_Index', pyGlobal('pandas', 'Index'), pyDict(['data', inner])),
  'object array': (inner) => ({ ...array('|O', [1], new Uint8Array()), items: [inner] }),
  'persistent id': (inner) => pyPersistent(inner),
};

describe.each(Object.entries(NESTED))('10,000 deep: %s', (_, nest) => {
  let value: PyValue = null;
  for (let i = 0; i < 10_000; i++) value = nest(value);

  it('is written, read back and shown without overflowing the stack', () => {
    expect(differs(value, fromTagged(JSON.parse(stringify(toTagged(value, { exact: true })))))).toBeUndefined();
    expect(() => [stringify(toTagged(value)), toJs(value), stringify(plainJson(value)), toText(value)]).not.toThrow();
  });
});

describe('exact tagged JSON', () => {
  it('keeps what its views leave out', () => {
    const base = parseDType('>f4')!;
    const dtype = {
      ...parseDType('|V16')!,
      aligned: true,
      alignment: 8,
      metadata: pyDict(['m', 1n]),
      scalar: pyGlobal('numpy', 'record'),
      fields: [{ name: 'f', dtype: { ...base, itemsize: 8, subarray: { base, shape: [2] } }, offset: 8, title: 't' }],
    };
    const bytes = pyBytes(new Uint8Array(3000));
    const records = { ...array('|V16', [1], new Uint8Array(16).fill(255)), dtype, state: pyList(), readonly: true };
    const dates = array('>M8[25s]', [1], Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
    const value = pyList([
      records,
      dtype,
      bytes,
      bytes,
      dates,
      ELLIPSIS,
      pyGlobal('m', 'C.D'),
      2n ** 9000n,
      'x'.repeat(3000),
      pySet([NaN]),
    ]);
    expect(differs(value, fromTagged(JSON.parse(stringify(toTagged(value, { exact: true })))))).toBeUndefined();
  });
});

describe('reading tagged JSON', () => {
  it.each<[string, unknown, PyValue]>([
    [
      'keys that Python holds equal are one',
      {
        $: 'dict',
        v: [
          [{ $: 'int', v: '1' }, 'a'],
          [true, 'b'],
        ],
      },
      pyDict([1n, 'b']),
    ],
    [
      'so are items',
      {
        $: 'set',
        v: [
          { $: 'int', v: '1' },
          { $: 'float', v: 1 },
        ],
      },
      pySet([1n]),
    ],
    ['a class by its capital', { $: 'global', v: 'a.b.C.d' }, pyGlobal('a.b', 'C.d')],
    ['a function by the last dot', { $: 'global', v: 'os.path.join' }, pyGlobal('os.path', 'join')],
    ['a module that is told', { $: 'global', v: 'A.b', module: 'A' }, pyGlobal('A', 'b')],
    ['a float by its hex', { $: 'float', hex: '0x1.8000000000000p+1' }, 3],
    ['plain ints', { $: 'list', ints: [1, -2] }, pyList([1n, -2n])],
  ])('%s', (_, json, value) => {
    expect(fromTagged(json)).toEqual(value);
  });

  it.each<[unknown, RegExp]>([
    [1, /int or a float/],
    [[], /a list is no value/],
    [{ $: 'list', v: ['a', {}] }, /no "\$"/],
    [{ $: 'toString' }, /"toString" is no kind/],
    [{ $: 'DataFrame' }, /"DataFrame" is no kind/],
    [{ $: 'dict', v: [['a']] }, /no pair/],
    [{ $: 'dict', v: [[{ $: 'list', v: [] }, null]] }, /hash/],
    [{ $: 'list', v: [{ $: 'ref', id: 3 }] }, /id 3/],
    [{ $: 'int', bits: 9000, hexsha256: '' }, /decimal digits/],
    [{ $: 'bytes', len: 1, sha256: '' }, /no "hex"/],
    [{ $: 'str', len: 3000 }, /only its hash/],
    [{ $: 'ndarray', shape: [100], dtype: '<f8', first: [] }, /no "data"/],
    [{ $: 'ndarray', shape: [2], dtype: '<f8', data: [1] }, /has not the shape/],
    [{ $: 'ndarray', shape: [1], dtype: '|i1', data: [300] }, /300 is no element/],
    [{ $: 'ndarray', shape: [1], dtype: '|S9007199254740991', data: [{ hex: '' }] }, /too large/],
    [{ $: 'ndarray', shape: [-1], dtype: '<f8', data: [] }, /shape/],
    [{ $: 'ndarray', shape: [], dtype: 'junk', data: 1 }, /no dtype/],
    [{ $: 'npscalar', dtype: '<f8', hex: '00' }, /bytes of its dtype/],
    [{ $: 'reduce', func: null, args: 'a' }, /"args" is no tuple/],
    [{ $: 'reduce', via: 'eval', func: null, args: { $: 'tuple', v: [] } }, /"via"/],
    [{ $: 'object', class: 'm.C', repr: 'C()' }, /repr/],
    [{ $: 'datetime', iso: '2023-02-29T00:00:00', fold: 0 }, /no such date/],
    [{ $: 'time', iso: '25:00:00' }, /no such time/],
    [{ $: 'dtype', str: '|V16', descr: [['', '|V16']], repr: "dtype(('<f4', (2, 2)))" }, /not all of the dtype/],
    [{ $: 'dtype', type: 'V', byteOrder: '|', itemsize: 1, fields: [null] }, /no object/],
  ])('refuses %j', (json, message) => {
    let error: unknown;
    try {
      fromTagged(json);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ name: 'CodecError', code: 'BRINE-CORE-TAGGED', fault: 'malformed' });
    expect((error as Error).message).toMatch(message);
  });

  it('says where', () => {
    const json = { $: 'list', v: [null, { $: 'dict', v: [['k', { $: 'int', v: 'x' }]] }] };
    expect(() => fromTagged(json)).toThrow(expect.objectContaining({ at: { path: '[1][1]' } }));
  });
});

describe('limits', () => {
  it('of empty lists', () => {
    expect(() => toTagged(array('<f8', [2 ** 31, 0], new Uint8Array()))).toThrow(/empty lists/);
  });

  it('of plain JSON that sharing would make grow', () => {
    let value = pyList(['x']);
    for (let i = 0; i < 100; i++) value = pyList([value, value]);
    expect(() => plainJson(value)).toThrow(expect.objectContaining({ fault: 'limit' }));
    expect(toText(value)).toContain('<ref ');
  });

  it('of plain JSON are not for what holds itself', () => {
    const value = pyList();
    (value.items as PyValue[]).push(value);
    expect(() => plainJson(value)).toThrow(expect.objectContaining({ code: 'BRINE-CORE-CYCLE', fault: 'encode' }));
    const js = toJs(value) as unknown[];
    expect(js[0]).toBe(js);
    expect(toText(value)).toBe('<1> = [<ref 1>]');
  });
});
