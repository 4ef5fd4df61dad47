import { describe, expect, it } from 'vitest';
import type { PyNdArray, PyValue } from '../contract/value.js';
import {
  arrayValues,
  attribute,
  attributes,
  bigintsOf,
  dictExtend,
  dictGet,
  dictSet,
  dictSize,
  dtypeName,
  elementsOf,
  float16ToNumber,
  keyOf,
  parseDType,
  pyBytes,
  pyComplex,
  pyDict,
  pyFrozenSet,
  pyGlobal,
  pyList,
  pyObject,
  pySet,
  pyTuple,
  setAdd,
  stored,
  toDense,
  typestring,
  typestringOf,
} from '../index.js';

describe('keys as Python compares them', () => {
  const same: [PyValue, PyValue][] = [
    [1n, 1],
    [1n, true],
    [0n, -0],
    [2n ** 70n, 2 ** 70],
    [1n, pyComplex(1, 0)],
    [pyTuple([1n, 'a']), pyTuple([true, 'a'])],
    [pyFrozenSet([1n, 2n]), pyFrozenSet([2n, 1n])],
    [pyBytes(new Uint8Array([1])), pyBytes(new Uint8Array([1]))],
    [1.5, { kind: 'npscalar', dtype: parseDType('<f8')!, data: new Uint8Array(new Float64Array([1.5]).buffer) }],
  ];
  it.each(same)('case %# is one key', (a, b) => {
    expect(keyOf(a)).toBe(keyOf(b));
  });

  const different: [PyValue, PyValue][] = [
    ['1', 1n],
    [pyBytes(new Uint8Array([0x31])), '1'],
    [pyTuple(['a', 'b']), pyTuple(['ab'])],
    [pyTuple([pyTuple(['a']), 'b']), pyTuple(['a', pyTuple(['b'])])],
    [null, false],
    [2n ** 53n + 1n, 2 ** 53],
    [NaN, NaN],
    [Infinity, -Infinity],
    [pyTuple([1n]), pyFrozenSet([1n])],
    ['\0N', null],
    ['\0sa', '\0a'],
    [pyTuple(['1.5']), pyTuple([1.5])],
    [pyTuple(['1']), pyTuple([1n])],
  ];
  it.each(different)('case %# is two keys', (a, b) => {
    expect(keyOf(a)).not.toBe(keyOf(b));
  });

  it('has none for what Python cannot hash', () => {
    for (const value of [pyList(), pyDict(), pySet(), pyTuple([pyList()])]) expect(keyOf(value)).toBeUndefined();
  });
});

describe('keys of a crafted file', () => {
  it('a tuple that holds itself doubled a hundred times costs a hundred steps', () => {
    const doubled = (depth: number) => {
      let tuple = pyTuple([1n]);
      for (let i = 0; i < depth; i++) tuple = pyTuple([tuple, tuple]);
      return tuple;
    };
    expect(keyOf(doubled(100))).toBe(keyOf(doubled(100)));
    expect(keyOf(doubled(100))).not.toBe(keyOf(doubled(99)));
  });

  it('a tuple too deep is a limit, not a stack overflow', () => {
    let tuple = pyTuple();
    for (let i = 0; i < 100_000; i++) tuple = pyTuple([tuple]);
    expect(() => keyOf(tuple)).toThrow(expect.objectContaining({ code: 'BRINE-LIMIT-KEY', fault: 'limit' }));
  });
});

describe('dict and set', () => {
  it.each([3, 300])('keeps order, the first spelling of a key, the last value (%i entries)', (size) => {
    const dict = pyDict();
    for (let i = 0; i < size; i++) dictSet(dict, BigInt(i), `v${i}`);
    dictSet(dict, 1, 'float');
    dictSet(dict, true, 'bool');
    expect([dictSize(dict), dict.entries[2], dict.entries[3]]).toEqual([size, 1n, 'bool']);
    expect([dictGet(dict, 2), dictGet(dict, '2')]).toEqual(['v2', undefined]);
    expect(dictSet(dict, pyList(), null)).toBe(false);
  });

  it.each([2, 30])('sets many pairs at once as one after another (%i)', (size) => {
    const pairs = Array.from({ length: size }, (_, i) => [`k${i % (size - 1)}`, BigInt(i)]).flat();
    const [one, many] = [pyDict(), pyDict()];
    for (let i = 0; i < pairs.length; i += 2) dictSet(one, pairs[i]!, pairs[i + 1]!);
    expect(dictExtend(many, [...pairs])).toBe(-1);
    expect(many).toEqual(one);
    expect(dictSize(many)).toBe(size - 1);
    expect(dictExtend(many, ['new', 1n, pyList(), 2n])).toBe(2);
  });

  it('keeps names of Object.prototype as plain keys', () => {
    const dict = pyDict();
    for (const key of ['__proto__', 'constructor', 'toString']) dictSet(dict, key, key);
    expect([dictSize(dict), dictGet(dict, '__proto__'), dictGet(dict, 'hasOwnProperty')]).toEqual([
      3,
      '__proto__',
      undefined,
    ]);
  });

  it('adds an item once', () => {
    const set = pySet();
    for (const item of [1n, 1, true, 'a', pyTuple(['a'])]) setAdd(set, item);
    expect(set.items).toEqual([1n, 'a', pyTuple(['a'])]);
  });
});

