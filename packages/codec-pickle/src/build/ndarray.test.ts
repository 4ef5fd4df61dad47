import { isKind, stored, type PyDict, type PyNdArray, type PyValue } from '@brine/core';
import { describe, expect, test } from 'vitest';
import { little, stream, text, type Part } from '../../test/assemble.js';
import { fixture, load } from '../../test/fixtures.js';

/** `numpy.dtype(type, False, True)` with a state of version 3. */
function dtype(type: string, { order = '<', rest = 'NNN', size = -1, alignment = -1, flags = 0 } = {}): Uint8Array {
  const state = stream(
    '(K\x03',
    text(order),
    rest,
    'J',
    little(size, 4),
    'J',
    little(alignment, 4),
    'J',
    little(flags, 4),
    'tb',
  );
  return stream('cnumpy\ndtype\n', text(type), 0x89, 0x88, 0x87, 'R', state);
}

const PLACEHOLDER = stream(
  'cnumpy.core.multiarray\n_reconstruct\n',
  'cnumpy\nndarray\nK\x00',
  0x85,
  'C\x01b',
  0x87,
  'R',
);

/** `_reconstruct` and BUILD of `(1, shape, dtype, fortran, data)`. */
function array(shape: Part, type: Uint8Array, data: Part, fortran = 0x89): Uint8Array {
  return stream(PLACEHOLDER, '(K\x01', shape, type, fortran, data, 'tb');
}

const read = (...parts: Part[]): PyValue => load(stream(0x80, 4, ...parts, '.')).first;
const refused = expect.objectContaining({ code: 'BRINE-PICKLE-ARRAY', fault: 'malformed' }) as Error;
const DOUBLES = stream('C\x10', little(0x3ff0000000000000n, 8), little(0x4000000000000000n, 8));

describe('arrays', () => {
  test('are views of the file, with their offset', () => {
    for (const name of ['numpy.p4.pkl', 'numpy.p5.pkl']) {
      const bytes = fixture(name);
      const arrays = load(bytes).first as PyDict;
      const long = arrays.entries[arrays.entries.indexOf('long') + 1] as PyNdArray;
      expect(long.data.buffer).toBe(bytes.buffer);
      expect(bytes.subarray(long.offset, long.offset! + 16)).toEqual(long.data.subarray(0, 16));
      expect(Array.from(stored(long) as Float64Array).slice(254, 258)).toEqual([254, 255, 0, 1]);
    }
  });

  test('of protocol 2 have no bytes in the file', () => {
    const arrays = load(fixture('numpy.p2.pkl')).first as PyDict;
    expect(arrays.entries[arrays.entries.indexOf('long') + 1]).not.toHaveProperty('offset');
  });

  test('an array that holds itself', () => {
    const value = read(PLACEHOLDER, 'q\0(K\x01K\x01', 0x85, dtype('O8', { order: '|' }), 0x89, ']h\0atb') as PyNdArray;
    expect(value.items![0]).toBe(value);
  });

  test('a placeholder that was stored before its BUILD is the array', () => {
    const value = read('(', PLACEHOLDER, 'q\0(K\x01K\x02', 0x85, dtype('f8'), 0x89, DOUBLES, 'tbh\0t') as {
      items: PyValue[];
    };
    expect(value.items[0]).toBe(value.items[1]);
    expect(value.items[1]).toMatchObject({ shape: [2] });
  });

  test('a state without a version, and text for bytes, as old streams have them', () => {
    expect(read(PLACEHOLDER, '(K\x01', 0x85, dtype('u1', { order: '|' }), 0x89, 'C\x01atb')).toMatchObject({
      data: Uint8Array.of(0x61),
    });
    expect(read(array(stream('K\x01', 0x85), dtype('u1', { order: '|' }), text('a')))).toMatchObject({
      data: Uint8Array.of(0x61),
    });
  });

  test('the state of a subclass beyond the array itself is kept', () => {
    const own = stream('(K\x01K\x02', 0x85, dtype('f8'), 0x89, DOUBLES, 't');
    const subclass = stream('cnumpy.core.multiarray\n_reconstruct\ncm\nSub\nK\x00', 0x85, 'C\x01b', 0x87, 'R');
    expect(read(subclass, '(K\x01K\x02', 0x85, dtype('f8'), 0x89, DOUBLES, text('more'), 'tb')).toMatchObject({
      class: { name: 'Sub' },
      shape: [2],
      state: { items: ['more'] },
    });
    expect(read(subclass, own, '}', 0x86, 'b')).toMatchObject({ shape: [2], state: { kind: 'dict' } });
    expect(read(subclass, '}b')).toMatchObject({ shape: [0], state: { kind: 'dict' } });
  });

  test('axes in another order, as numpy 2.3 pickles them', () => {
    const bytes = Uint8Array.from({ length: 6 }, (_, i) => i);
    const buffer = stream('cnumpy._core.numeric\n_frombuffer\n(C\x06', bytes, dtype('u1', { order: '|' }));
    // shape (1, 2, 3), axes (2, 0, 1): element [i][0][j] of the result is [0][j][i] of the buffer.
    const value = read(buffer, 'K\x01K\x02K\x03', 0x87, text('K'), 'K\x02K\x00K\x01', 0x87, 'tR');
    expect(value).toMatchObject({
      shape: [3, 1, 2],
      order: 'C',
      data: Uint8Array.of(0, 3, 1, 4, 2, 5),
      readonly: true,
    });
    expect(() => read(buffer, 'K\x01K\x02K\x03', 0x87, text('K'), 'K\x02K\x02K\x01', 0x87, 'tR')).toThrow(refused);
  });

  test('only those made of bytes are read-only', () => {
    const make = (data: Part) =>
      read('cnumpy._core.numeric\n_frombuffer\n(', data, dtype('u1', { order: '|' }), 'K\x01', 0x85, text('C'), 'tR');
    expect(make('C\x01a')).toHaveProperty('readonly', true);
    expect(make(stream(0x96, little(1, 8), 'a'))).not.toHaveProperty('readonly');
  });

  test.each<[string, Uint8Array]>([
    ['too few bytes', array(stream('K\x03', 0x85), dtype('f8'), DOUBLES)],
    ['a negative length', array(stream('J', little(-2, 4), 0x85), dtype('f8'), DOUBLES)],
    ['a shape of text', array(stream(text('a'), 0x85), dtype('f8'), DOUBLES)],
    ['a shape of 2^60', array(stream(0x8a, 8, little(2n ** 60n, 8), 0x85), dtype('f8'), DOUBLES)],
    ['65 axes', array(stream('(', 'K\x01'.repeat(65), 't'), dtype('u1', { order: '|' }), 'C\x01a')],
    ['a list for numbers', array(stream('K\x02', 0x85), dtype('f8'), ']')],
    ['bytes for objects', array(stream('K\x02', 0x85), dtype('O8'), DOUBLES)],
    ['too few objects', array(stream('K\x02', 0x85), dtype('O8'), ']Na')],
    ['no state', stream(PLACEHOLDER, '}b')],
    [
      'a second state',
      stream(array(stream('K\x02', 0x85), dtype('f8'), DOUBLES), '(K\x01)', dtype('f8'), 0x89, DOUBLES, 'tb'),
    ],
  ])('%s is refused', (_, bytes) => {
    expect(() => read(bytes)).toThrow(refused);
  });

  test('calls that numpy does not write stay objects', () => {
    for (const shape of ['K\x05', 'J\xff\xff\xff\x7f']) {
      const call = stream('cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\n', shape, 0x85, 'C\x01b', 0x87, 'R');
      expect(read(call)).toMatchObject({ kind: 'object', via: 'reduce' });
    }
  });
});

