import { describe, expect, test } from 'vitest';
import { little, stream, type Part } from '../../test/assemble.js';
import { load } from '../../test/fixtures.js';

const every = Uint8Array.from({ length: 256 }, (_, i) => i);
const utf8 = new TextEncoder().encode(String.fromCharCode(...every));
const read = (...parts: Part[]) =>
  load(stream(0x80, 2, 'c_codecs\nencode\nq\0X', little(utf8.length, 4), utf8, ...parts)).first;
const NAME = stream('X', little(6, 4), 'latin1');

describe('bytes that protocol 2 writes as text', () => {
  test.each<[string, Part[]]>([
    ['with PUTs', ['q\x01', NAME, 'q\x02', 0x86, 'q\x03R.']],
    ['with long PUTs', ['r\x01\0\0\0', NAME, 'r\x02\0\0\0', 0x86, 'r\x03\0\0\0R.']],
    ['without', [NAME, 0x86, 'R.']],
  ])('%s', (_, parts) => {
    expect(read(...parts)).toEqual({ kind: 'bytes', data: every });
  });

  test('the name from the memo', () => {
    const bytes = stream('(c_codecs\nencode\nX', little(utf8.length, 4), utf8, NAME, 'q\x05', 0x86, 'R');
    const again = stream('c_codecs\nencode\nX', little(utf8.length, 4), utf8, 'h\x05', 0x86, 'Rt.');
    const value = { kind: 'bytes', data: every };
    expect(load(stream(0x80, 2, bytes, again)).first).toEqual({ kind: 'tuple', items: [value, value] });
  });

  test('its parts are in the memo, should anyone ask', () => {
    const value = read('q\x01', NAME, 'q\x02', 0x86, 'q\x03Rh\x01h\x02h\x03', 0x87, '.');
    const whole = String.fromCharCode(...every);
    expect(value).toEqual({ kind: 'tuple', items: [whole, 'latin1', { kind: 'tuple', items: [whole, 'latin1'] }] });
  });

  test('what only looks like it is read as it is', () => {
    expect(read(stream('X', little(6, 4), 'utf-16'), 0x86, 'R.')).toMatchObject({
      via: 'reduce',
      args: { items: [{}, 'utf-16'] },
    });
    expect(read(NAME, 0x86, '.')).toMatchObject({ kind: 'tuple' });
    expect(() => read('h\x07', 0x86, 'R.')).toThrow(expect.objectContaining({ code: 'BRINE-PICKLE-MEMO' }));
  });

  test('text that is no latin-1 is refused, as Python does', () => {
    const text = new TextEncoder().encode('\u0100'.repeat(50));
    const bytes = stream(0x80, 2, 'c_codecs\nencode\nX', little(text.length, 4), text, NAME, 0x86, 'R.');
    expect(() => load(bytes)).toThrow(expect.objectContaining({ code: 'BRINE-PICKLE-TYPE' }));
  });
});
