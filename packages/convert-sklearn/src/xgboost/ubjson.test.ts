import { isCodecError } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { readUbjson } from './ubjson.js';

const bytesOf = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (c) => c.charCodeAt(0)) : part)),
  );

const long = (value: number): number[] => [...new Uint8Array(new BigUint64Array([BigInt(value)]).buffer)].reverse();

function failure(bytes: Uint8Array): string {
  try {
    readUbjson(bytes, 'handle');
  } catch (error) {
    if (!isCodecError(error)) throw error;
    expect(error).toMatchObject({ fault: 'malformed', at: { path: 'handle' } });
    return error.message;
  }
  throw new Error('no error');
}

// {"a": [0.5, -1], "b": [1, "x", true], "c": {}}
const DOCUMENT = bytesOf(
  ...['{L', long(1), 'a[$d#L', long(2), [0x3f, 0, 0, 0, 0xbf, 0x80, 0, 0]],
  ...['L', long(1), 'b[#L', long(3), 'i', [1], 'SL', long(1), 'xT', 'L', long(1), 'c{}}'],
);

it('reads objects, counted and typed arrays, numbers big-endian', () => {
  expect(readUbjson(DOCUMENT, 'handle')).toEqual(
    new Map<string, unknown>([
      ['a', Float32Array.of(0.5, -1)],
      ['b', [1, 'x', true]],
      ['c', new Map()],
    ]),
  );
});

it.each([
  ['i', [0xff], -1],
  ['U', [0xff], 255],
  ['I', [0xff, 0xfe], -2],
  ['l', [0, 0, 1, 0], 256],
  ['L', long(2 ** 40), 2 ** 40],
  ['d', [0x3f, 0x80, 0, 0], 1],
  ['D', [0x3f, 0xf0, 0, 0, 0, 0, 0, 0], 1],
])('reads a number of type %s', (mark, bytes, value) => {
  expect(readUbjson(bytesOf(mark, bytes), 'handle')).toBe(value);
});

describe('damaged', () => {
  it('wherever it ends too soon', () => {
    for (let end = 0; end < DOCUMENT.length; end++) failure(DOCUMENT.subarray(0, end));
  });

  it.each([
    ['a count past the end', bytesOf('[$d#L', long(2 ** 40)), /4398046511104 bytes that are not there, at byte 13/],
    ['a count below 0', bytesOf('[$d#l', [0xff, 0xff, 0xff, 0xff]), /-4 bytes/],
    ['a list longer than what is left', bytesOf('[#L', long(9), 'T'), /an array of 9 values/],
    ['a count that is a float', bytesOf('[#d', [0, 0, 0, 0]), /no integer/],
    ['an unknown type', bytesOf('[$S#L', long(1)), /the unknown type "S", at byte 2/],
    ['a name of Object', bytesOf('{L', long(1), 'a_'), /the unknown type "_"/],
    ['a typed array without its length', bytesOf('[$dT'), /without its length/],
    ['a key twice', bytesOf('{i', [1], 'aTi', [1], 'aT}'), /the key "a" twice, at byte 5/],
    ['text that is none', bytesOf('Si', [1, 0xff]), /no UTF-8/],
    ['bytes after the end', bytesOf('TT'), /after the end/],
    ['lists inside lists', bytesOf('['.repeat(100_000)), /more than 64 values inside one another/],
  ])('%s', (_what, bytes, message) => {
    expect(failure(bytes)).toMatch(message);
  });

  it('no prototype comes out of a key', () => {
    const found = readUbjson(bytesOf('{i', [9], '__proto__T}'), 'handle') as Map<string, unknown>;
    expect(found.get('__proto__')).toBe(true);
    expect(Object.getPrototypeOf(found)).toBe(Map.prototype);
  });
});
