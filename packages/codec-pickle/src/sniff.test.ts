import { describe, expect, test } from 'vitest';
import { stream } from '../test/assemble.js';
import { fixture, NAMES } from '../test/fixtures.js';
import { sniffPickle } from './sniff.js';

const sniff = (bytes: Uint8Array, size = bytes.length) =>
  sniffPickle({ head: bytes.subarray(0, 4096), tail: bytes.subarray(-1024), size });

describe('sniffing', () => {
  test.each(NAMES)('%s', (name) => {
    const bytes = fixture(name);
    expect(sniff(bytes)).toBe(bytes[0] === 0x80 ? 'certain' : 'likely');
  });

  test.each(['N.', 'I1\n.', 'K\x05.', '].'])('%j may be one', (source) => {
    expect(sniff(stream(source))).toBe('possible');
  });

  test.each([
    '',
    '.',
    'hello, world',
    'N',
    '(lp0\n',
    '{"json": [1, 2]}',
    '# a comment\nx = 1\n',
    'def f(x):\n    return (x, 1)\n',
    'import os\nos.system("x")\n',
    '(c) 2020 by someone\n.',
    'S, T, 1.5\n2, 3, 4\n',
    'I am a text.\nIt has two lines.\n',
    'VERSION 5.\nname value\n.',
    'PK\x03\x04 zip',
    '\x89HDF\r\n\x1a\n',
    '\x93NUMPY\x01\0',
    '\x1f\x8b\x08\0',
    '\x80\x09N.',
    '\x80\x04\xff',
    '\x80\x04',
    '\x80\x02(a',
    '\x7fELF',
    'a.',
    ']a.',
    '0.',
  ])('%j is none', (source) => {
    expect(sniff(stream(source))).toBeUndefined();
  });

  test('a pickle that is cut or damaged is one, when its header says so', () => {
    const whole = fixture('standard.p4.pkl');
    for (const length of [11, 12, 100, 3000]) expect(sniff(whole.subarray(0, length))).toBe('certain');
    expect(sniff(stream(whole.subarray(0, 100), 0xff, whole.subarray(100)))).toBe('likely');
    expect(sniff(stream(0x80, 2, 'X\xff\xff\xff\x7fabc'))).toBe('certain');
  });

  test('it sees past an opcode that passes the first bytes', () => {
    const head = stream('(lp0\nV', 'x'.repeat(5000));
    expect(sniff(head, 10_000)).toBe('likely');
  });
});
