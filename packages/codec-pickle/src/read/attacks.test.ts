/** Streams that no Python writes: what the C unpickler makes of each. */

import { DEFAULT_LIMITS, pyGlobal, type Limits, type PyValue } from '@brine/core';
import { describe, expect, test } from 'vitest';
import { little, stream, text, type Part } from '../../test/assemble.js';
import { load } from '../../test/fixtures.js';
import { Loader } from '../inspect/load.js';
import { treeOf } from '../inspect/tree.js';
import { collect } from '../inspect/arrays.js';

const read = (...parts: Part[]) => load(stream(...parts)).first;

function refusal(code: string, offset: number, fault = 'malformed') {
  return expect.objectContaining({ name: 'CodecError', code: `BRINE-PICKLE-${code}`, fault, at: { offset } }) as Error;
}

function limited(parts: Uint8Array, limits: Partial<Limits>): PyValue {
  return Loader.of(parts, { codec: 'pickle', limits: { ...DEFAULT_LIMITS, ...limits } }).first;
}

describe('the memo', () => {
  test('PUT after POP stores what is then on top', () => {
    expect(read('K\x01K\x020q\x00h\x00', 0x86, '.')).toMatchObject({ items: [1n, 1n] });
  });

  test('MEMOIZE takes the number of keys that are set, whatever they are', () => {
    // Key 5, then MEMOIZE: 1; again: 2, since the second put of 5 is no new key.
    const value = read(0x80, 4, 'K\x01q\x05K\x02', 0x94, 'q\x05K\x03', 0x94, 'h\x05h\x01h\x02', 0x87, '.');
    expect(value).toMatchObject({ items: [2n, 2n, 3n] });
  });

  test('PUT of a key again replaces it', () => {
    expect(read('K\x01q\0K\x02q\0h\0.')).toBe(2n);
  });

  test('a key of 2^31 - 1 costs an entry, not an array', () => {
    expect(read('K\x01r', little(2 ** 31 - 1, 4), '0j', little(2 ** 31 - 1, 4), '.')).toBe(1n);
    expect(read('K\x01p2147483647\n0g2147483647\n.')).toBe(1n);
  });

  test('a key beyond the limit is a limit', () => {
    expect(() => read('K\x01r', little(2 ** 32 - 1, 4), '.')).toThrow(
      expect.objectContaining({ code: 'BRINE-LIMIT-MEMO', fault: 'limit', at: { offset: 2 } }),
    );
  });

  test.each([
    ['h\x05.', 0],
    ['K\x01q\x00g1\n.', 4],
    ['j\x00\x00\x00\x01.', 0],
  ])('%j: a missing key is an error, not undefined', (source, offset) => {
    expect(() => read(source)).toThrow(refusal('MEMO', offset));
  });

  test.each(['K\x01p-1\n.', 'K\x01px\n.', 'K\x01p\n.'])('%j is no key', (source) => {
    expect(() => read(source)).toThrow(refusal('TEXT', 2));
  });

  test('it is new for each pickle in a file', () => {
    const file = load(stream(text('a'), 'q\0.', text('b'), 'q\0h\0', 0x86, '.'));
    expect(file.all()).toMatchObject(['a', { items: ['b', 'b'] }]);
  });

  test('unless the next one refers to the last: then they are of one Pickler', () => {
    expect(load(stream(']q\x07.', 'h\x07.')).all()).toEqual([
      { kind: 'list', items: [] },
      { kind: 'list', items: [] },
    ]);
    expect(() => load(stream(']q\x07.', 0x80, 2, 'h\x08.')).all()).toThrow(refusal('MEMO', 6));
  });
});

