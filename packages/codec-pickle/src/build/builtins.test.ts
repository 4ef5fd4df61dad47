import { pyGlobal, type PyValue } from '@brine/core';
import { describe, expect, test } from 'vitest';
import { little, stream, text, type Part } from '../../test/assemble.js';
import { load } from '../../test/fixtures.js';

const call = (module: string, name: string, ...args: Part[]): PyValue =>
  load(stream(0x80, 4, `c${module}\n${name}\n(`, ...args, 'tR.')).first;
const inert = expect.objectContaining({ kind: 'object', via: 'reduce' }) as PyValue;
const list = stream('](K\x01K\x02e');

describe('calls that Python writes for its own types', () => {
  test.each<[string, string, Part[], unknown]>([
    ['builtins', 'set', [list], { kind: 'set', items: [1n, 2n] }],
    ['builtins', 'set', [], { kind: 'set', items: [] }],
    ['builtins', 'frozenset', [list], { kind: 'frozenset', items: [1n, 2n] }],
    ['builtins', 'list', ['K\x01', 0x85], { kind: 'list', items: [1n] }],
    ['builtins', 'tuple', [list], { kind: 'tuple', items: [1n, 2n] }],
    ['builtins', 'dict', ['}K\x01K\x02s'], { kind: 'dict', entries: [1n, 2n] }],
    ['builtins', 'dict', [']', list, 'a'], { kind: 'dict', entries: [1n, 2n] }],
    ['builtins', 'bytes', [], { kind: 'bytes', data: new Uint8Array() }],
    ['builtins', 'bytes', [list], { kind: 'bytes', data: Uint8Array.of(1, 2) }],
    ['builtins', 'bytearray', ['C\x02ab'], { kind: 'bytearray', data: Uint8Array.of(0x61, 0x62) }],
    ['builtins', 'bytearray', [text('ab'), text('latin-1')], { kind: 'bytearray', data: Uint8Array.of(0x61, 0x62) }],
    ['builtins', 'complex', ['G\x3f\xf0\0\0\0\0\0\0G\0\0\0\0\0\0\0\0'], { kind: 'complex', re: 1, im: 0 }],
    ['builtins', 'type', ['N'], pyGlobal('builtins', 'NoneType')],
    ['builtins', 'getattr', ['cm\nOuter\n', text('Inner')], pyGlobal('m', 'Outer.Inner')],
    [
      '_codecs',
      'encode',
      ['X', little(2, 4), '\xc3\xa9', text('latin1')],
      { kind: 'bytes', data: Uint8Array.of(0xe9) },
    ],
    [
      'copyreg',
      '_reconstructor',
      ['cm\nC\ncbuiltins\nobject\nN'],
      { via: 'reconstructor', func: pyGlobal('m', 'C'), args: { items: [{}, null] } },
    ],
    ['copyreg', '__newobj__', ['cm\nC\nK\x01'], { via: 'newobj', func: pyGlobal('m', 'C'), args: { items: [1n] } }],
    ['copyreg', '__newobj_ex__', ['cm\nC\n)}'], { via: 'newobj_ex', args: { items: [] }, kwargs: { entries: [] } }],
  ])('%s.%s %#', (module, name, args, value) => {
    expect(call(module, name, ...args)).toMatchObject(value as object);
  });

  test.each<[string, string, Part[]]>([
    ['builtins', 'bytes', ['J', little(2 ** 30, 4)]],
    ['builtins', 'bytes', [']M\x00\x01a']],
    ['builtins', 'bytearray', ['J', little(2 ** 30, 4)]],
    ['builtins', 'bytearray', [text('ab'), text('utf-8')]],
    ['builtins', 'complex', [text('1j')]],
    ['builtins', 'list', [text('abc')]],
    ['builtins', 'range', ['K\x01']],
    ['builtins', 'getattr', [list, text('append')]],
    ['builtins', 'getattr', ['cm\nC\n', text('x'), 'N']],
    ['builtins', 'eval', [text('1')]],
    ['_codecs', 'encode', [text('a'), text('utf-8')]],
    ['_codecs', 'decode', [text('a'), text('latin1')]],
    ['copyreg', '_reconstructor', ['cm\nC\n']],
    ['copyreg', '__newobj__', []],
    ['os', 'system', [text('true')]],
  ])('%s.%s of anything else stays an object that nobody calls %#', (module, name, args) => {
    expect(call(module, name, ...args)).toEqual(inert);
  });

  test('what is not hashable is refused, as Python does', () => {
    expect(() => call('builtins', 'set', '](]e')).toThrow(expect.objectContaining({ code: 'BRINE-PICKLE-KEY' }));
    expect(() => call('builtins', 'dict', '](]N', 0x86, 'e')).toThrow(
      expect.objectContaining({ code: 'BRINE-PICKLE-KEY' }),
    );
  });

  test('a copy is another object', () => {
    const value = load(stream(0x80, 4, ']q\0cbuiltins\nlist\nh\0', 0x85, 'R', 0x86, '.')).first as { items: PyValue[] };
    expect(value.items[0]).toEqual(value.items[1]);
    expect(value.items[0]).not.toBe(value.items[1]);
  });
});
