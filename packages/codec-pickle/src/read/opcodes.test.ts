/** What other readers get silently wrong, one test each; the expected values are CPython's. */

import { isKind, pyBytes, pyGlobal, type PyValue } from '@brine/core';
import { describe, expect, test } from 'vitest';
import { little, stream, text, type Part } from '../../test/assemble.js';
import { load } from '../../test/fixtures.js';
import { tagged } from '../../test/tagged.js';

const read = (...parts: Part[]) => load(stream(...parts)).first;
const item = (value: PyValue, index: number) => (value as { items: PyValue[] }).items[index];

describe('numbers', () => {
  test.each([
    ['Finf\n.', Infinity],
    ['F-inf\n.', -Infinity],
    ['F-0.0\n.', -0],
    ['F1e5\n.', 100000],
    ['F.5\n.', 0.5],
  ])('%j is a float', (source, value) => {
    expect(read(source)).toBe(value);
  });

  test('nan is a float', () => {
    expect(read('Fnan\n.')).toBeNaN();
  });

  test.each([
    ['I00\n.', false],
    ['I01\n.', true],
    ['I1\n.', 1n],
    ['I001\n.', 1n],
    ['I-7\n.', -7n],
    ['I 5\n.', 5n],
    ['I007\n.', 7n],
    ['I010\n.', 8n],
    ['I0x1f\n.', 31n],
    // C finds no digit and the end of its string.
    ['I\0\n.', 0n],
    ['I\0x\n.', false],
    ['I1_000\n.', 1000n],
    ['I9007199254740993\n.', 9007199254740993n],
    ['I123456789012345678901234567890\n.', 123456789012345678901234567890n],
    ['L9007199254740993L\n.', 9007199254740993n],
    ['L-5L\n.', -5n],
    ['L5\n.', 5n],
    ['L0x1fL\n.', 31n],
  ])('%j is as in C', (source, value) => {
    expect(read(source)).toBe(value);
  });

  test.each(['I\n.', 'Iabc\n.', 'I09\n.', 'I5x\n.', 'L007L\n.', 'F 2 \n.', 'F1e999\n.', 'F0x1p3\n.', 'F\n.', 'L\n.'])(
    '%j is refused',
    (source) => {
      expect(() => read(source)).toThrow(expect.objectContaining({ fault: 'malformed', at: { offset: 0 } }));
    },
  );

  test.each<[number[], bigint]>([
    [[], 0n],
    [[0xff], -1n],
    [[0xff, 0], 255n],
    [[0x80], -128n],
    [[0, 0, 0, 0, 0, 0x80], -(2n ** 47n)],
    [[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f], 2n ** 53n - 1n],
    [[1, 0, 0, 0, 0, 0, 0x20], 2n ** 53n + 1n],
    [[0, 0, 0, 0, 0, 0, 0, 0x80], -(2n ** 63n)],
    [[0, 0, 0, 0, 0, 0, 0, 0, 1], 2n ** 64n],
  ])('LONG1 and LONG4 of %j', (bytes, value) => {
    expect(read(0x80, 2, 0x8a, bytes.length, bytes, '.')).toBe(value);
    expect(read(0x80, 2, 0x8b, little(bytes.length, 4), bytes, '.')).toBe(value);
  });

  test('BININT is signed, BININT1 and BININT2 are not', () => {
    expect(read('J', little(-1, 4), '.')).toBe(-1n);
    expect(read('J', little(-(2 ** 31), 4), '.')).toBe(-(2n ** 31n));
    expect(read('K', 255, '.')).toBe(255n);
    expect(read('M', 255, 255, '.')).toBe(65535n);
  });

  test('an int of more digits than Python itself would read is refused before it costs anything', () => {
    expect(() => read('L' + '9'.repeat(1_000_001) + 'L\n.')).toThrow(
      expect.objectContaining({ code: 'BRINE-PICKLE-NUMBER', fault: 'unsupported' }),
    );
  });
});