describe('the stack and its marks', () => {
  test.each<[string, number]>([
    ['.', 0],
    ['0.', 0],
    ['2.', 0],
    ['a.', 0],
    [']a.', 1],
    ['e.', 0],
    ['(e.', 1],
    ['t.', 0],
    ['l.', 0],
    ['d.', 0],
    ['1.', 0],
    ['R.', 0],
    [')R.', 1],
    ['\x85.', 0],
    ['K\x01\x86.', 2],
    ['K\x01K\x02\x87.', 4],
    ['b.', 0],
    ['}b.', 1],
    ['s.', 0],
    ['}K\x01s.', 3],
    ['u.', 0],
    ['(u.', 1],
    ['(o.', 1],
    ['Q.', 0],
    ['q\0.', 0],
    ['\x94.', 0],
    ['\x93.', 0],
    ['\x81.', 0],
    ['\x92.', 0],
    ['\x90.', 0],
    ['\x91.', 0],
    ['\x98.', 0],
    ['im\nC\n.', 0],
    ['K\x01(.', 3],
  ])('%j takes more than there is', (source, offset) => {
    expect(() => read(source)).toThrow(refusal('STACK', offset));
  });

  test('values below a mark are out of reach', () => {
    expect(() => read(']K\x01(a.')).toThrow(refusal('STACK', 4));
    expect(() => read('K\x01K\x02(', 0x86, '.')).toThrow(refusal('STACK', 5));
    expect(() => read('K\x01(2.')).toThrow(refusal('STACK', 3));
  });

  test('POP takes a mark that is on top', () => {
    expect(read('K\x07(0.')).toBe(7n);
    expect(read('K\x07(K\x0800.')).toBe(7n);
  });

  test('POP_MARK takes all above the mark', () => {
    expect(read('K\x07(K\x08K\x091.')).toBe(7n);
  });

  test('what is left on the stack at STOP does not matter', () => {
    expect(read('K\x01K\x02(K\x03.')).toBe(3n);
  });

  test('a key without a value', () => {
    expect(() => read('}(K\x01u.')).toThrow(refusal('STACK', 4));
    expect(() => read('(K\x01d.')).toThrow(refusal('STACK', 3));
  });
});

describe('what an opcode is done to', () => {
  const global = 'cos\nsystem\n';
  test.each<[string, string, number]>([
    ['APPEND on a global', global + 'K\x01a.', 13],
    ['APPEND on a dict', '}K\x01a.', 3],
    ['APPENDS on a tuple', ')(K\x01e.', 4],
    ['SETITEM on a list', ']K\x01K\x02s.', 5],
    ['SETITEMS on a global', global + '(K\x01K\x02u.', 16],
    ['ADDITEMS on a list', '](K\x01\x90.', 4],
    ['BUILD on a function', global + '}b.', 12],
    ['BUILD on an int', 'K\x05}b.', 3],
    ['BUILD on a list', ']}b.', 2],
    ['REDUCE of an int', 'K\x05)R.', 3],
    ['REDUCE of text', 'X\x01\0\0\0a)R.', 7],
    ['REDUCE with a list of arguments', global + ']R.', 12],
    ['NEWOBJ of an int', 'K\x05)\x81.', 3],
    ['NEWOBJ with an int', global + 'K\x05\x81.', 13],
    ['NEWOBJ_EX with a list of keywords', global + ')]\x92.', 13],
    ['STACK_GLOBAL of ints', 'K\x05K\x06\x93.', 4],
    ['READONLY_BUFFER of an int', 'K\x05\x98.', 2],
  ])('%s', (_, source, offset) => {
    expect(() => read(source)).toThrow(refusal('TYPE', offset));
  });

  test('a state of None changes nothing, whatever it is for', () => {
    expect(read('K\x05Nb.')).toBe(5n);
    expect(read(global, 'Nb.')).toEqual(pyGlobal('os', 'system'));
  });

  test.each<[string, string, number]>([
    ['a list as a key', '}]K\x01s.', 4],
    ['a dict in a tuple as a key', '}(}tK\x01s.', 6],
    ['a list in a set', '\x8f(]\x90.', 3],
    ['a list in a frozenset', '(]\x91.', 2],
    ['a list as a key of DICT', '(]Nd.', 3],
  ])('%s is not hashable', (_, source, offset) => {
    expect(() => read(source)).toThrow(refusal('KEY', offset));
  });
});