describe('dtypes', () => {
  it.each([
    '<f8',
    '>f4',
    '|S3',
    '<U12',
    '|b1',
    '|i1',
    '<M8[ns]',
    '<m8[25s]',
    '|V16',
    '|O',
    '<c16',
    '<f16',
    '>u2',
    '<M8',
  ])('%s both ways', (text) => {
    expect(typestring(parseDType(text)!)).toBe(text);
  });

  it('names the elements of a tensor as numpy does', () => {
    const names = ['float64', 'float16', 'uint8', 'bool', 'int64', 'complex128', 'bfloat16', 'str'] as const;
    expect(names.map(typestringOf)).toEqual(['<f8', '<f2', '|u1', '|b1', '<i8', '<c16', undefined, undefined]);
    for (const name of names.slice(0, 6)) expect(dtypeName(parseDType(typestringOf(name)!)!)).toBe(name);
  });

  it('reads short spellings', () => {
    expect(['f8', 'd', '=i4', 'U5', '?'].map((text) => typestring(parseDType(text)!))).toEqual([
      '<f8',
      '<f8',
      '<i4',
      '<U5',
      '|b1',
    ]);
    expect(['', 'x9', 'f8junk', '<f8[ns'].map(parseDType)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('names them', () => {
    expect(
      ['<f8', '<f2', '|b1', '<U3', '|O', '<M8[D]', '|S3', '<f16'].map((text) => dtypeName(parseDType(text)!)),
    ).toEqual(['float64', 'float16', 'bool', 'str', 'object', 'int64', undefined, undefined]);
  });
});

describe('arrays', () => {
  const array = (dtype: string, shape: number[], data: Uint8Array, order: 'C' | 'F' = 'C'): PyNdArray => ({
    kind: 'ndarray',
    class: pyGlobal('numpy', 'ndarray'),
    dtype: parseDType(dtype)!,
    shape,
    order,
    data,
  });

  it('views aligned little-endian bytes and copies the others', () => {
    const memory = new Uint8Array(new Float64Array([1, 2, 3]).buffer);
    const view = elementsOf(memory, 'float64')!;
    expect([view.buffer === memory.buffer, [...view]]).toEqual([true, [1, 2, 3]]);
    const shifted = new Uint8Array(25);
    shifted.set(memory, 1);
    expect([...elementsOf(shifted.subarray(1), 'float64')!]).toEqual([1, 2, 3]);
    // The slice of a Buffer is a view: a copy made by it would start at the pool's first byte.
    expect([...elementsOf(Buffer.from(shifted).subarray(1), 'float64')!]).toEqual([1, 2, 3]);
  });

  it('swaps big-endian elements', () => {
    expect([...stored(array('>i2', [2], new Uint8Array([0, 1, 255, 254])))!]).toEqual([1, -2]);
  });

  it('rearranges Fortran order, complex and text included', () => {
    const numbers = new Uint8Array(new Int32Array([1, 4, 2, 5, 3, 6]).buffer);
    expect([...toDense(array('<i4', [2, 3], numbers, 'F')).data]).toEqual([1, 2, 3, 4, 5, 6]);
    const complex = new Uint8Array(new Float64Array([1, -1, 3, -3, 2, -2, 4, -4]).buffer);
    expect([...toDense(array('<c16', [2, 2], complex, 'F')).data]).toEqual([1, -1, 2, -2, 3, -3, 4, -4]);
    const texts = new Uint8Array(new Uint32Array([0x61, 0, 0x63, 0x1f600, 0x62, 0, 0x64, 0]).buffer);
    expect(toDense(array('<U2', [2, 2], texts, 'F')).data).toEqual(['a', 'b', 'c\u{1f600}', 'd']);
  });

  it('gives plain values, and none for structured elements', () => {
    expect(arrayValues(array('|b1', [2], new Uint8Array([1, 0])))).toEqual([true, false]);
    expect(arrayValues(array('<u8', [1], new Uint8Array([255, 255, 255, 255, 255, 255, 255, 255])))).toEqual([
      2n ** 64n - 1n,
    ]);
    expect(arrayValues(array('|V2', [1], new Uint8Array(2)))).toBeUndefined();
    expect(() => toDense(array('|V2', [1], new Uint8Array(2)))).toThrow(/dtype \|V2 is no tensor/);
  });

  it('reads half precision', () => {
    expect([0x3c00, 0xc000, 0x0001, 0x7c00, 0xfc00, 0x7bff, 0x8000].map(float16ToNumber)).toEqual([
      1,
      -2,
      2 ** -24,
      Infinity,
      -Infinity,
      65504,
      -0,
    ]);
    expect(float16ToNumber(0x7e00)).toBeNaN();
  });
});

describe('attributes of inert objects', () => {
  it('come from the state, its slots, and later states', () => {
    const object = pyObject('newobj', pyGlobal('m', 'C'), pyTuple());
    object.state = pyTuple([pyDict(['a', 1n]), pyDict(['slot', 2n])]);
    object.laterStates = [pyDict(['a', 3n])];
    expect([attribute(object, 'a'), attribute(object, 'slot'), attribute(object, '__proto__')]).toEqual([
      3n,
      2n,
      undefined,
    ]);
    expect([...attributes(object).keys()]).toEqual(['a', 'slot']);
  });
});

describe('lists of ints', () => {
  it('are bigints, whatever holds them', () => {
    const numbers = [0, 1, 255];
    for (const List of [Uint8Array, Int16Array, Int32Array])
      expect(bigintsOf(List.from(numbers))).toEqual([0n, 1n, 255n]);
    expect(bigintsOf(BigInt64Array.of(-(2n ** 63n)))).toEqual([-(2n ** 63n)]);
    expect(bigintsOf([1n])).toEqual([1n]);
  });
});
