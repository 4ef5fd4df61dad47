/** Text in a pickle: UTF-8 with lone surrogates, and the two escaped forms of protocol 0. */

import { Refusal } from './errors.js';

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Up to this many bytes a string made of its characters beats a TextDecoder call. */
const SHORT = 24;

/**
 * UTF-8 as `decode("utf-8", "surrogatepass")`.
 *
 * JavaScript text cannot tell an encoded pair of surrogates from the character that it stands for: such a pair, which Python keeps
 * as two, is one character here.
 *
 * @throws Refusal for anything else that is no UTF-8
 */
export function decodeUtf8(bytes: Uint8Array, from: number, to: number): string {
  const length = to - from;
  if (length <= SHORT) {
    const units = new Array<number>(length);
    let ascii = true;
    for (let i = 0; i < length; i++) {
      const byte = bytes[from + i]!;
      units[i] = byte;
      if (byte > 0x7f) {
        ascii = false;
        break;
      }
    }
    if (ascii) return String.fromCharCode.apply(null, units);
  }
  try {
    return UTF8.decode(bytes.subarray(from, to));
  } catch {
    return decodeSurrogates(bytes, from, to);
  }
}

/** UTF-8 where the decoder found something amiss: lone surrogates are decoded, the rest is an error at its byte. */
function decodeSurrogates(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  let clean = from;
  for (let at = from; at < to; at++) {
    // ED A0..BF xx: U+D800 to U+DFFF, which strict UTF-8 forbids.
    if (bytes[at] !== 0xed || !(bytes[at + 1]! >= 0xa0 && bytes[at + 1]! <= 0xbf)) continue;
    if (at + 2 >= to || bytes[at + 2]! >> 6 !== 2) break;
    text += decodeStrict(bytes, clean, at);
    text += String.fromCharCode(0xd000 | ((bytes[at + 1]! & 0x3f) << 6) | (bytes[at + 2]! & 0x3f));
    at += 2;
    clean = at + 1;
  }
  return text + decodeStrict(bytes, clean, to);
}

/**
 * UTF-8 as Python's strict decoder.
 *
 * @throws Refusal
 */
export function decodeStrict(bytes: Uint8Array, from: number, to: number): string {
  try {
    return UTF8.decode(bytes.subarray(from, to));
  } catch {
    throw new Refusal('TEXT', 'the text is not UTF-8');
  }
}

/** Bytes as the characters U+0000 to U+00FF. */
export function decodeLatin1(bytes: Uint8Array, from = 0, to = bytes.length): string {
  const end = Math.min(to, bytes.length);
  let text = '';
  for (let at = from; at < end; at += 4096) {
    text += String.fromCharCode.apply(null, bytes.subarray(at, Math.min(end, at + 4096)) as unknown as number[]);
  }
  return text;
}

/**
 * ASCII text; undefined when a byte is not.
 */
export function decodeAscii(bytes: Uint8Array, from = 0, to = bytes.length): string | undefined {
  for (let at = from; at < to; at++) if (bytes[at]! > 0x7f) return undefined;
  return decodeLatin1(bytes, from, to);
}

/**
 * Text as its characters' bytes.
 *
 * @returns undefined when a character is above U+00FF
 */
export function encodeLatin1(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0xff) return undefined;
    bytes[i] = unit;
  }
  return bytes;
}

/**
 * The argument of UNICODE: latin-1 with `\uXXXX` and `\UXXXXXXXX`.
 *
 * @throws Refusal for an escape that is cut short or no code point
 * @see CPython, `PyUnicode_DecodeRawUnicodeEscape`
 */
export function decodeRawUnicodeEscape(bytes: Uint8Array, from: number, to: number): string {
  const line = bytes.subarray(from, to);
  let text = '';
  let clean = 0;
  for (let at = line.indexOf(BACKSLASH); at >= 0; at = line.indexOf(BACKSLASH, at)) {
    const letter = line[at + 1];
    const digits = letter === 0x75 ? 4 : letter === 0x55 ? 8 : 0;
    if (digits > 0) {
      text += decodeLatin1(line, clean, at) + codePoint(decodeLatin1(line, at + 2, at + 2 + digits), digits);
      clean = at + 2 + digits;
    }
    // Without a u, the backslash and what follows it are both themselves: `\\\\u0041` is no escape.
    at += 2 + digits;
  }
  return text + decodeLatin1(line, clean);
}

function codePoint(hex: string, digits: number): string {
  const code = hex.length === digits && /^[0-9a-fA-F]+$/.test(hex) ? parseInt(hex, 16) : Infinity;
  if (code > 0x10ffff) throw new Refusal('TEXT', `the escape of ${digits} digits with "${hex}" is no character`);
  return String.fromCodePoint(code);
}

const BACKSLASH = 0x5c;

/** One-letter escapes of Python's string literals: letter, byte. */
const ESCAPES: ReadonlyMap<number, number> = new Map(
  Object.entries({ '\\': 0x5c, "'": 0x27, '"': 0x22, b: 8, f: 0xc, t: 9, n: 0xa, r: 0xd, v: 0xb, a: 7 }).map(
    ([letter, byte]) => [letter.charCodeAt(0), byte],
  ),
);

/**
 * The argument of STRING without its quotes: a Python 2 string literal.
 *
 * @throws Refusal
 * @see CPython, `PyBytes_DecodeEscape`
 */
export function decodeEscape(bytes: Uint8Array, from: number, to: number): Uint8Array {
  const result = new Uint8Array(to - from);
  let length = 0;
  for (let at = from; at < to;) {
    const byte = bytes[at++]!;
    if (byte !== BACKSLASH) {
      result[length++] = byte;
      continue;
    }
    if (at >= to) throw new Refusal('TEXT', 'the text ends with a backslash');
    const letter = bytes[at++]!;
    const plain = ESCAPES.get(letter);
    if (plain !== undefined) result[length++] = plain;
    else if (letter === 0x0a) continue;
    else if (isOctal(letter)) {
      let value = letter - 0x30;
      for (let digit = 0; digit < 2 && at < to && isOctal(bytes[at]!); digit++) value = value * 8 + bytes[at++]! - 0x30;
      result[length++] = value;
    } else if (letter === 0x78) {
      const digits = decodeLatin1(bytes, at, Math.min(to, at + 2));
      if (!/^[0-9a-fA-F]{2}$/.test(digits)) throw new Refusal('TEXT', `\\x${digits} is no byte`);
      result[length++] = parseInt(digits, 16);
      at += 2;
    } else {
      result[length++] = BACKSLASH;
      result[length++] = letter;
    }
  }
  return result.subarray(0, length);
}

function isOctal(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x37;
}