describe('lengths, frames and ends', () => {
  const huge = little(2n ** 60n, 8);
  test.each<[string, Uint8Array]>([
    ['BINUNICODE8', stream(0x8d, huge, 'x.')],
    ['BINBYTES8', stream(0x8e, huge, 'x.')],
    ['BYTEARRAY8', stream(0x96, huge, 'x.')],
    ['BYTEARRAY8 of 2^63', stream(0x96, little(2n ** 63n, 8), 'x.')],
    ['BINUNICODE', stream('X', little(2n ** 32n - 1n, 4), 'x.')],
    ['BINSTRING', stream('T', little(2n ** 32n - 1n, 4), 'x.')],
    ['LONG4', stream(0x8b, little(2n ** 31n - 1n, 4), 'x.')],
    ['FRAME', stream(0x95, huge, 'x.')],
  ])('%s of a length beyond the file costs nothing', (_, bytes) => {
    expect(() => load(bytes)).toThrow(refusal('TRUNCATED', 0));
  });

  test('LONG4 of a negative length', () => {
    expect(() => read(0x8b, little(-1, 4), '.')).toThrow(refusal('TEXT', 0));
  });

  test('a frame may be too short, empty, or end inside an opcode, as in the C unpickler', () => {
    expect(read(0x80, 4, 0x95, little(1, 8), 'K\x05.')).toBe(5n);
    expect(read(0x80, 4, 0x95, little(0, 8), 'K\x05.')).toBe(5n);
    expect(read(0x80, 4, 0x95, little(10, 8), 0x95, little(2, 8), 'K\x05.')).toBe(5n);
  });

  test.each<[Uint8Array, string, number]>([
    [stream(), 'TRUNCATED', 0],
    [stream(0x80), 'TRUNCATED', 0],
    [stream('K\x05'), 'TRUNCATED', 2],
    [stream('I5'), 'TRUNCATED', 0],
    [stream('cos\nsystem'), 'TRUNCATED', 0],
    [stream(0x80, 6, 'N.'), 'PROTOCOL', 0],
    [stream('N\xff.'), 'OPCODE', 1],
    [stream('cos\n\n.'), 'TEXT', 0],
  ])('%j', (bytes, code, offset) => {
    const fault = code === 'PROTOCOL' ? 'unsupported' : 'malformed';
    expect(() => load(bytes)).toThrow(refusal(code, offset, fault));
  });

  test('an extension code of 0 or less', () => {
    expect(() => read(0x82, 0, '.')).toThrow(refusal('TEXT', 0));
    expect(() => read(0x84, little(-1, 4), '.')).toThrow(refusal('TEXT', 0));
  });
});

describe('what follows a STOP', () => {
  test('another pickle', () => {
    expect(load(stream('K\x01.', 0x80, 4, 'K\x02.N.')).all()).toEqual([1n, 2n, null]);
  });

  test('zeros and white space are a note', () => {
    const file = load(stream('K\x01.', [0, 0, 0x0a]));
    expect(file.all()).toEqual([1n]);
    expect(file.notes).toEqual([expect.objectContaining({ code: 'BRINE-PICKLE-TRAILING' })]);
  });

  test('so is anything that is no pickle', () => {
    const file = load(stream('K\x01.', 'hello, world'));
    expect(file.all()).toEqual([1n]);
    expect(file.notes[0]!.message).toContain('12 bytes');
  });

  test('a pickle that is cut is an error, when its header tells that it is one', () => {
    const file = load(stream('K\x01.', 0x80, 4, 'K'));
    expect(file.first).toBe(1n);
    expect(() => file.all()).toThrow(refusal('TRUNCATED', 5));
  });

  test('a pickle inside bytes is bytes', () => {
    expect(read(0x80, 4, 'C\x03K\x01.', '.')).toMatchObject({ kind: 'bytes' });
  });
});

describe('what would blow up', () => {
  const survives = (value: PyValue) => {
    expect(treeOf(value, 1_000_000).label).toBe('');
    expect(collect([{ path: '', value }]).arrays).toEqual([]);
  };

  test('lists 100,000 deep', () => {
    survives(read(new Uint8Array(100_000).fill(0x5d), 'a'.repeat(99_999), '.'));
  });

  test('tuples 100,000 deep, and as a key', () => {
    survives(read(')', new Uint8Array(100_000).fill(0x85), '.'));
    expect(() => read('})', new Uint8Array(100_000).fill(0x85), 'Ns.')).toThrow(
      expect.objectContaining({ fault: 'limit' }),
    );
  });

  test('a list doubled 100 times through DUP and GET', () => {
    survives(read(']', Array.from({ length: 100 }, () => [0x32, 0x86]).flat(), '.'));
    survives(read(')q\0', Array.from({ length: 100 }, () => [...stream('h\0h\0', 0x86, 'q\0')]).flat(), '.'));
  });

  test('as a key, too', () => {
    const doubled = Array.from({ length: 100 }, () => [...stream('2', 0x86)]).flat();
    expect(read('})', doubled, 'Ns.')).toMatchObject({ kind: 'dict' });
  });

  test('marks beyond the depth limit', () => {
    expect(() => read('('.repeat(20_000), '.')).toThrow(
      expect.objectContaining({ code: 'BRINE-LIMIT-DEPTH', fault: 'limit', at: { offset: 10_000 } }),
    );
  });

  test('opcodes and packed numbers beyond the items limit', () => {
    expect(() => limited(stream('(', 'N'.repeat(100), 't.'), { items: 50 })).toThrow(
      expect.objectContaining({ code: 'BRINE-LIMIT-ITEMS', at: { offset: 50 } }),
    );
    expect(() => limited(stream('](', 'K\x01'.repeat(100), 'e.'), { items: 50 })).toThrow(
      expect.objectContaining({ code: 'BRINE-LIMIT-ITEMS' }),
    );
  });
});
