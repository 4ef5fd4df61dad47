/** Oracles: CPython 3.11 and numpy 2.4. */

import { describe, expect, it } from 'vitest';
import { pyByteArray, pyBytes, pyDict, pyFrozenSet, pyGlobal, pyList, pySet, pyTuple } from '../../model/make.js';
import { civilFromDays, dateText } from './calendar.js';
import { float16ToNumber, numberToFloat16 } from '../../model/half.js';
import { bitLength, complexRepr, floatFromHex, floatHex, floatRepr, jsonInt, narrowFloatRepr } from './numbers.js';
import { longDoubleToNumber } from './long-double.js';
import { reprOf } from './repr.js';
import { bytesOfHex, bytesRepr, codePoints, hexOf, stringRepr, utf8 } from './text.js';
import { offsetAt, offsetOfWall } from './zones.js';

describe('floats', () => {
  it.each([
    [0, '0.0', '0x0.0p+0'],
    [-0, '-0.0', '-0x0.0p+0'],
    [1, '1.0', '0x1.0000000000000p+0'],
    [-1.5, '-1.5', '-0x1.8000000000000p+0'],
    [0.1, '0.1', '0x1.999999999999ap-4'],
    [1 / 3, '0.3333333333333333', '0x1.5555555555555p-2'],
    [0.0001, '0.0001', '0x1.a36e2eb1c432dp-14'],
    [9.999e-5, '9.999e-05', '0x1.a36371ea531a8p-14'],
    [1e16, '1e+16', '0x1.1c37937e08000p+53'],
    [9999999999999998, '9999999999999998.0', '0x1.1c37937e07fffp+53'],
    [1e22, '1e+22', '0x1.0f0cf064dd592p+73'],
    [5e-324, '5e-324', '0x0.0000000000001p-1022'],
    [-2.2250738585072014e-308, '-2.2250738585072014e-308', '-0x1.0000000000000p-1022'],
    [1.7976931348623157e308, '1.7976931348623157e+308', '0x1.fffffffffffffp+1023'],
    [Infinity, 'inf', 'inf'],
    [-Infinity, '-inf', '-inf'],
    [NaN, 'nan', 'nan'],
    [123456789.125, '123456789.125', '0x1.d6f3454800000p+26'],
  ])('%d is %s, %s', (value, text, hex) => {
    expect([floatRepr(value), floatHex(value), floatFromHex(hex)]).toEqual([text, hex, value]);
  });

  it('refuses what is no hex of a float', () => {
    expect(['', '0x', '1.5', '0x2.0p+0', '0x1.0p', '0x1.00000000000000p+0'].map(floatFromHex)).toEqual(
      Array(6).fill(undefined),
    );
  });

  it('writes narrow ones with the digits that they need', () => {
    expect([0.1, 1e20, 1 / 3].map((value) => narrowFloatRepr(Math.fround(value), Math.fround))).toEqual([
      '0.1',
      '1e+20',
      '0.33333334',
    ]);
  });

  it('writes complex ones', () => {
    const values: [number, number][] = [
      [1, 2],
      [-0, 2],
      [1, NaN],
      [1e16, -1],
      [0, 0],
    ];
    expect(values.map(([re, im]) => complexRepr(re, im))).toEqual([
      '(1+2j)',
      '(-0+2j)',
      '(1+nanj)',
      '(1e+16-1j)',
      '0j',
    ]);
  });

  it('rounds to half precision as IEEE 754 does', () => {
    const rounded = [65504, 65519, 65520, 2 ** -25, 2 ** -24 * 1.5, 1 + 2 ** -11, 1 + 3 * 2 ** -11, 2047.9999, -0];
    expect(rounded.map((value) => float16ToNumber(numberToFloat16(value)))).toEqual([
      65504,
      65504,
      Infinity,
      0,
      2 ** -23,
      1,
      1 + 2 ** -9,
      2048,
      -0,
    ]);
    for (let bits = 0; bits < 0x7c00; bits += 7) expect(numberToFloat16(float16ToNumber(bits))).toBe(bits);
  });

  it('rounds long doubles once, ties to even', () => {
    const read = (significand: bigint, top: number) => {
      const view = new DataView(new ArrayBuffer(16));
      view.setBigUint64(0, significand, true);
      view.setUint16(8, top, true);
      return longDoubleToNumber(view, 0, 16, true);
    };
    const one = 1n << 63n;
    expect(read(one, 16383)).toBe(1);
    expect(read(one + 1024n, 16383)).toBe(1);
    expect(read(one + 1025n, 16383)).toBe(1 + 2 ** -52);
    expect(read(one + 3072n, 16383)).toBe(1 + 2 ** -51);
    expect(read(2n ** 64n - 1n, 16383 + 1023)).toBe(Infinity);
    expect(read(one, 16383 - 1074)).toBe(5e-324);
    expect(read(one, 16383 - 1075)).toBe(0);
    expect(read(one + 1n, 16383 - 1075)).toBe(5e-324);
    expect(read(one, 0x8000 | 0x7fff)).toBe(-Infinity);
    expect(read(one + 1n, 0x7fff)).toBeNaN();
    expect(read(0n, 0x8000)).toBe(-0);
  });
});