describe('scalars', () => {
  const scalar = (type: Uint8Array, value: Part) => read('cnumpy._core.multiarray\nscalar\n', type, value, 0x86, 'R');

  test('have the bytes of one element', () => {
    expect(scalar(dtype('f8'), stream('C\x08', little(0x3ff0000000000000n, 8)))).toMatchObject({
      kind: 'npscalar',
      dtype: { type: 'f', byteOrder: '<' },
    });
    const big = scalar(dtype('f8', { order: '>' }), stream('C\x08', [0x3f, 0xf0, 0, 0, 0, 0, 0, 0]));
    expect(big).toMatchObject({ dtype: { byteOrder: '<' }, data: Uint8Array.from([0, 0, 0, 0, 0, 0, 0xf0, 0x3f]) });
    expect(scalar(dtype('O8'), 'N')).toMatchObject({ kind: 'npscalar', value: null });
    expect(() => scalar(dtype('f8'), 'C\x01a')).toThrow(refused);
  });
});

describe('dtypes', () => {
  test.each<[number, string]>([
    [0, '(X\x01\0\0\0<NNJ\xff\xff\xff\xffJ\xff\xff\xff\xfftb'],
    [1, '(K\x01X\x01\0\0\0<NNJ\xff\xff\xff\xffJ\xff\xff\xff\xfftb'],
    [2, '(K\x02X\x01\0\0\0<NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xfftb'],
    [3, '(K\x03X\x01\0\0\0<NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0tb'],
    [4, '(K\x04X\x01\0\0\0<NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0Ntb'],
  ])('a state of version %i', (_, state) => {
    expect(read('cnumpy\ndtype\n', text('f8'), 'K\0K\x01', 0x87, 'R', state)).toMatchObject({
      type: 'f',
      byteOrder: '<',
      itemsize: 8,
      alignment: -1,
    });
  });

  test('without a state is as its text says', () => {
    expect(read('cnumpy\ndtype\n', text('>i4'), 0x85, 'R')).toMatchObject({ type: 'i', byteOrder: '>', itemsize: 4 });
  });

  test('names of fields lie under -1 in the oldest', () => {
    const i4 = dtype('i4');
    const fields = stream('}(J', little(-1, 4), text('a'), 0x85, text('a'), i4, 'K\0', 0x86, 'u');
    const value = read('cnumpy\ndtype\n', text('V4'), 0x85, 'R(K\x01', text('|'), 'N', fields, 'K\x04K\x01tb');
    expect(value).toMatchObject({ itemsize: 4, fields: [{ name: 'a', offset: 0, dtype: { type: 'i' } }] });
  });

  test('titles, alignment and metadata', () => {
    const fields = stream('}', text('a'), '(', dtype('i4'), 'K\0', text('title'), 'ts');
    const value = read(
      dtype('V8', { order: '|', rest: 'N' + latin(stream(text('a'), 0x85, fields)), size: 8, flags: 0x90 }),
    );
    expect(value).toMatchObject({ aligned: true, fields: [{ name: 'a', title: 'title' }] });
    const own = stream('(K\x04', text('<'), 'NNNJ', little(-1, 4), 'J', little(-1, 4), 'K\0}', text('k'), 'K\x01stb');
    expect(read('cnumpy\ndtype\n', text('f8'), 0x85, 'R', own)).toMatchObject({ metadata: { entries: ['k', 1n] } });
  });

  test('the unit of a datetime64', () => {
    const state = stream(
      '(K\x04',
      text('<'),
      'NNNJ',
      little(-1, 4),
      'J',
      little(-1, 4),
      'K\0}(C\x02ms',
      'K\x05K\x01K\x01t',
      0x86,
      'tb',
    );
    const value = read('cnumpy\ndtype\n', text('M8'), 0x85, 'R', state);
    expect(value).toMatchObject({ unit: { name: 'ms', count: 5 }, metadata: { entries: [] } });
  });

  test('StringDType', () => {
    const make = (...args: Part[]) => read('cnumpy._core._internal\n_convert_to_stringdtype_kwargs\n(', ...args, 'tR');
    expect(make('K\x01')).toEqual({ kind: 'dtype', type: 'T', byteOrder: '|', itemsize: 16 });
    expect(make(0x88, 'N')).toMatchObject({ type: 'T', metadata: { items: [true, null] } });
  });

  const field = (type: Uint8Array, at: number) =>
    latin(stream(text('a'), 0x85, '}', text('a'), type, 'J', little(at, 4), 0x86, 's'));
  test.each<[string, Uint8Array]>([
    ['a field outside of its record', dtype('V4', { order: '|', rest: 'N' + field(dtype('i4'), 1), size: 4 })],
    ['a field before its record', dtype('V4', { order: '|', rest: 'N' + field(dtype('i4'), -1), size: 4 })],
    ['a field without a type', dtype('V4', { order: '|', rest: 'N' + field(stream('N'), 0), size: 4 })],
    ['a name without a field', dtype('V4', { order: '|', rest: 'N' + latin(stream(text('a'), 0x85, '}')), size: 4 })],
    ['no byte order', dtype('f8', { order: 'x' })],
    ['text of half a character', dtype('U1', { size: 5 })],
    [
      'a subarray of another size',
      dtype('V9', { order: '|', rest: latin(stream(dtype('f8'), 'K\x02', 0x85, 0x86)) + 'NN', size: 9 }),
    ],
    ['a second state', stream(dtype('f8'), '(K\x03', text('<'), 'NNNK\0K\0K\0tb')],
  ])('%s is refused', (_, bytes) => {
    expect(() => read(bytes)).toThrow(refused);
  });

  test('a change after it was used is refused', () => {
    const value = stream(
      'cnumpy\ndtype\n',
      text('f8'),
      0x85,
      'Rq\0',
      '(',
      PLACEHOLDER,
      '(K\x01K\x02',
      0x85,
      'h\0',
      0x89,
      DOUBLES,
      'tb',
    );
    expect(() => read(value, 'h\0(K\x03', text('>'), 'NNNK\0K\0K\0tbt')).toThrow(refused);
  });

  test('records in records, doubled until they would be too many', () => {
    const doubled = (inner: string) =>
      latin(
        stream(text('a'), text('b'), 0x86, '}(', text('a'), inner, 'K\0', 0x86, text('b'), inner, 'K\0', 0x86, 'u'),
      );
    const parts: Part[] = [dtype('V0', { order: '|', size: 0 }), 'q\0'];
    for (let i = 0; i < 40; i++)
      parts.push('0', dtype('V0', { order: '|', rest: 'N' + doubled('h\0'), size: 0 }), 'q\0');
    expect(() => read(...parts)).toThrow(expect.objectContaining({ code: 'BRINE-PICKLE-NESTED', fault: 'limit' }));
  });

  test('a type that numpy has not stays an object', () => {
    for (const type of ['f3', 'i7', 'x9', 'b2']) {
      const value = read('cnumpy\ndtype\n', text(type), 0x85, 'R');
      expect(isKind(value, 'object')).toBe(true);
    }
  });
});

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
