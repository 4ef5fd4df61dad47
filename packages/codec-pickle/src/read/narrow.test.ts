import { describe, expect, test } from 'vitest';
import { latin1OfUtf8, narrow } from './narrow.js';

/** Long enough for vectors, and for several pieces of them. */
const SIZES = [0, 1, 15, 16, 17, 63, 64, 65, 127, 1000, 65_535, 65_536, 65_537, 200_000];
const WRONG = [
  [0xc2],
  [0xc2, 0x41],
  [0xc4, 0x80],
  [0x80],
  [0xe0, 0xa0, 0x80],
  [0xff],
  [0xc3, 0xc3, 0x80],
  [0xc1, 0x80],
];

/** Bytes that look random and are the same in each run. */
function noise(length: number): Uint8Array {
  let state = length + 1;
  return Uint8Array.from({ length }, () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 24);
}
const latin1 = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** As hosts without WebAssembly do it. */
function narrowed(bytes: Uint8Array, from: number, to: number): Uint8Array | undefined {
  const result = new Uint8Array(to - from);
  const length = narrow(bytes, from, to, result);
  return length === undefined ? undefined : result.subarray(0, length);
}

describe.each([
  ['as the host does it', latin1OfUtf8],
  ['in JavaScript', narrowed],
])('bytes of UTF-8, %s', (_, decode) => {
  test.each(SIZES)('%i bytes', (size) => {
    const bytes = noise(size);
    const text = utf8(latin1(bytes));
    expect(Buffer.compare(decode(text, 0, text.length)!, bytes)).toBe(0);
  });

  test('at a place in a longer stream, between leads', () => {
    const bytes = noise(300);
    const text = utf8(latin1(bytes));
    const stream = Uint8Array.of(0xc3, ...text, 0x80);
    expect(Buffer.compare(decode(stream, 1, 1 + text.length)!, bytes)).toBe(0);
  });

  test.each(WRONG)('%j is no such text, wherever it stands', (...bytes) => {
    for (const before of [0, 10, 15, 31, 100, 65_535]) {
      for (const behind of [0, 1, 20, 100]) {
        const text = Uint8Array.of(
          ...new Uint8Array(before).fill(0x41),
          ...bytes,
          ...new Uint8Array(behind).fill(0x41),
        );
        expect(decode(text, 0, text.length), `${before} before, ${behind} behind`).toBeUndefined();
      }
    }
  });
});

test('a vector that ends in a lead goes on in the next one', () => {
  for (let before = 0; before < 40; before++) {
    const text = utf8('a'.repeat(before) + '\u00ff\u0080'.repeat(60));
    expect(latin1OfUtf8(text, 0, text.length)).toEqual(narrowed(text, 0, text.length));
  }
});