it('counts the bits of an int, and writes large ones as text', () => {
  expect([0n, 1n, -1n, 255n, 256n, -(2n ** 70n)].map(bitLength)).toEqual([0, 1, 1, 8, 9, 71]);
  expect([2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) - 1n].map(jsonInt)).toEqual([
    2 ** 53,
    '9007199254740993',
    '-9007199254740993',
  ]);
});

describe('text', () => {
  it.each([
    ['', "''"],
    ["it's", `"it's"`],
    [`'"`, `'\\'"'`],
    [
      '\\\n\r\t\x00\x7f\xa0é\u200b\u2028\ud800😀\u{10ffff}',
      `'\\\\\\n\\r\\t\\x00\\x7f\\xa0é\\u200b\\u2028\\ud800😀\\U0010ffff'`,
    ],
  ])('%j is %s', (text, repr) => {
    expect(stringRepr(text)).toBe(repr);
  });

  it('counts code points, and encodes lone surrogates', () => {
    expect(['', 'a😀', '\udc00\ud800', '\ud83d'].map(codePoints)).toEqual([0, 2, 2, 1]);
    expect(hexOf(utf8('é\ud800😀\udfff'))).toBe('c3a9eda080f09f9880edbfbf');
  });

  it('writes bytes', () => {
    expect(bytesRepr(Uint8Array.from([0, 39, 92, 10, 97, 255]))).toBe(`b"\\x00'\\\\\\na\\xff"`);
    expect([bytesOfHex('00fF'), bytesOfHex('0'), bytesOfHex('0g')]).toEqual([
      Uint8Array.of(0, 255),
      undefined,
      undefined,
    ]);
  });
});

it('writes values as repr does, and gives up on what only Python could', () => {
  const bytes = Uint8Array.of(98);
  const value = pyList([
    null,
    true,
    1n,
    1.5,
    pyTuple(['a']),
    pyTuple(),
    pySet(),
    pySet([1n]),
    pyFrozenSet(),
    pyDict(['k', pyBytes(bytes)]),
    pyByteArray(bytes),
  ]);
  expect(reprOf(value)).toBe(`[None, True, 1, 1.5, ('a',), (), set(), {1}, frozenset(), {'k': b'b'}, bytearray(b'b')]`);
  // CPython escapes an apostrophe here whatever the quotes are.
  expect(reprOf(pyByteArray(Uint8Array.of(0x27, 0x61)))).toBe(`bytearray(b"\\'a")`);
  expect(reprOf(pyBytes(Uint8Array.of(0x27, 0x61)))).toBe(`b"'a"`);
  expect(reprOf(pyList([pyGlobal('m', 'C')]))).toBeUndefined();
  let deep = pyList();
  for (let i = 0; i < 100_000; i++) deep = pyList([deep]);
  expect(reprOf(deep)).toBeUndefined();
});

it('has the calendar of all years', () => {
  const days = [0n, -1n, 19782n, -719468n, -719529n, 2932896n, 2932897n, -1_000_000_000_000n];
  expect(days.map((day) => dateText(civilFromDays(day)))).toEqual([
    '1970-01-01',
    '1969-12-31',
    '2024-02-29',
    '0000-03-01',
    '-001-12-31',
    '9999-12-31',
    '10000-01-01',
    '-2737905037-01-05',
  ]);
});

it('knows time zones, and the two sides of a change', () => {
  expect([
    offsetAt('Europe/Berlin', 1593597600),
    offsetAt('UTC', 0),
    offsetAt('Nowhere/Else', 0),
    offsetAt('UTC', 1e18),
  ]).toEqual([7200, 0, undefined, undefined]);
  const twice = Date.UTC(2021, 9, 31, 2, 30) / 1000;
  const never = Date.UTC(2021, 2, 28, 2, 30) / 1000;
  expect(
    [twice, never].flatMap((wall) => [offsetOfWall('Europe/Berlin', wall, 0), offsetOfWall('Europe/Berlin', wall, 1)]),
  ).toEqual([7200, 3600, 3600, 7200]);
});