describe('text', () => {
  test('UNICODE has escapes of 4 and 8 digits, and no others', () => {
    expect(read('V\\u00e9\\U0001f600\xe9\n.')).toBe('\u00e9\u{1f600}\u00e9');
    expect(read('V\\\\u0041 \\n \\x41\\\n.')).toBe('\\\\u0041 \\n \\x41\\');
    expect(read('V\n.')).toBe('');
    expect(read('V\\ud800\n.')).toBe('\ud800');
  });

  test.each(['V\\u00\n.', 'V\\uZZZZ\n.', 'V\\U00110000\n.'])('%j is refused', (source) => {
    expect(() => read(source)).toThrow(expect.objectContaining({ code: 'BRINE-PICKLE-TEXT', at: { offset: 0 } }));
  });

  test('STRING has the escapes of a Python 2 literal', () => {
    expect(read("S'\\n\\x41\\101\\q\\\\\\''\n.")).toBe("\nAA\\q\\'");
    expect(read('S"it\'s"\n.')).toBe("it's");
    expect(read("S''\n.")).toBe('');
  });

  test.each(["S'\n.", 'Sx\n.', 'S\'a"\n.', "S'\\x4'\n.", "S'\\'\n."])('%j is refused', (source) => {
    expect(() => read(source)).toThrow(expect.objectContaining({ fault: 'malformed' }));
  });

  test('lone surrogates stay', () => {
    expect(read('X', little(5, 4), 'a\xed\xa0\x80b', '.')).toBe('a\ud800b');
    expect(read(0x80, 4, 0x8c, 3, '\xed\xbf\xbf', '.')).toBe('\udfff');
  });

  test('a byte order mark is a character', () => {
    expect(read(0x80, 4, 0x8c, 4, '\xef\xbb\xbfx', '.')).toBe('\ufeffx');
    expect(read('X', little(43, 4), '\xef\xbb\xbf', 'x'.repeat(40), '.')).toBe('\ufeff' + 'x'.repeat(40));
  });

  test.each(['\xff', '\xc3', '\xed\xa0', '\xe2\x82', '\xf4\x90\x80\x80', '\xc0\x80'])('%j is not UTF-8', (bytes) => {
    expect(() => read(0x80, 4, 0x8c, bytes.length, bytes, '.')).toThrow(
      expect.objectContaining({ code: 'BRINE-PICKLE-TEXT', at: { offset: 2 } }),
    );
  });

  test('BINUNICODE8, BINBYTES8, BYTEARRAY8', () => {
    expect(read(0x80, 4, 0x8d, little(2, 8), '\xc3\xa9', '.')).toBe('\u00e9');
    expect(tagged(read(0x80, 4, 0x8e, little(2, 8), 'ab', '.'))).toEqual({ $: 'bytes', hex: '6162' });
    expect(tagged(read(0x80, 5, 0x96, little(2, 8), 'ab', '.'))).toMatchObject({ $: 'bytearray', hex: '6162' });
  });
});

describe('containers', () => {
  test('a dict has one entry for 1, 1.0 and True: the first key, the last value', () => {
    expect(read('}(K\x01', text('a'), 'G\x3f\xf0\0\0\0\0\0\0', text('b'), 0x88, text('c'), 'u.')).toEqual({
      kind: 'dict',
      entries: [1n, 'c'],
    });
  });

  test('a set has each item once, tuples are equal by what they hold', () => {
    const tuple = '(K\x01K\x02t';
    expect(read(0x80, 4, 0x8f, '(K\x01', 0x88, tuple, tuple, 'NN', 0x90, '.')).toMatchObject({
      kind: 'set',
      items: [1n, { kind: 'tuple', items: [1n, 2n] }, null],
    });
    expect(read('}(', tuple, text('a'), tuple, text('b'), 'u.')).toMatchObject({ entries: [{}, 'b'] });
  });

  test('keys named as members of Object.prototype are plain keys', () => {
    const value = read('}(', text('__proto__'), 'N', text('constructor'), 'Nu.');
    expect(value).toEqual({ kind: 'dict', entries: ['__proto__', null, 'constructor', null] });
  });

  test('200,000 items in one APPENDS, and in one SETITEMS', () => {
    const items = Array.from({ length: 200_000 }, (_, i) => [0x4d, i & 0xff, (i >> 8) & 0xff]).flat();
    const numbers = read('](', items, 'e.') as { items: BigInt64Array };
    expect([numbers.items.length, numbers.items[199_999]]).toEqual([200_000, 199_999n & 0xffffn]);
    const mixed = read('](', items, 'Ne.') as { items: PyValue[] };
    expect([mixed.items.length, mixed.items[200_000]]).toEqual([200_001, null]);
    const pairs = Array.from({ length: 200_000 }, (_, i) => [0x4a, ...little(i, 4), 0x4e]).flat();
    expect((read('}(', pairs, 'u.') as { entries: unknown[] }).entries.length).toBe(400_000);
    const tuple = read('(', items, 't.') as { items: PyValue[] };
    expect(tuple.items.length).toBe(200_000);
  });

  test('an empty batch changes nothing, whatever it is appended to', () => {
    expect(read('K\x05(e.')).toBe(5n);
    expect(read('K\x05(u.')).toBe(5n);
    expect(read(0x80, 4, 'K\x05(', 0x90, '.')).toBe(5n);
  });

  test('a value shared, and a list in itself', () => {
    const shared = read(']q\0(]q\x01h\x01e.');
    expect(item(shared, 0)).toBe(item(shared, 1));
    const list = read(']q\0h\0a.');
    expect(item(list, 0)).toBe(list);
  });

  test('eight values that look alike are eight', () => {
    const value = read(
      '(',
      'K\x01G\x3f\xf0\0\0\0\0\0\0',
      0x88,
      text('1'),
      'C\x011',
      'K\x01',
      0x85,
      ']K\x01a',
      0x8f,
      '(K\x01',
      0x90,
      'l.',
    );
    expect(new Set((tagged(value) as { v: unknown[] }).v.map((one) => JSON.stringify(one))).size).toBe(8);
  });
});

describe('globals and objects', () => {
  test('names of Python 2 are mapped up to protocol 2', () => {
    expect(read('c__builtin__\nunicode\n.')).toEqual(pyGlobal('builtins', 'str'));
    expect(read(0x80, 2, 'ccopy_reg\nx\n.')).toEqual(pyGlobal('copyreg', 'x'));
    expect(read(0x80, 3, 'ccopy_reg\nx\n.')).toEqual(pyGlobal('copy_reg', 'x'));
    expect(read('cexceptions\nIOError\n.')).toEqual(pyGlobal('builtins', 'IOError'));
    expect(read('cexceptions\nFoo\n.')).toEqual(pyGlobal('exceptions', 'Foo'));
  });

  test('a PROTO in the middle counts from there on', () => {
    const value = read('(c__builtin__\nunicode\n', 0x80, 4, 'c__builtin__\nunicode\nt.');
    expect(value).toMatchObject({ items: [pyGlobal('builtins', 'str'), pyGlobal('__builtin__', 'unicode')] });
  });

  test('dotted names are kept', () => {
    expect(read(0x80, 4, 0x8c, 1, 'm', 0x8c, 3, 'A.B', 0x93, '.')).toEqual(pyGlobal('m', 'A.B'));
  });

  test('OBJ takes its class from below its arguments, INST from its own lines', () => {
    const object = { kind: 'object', via: 'inst', func: pyGlobal('m', 'C'), args: { kind: 'tuple', items: [1n, 2n] } };
    expect(read('(cm\nC\nK\x01K\x02o.')).toEqual(object);
    expect(read('(K\x01K\x02im\nC\n.')).toEqual(object);
  });

  test('NEWOBJ_EX has keyword arguments', () => {
    const value = read(0x80, 4, 'cm\nC\n', 'K\x01', 0x85, '}', text('k'), 'K\x02s', 0x92, '.');
    expect(value).toMatchObject({ via: 'newobj_ex', args: { items: [1n] }, kwargs: { entries: ['k', 2n] } });
  });

  test('BUILD twice, BUILD of None, and none at all are three things', () => {
    const make = 'cm\nC\n)\x81';
    expect(read(0x80, 2, make, '}b]b.')).toMatchObject({ state: { kind: 'dict' }, laterStates: [{ kind: 'list' }] });
    expect(read(0x80, 2, make, 'Nb.')).toHaveProperty('state', null);
    expect(read(0x80, 2, make, '.')).not.toHaveProperty('state');
  });

  test('items, entries and states of an object are kept apart', () => {
    const value = read(0x80, 2, 'cm\nC\n)R(K\x01K\x02e', text('k'), 'K\x03s}b.');
    expect(value).toMatchObject({ via: 'reduce', items: [1n, 2n], entries: ['k', 3n], state: { entries: [] } });
  });

  test('a function that sets the state, whose result is dropped', () => {
    const value = read(0x80, 2, 'cm\nC\n)\x81q\0cm\nset_state\nh\0K\x05\x86R0.');
    expect(value).toMatchObject({ via: 'newobj', func: { name: 'C' }, setter: { name: 'set_state' }, state: 5n });
  });

  test('EXT1, EXT2 and EXT4 by the registry that is given', () => {
    const codes = stream(0x80, 2, '(', 0x82, 5, 0x83, little(300, 2), 0x84, little(70_000, 4), 't.');
    const extensions = { 5: 'a.B', 300: 'c.d.E', 70_000: 'copy_reg.x' };
    expect(load(codes, { extensions }).first).toMatchObject({
      items: [pyGlobal('a', 'B'), pyGlobal('c.d', 'E'), pyGlobal('copyreg', 'x')],
    });
    expect(() => load(codes)).toThrow(
      expect.objectContaining({ code: 'BRINE-PICKLE-EXTENSION', fault: 'unsupported', at: { offset: 3 } }),
    );
  });

  test('persistent ids, as text and as values', () => {
    expect(read('Pan id\n.')).toEqual({ kind: 'persistent', id: 'an id' });
    expect(read('K\x05Q.')).toEqual({ kind: 'persistent', id: 5n });
    expect(() => read('P\xe9\n.')).toThrow(expect.objectContaining({ code: 'BRINE-PICKLE-TEXT' }));
  });

  test('out-of-band buffers, in order', () => {
    const code = stream(0x80, 5, '(', 0x97, 0x97, 0x98, 't.');
    const buffers = [new Uint8Array([1]), new Uint8Array([2])];
    expect(load(code, { buffers }).first).toMatchObject({ items: buffers.map(pyBytes) });
    expect(() => load(code, { buffers: [buffers[0]!] })).toThrow(
      expect.objectContaining({ code: 'BRINE-PICKLE-BUFFERS', fault: 'unsupported', at: { offset: 4 } }),
    );
  });

  test('Ellipsis is itself, its type is a class', () => {
    expect(read('c__builtin__\nEllipsis\n.')).toEqual({ kind: 'constant', name: 'Ellipsis' });
    const type = read('cbuiltins\ntype\n(NtR.');
    expect(isKind(type, 'global') && type.name).toBe('NoneType');
  });
});
