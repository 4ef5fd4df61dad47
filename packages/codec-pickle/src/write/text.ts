/** Text as pickle writes it: UTF-8 with lone surrogates, and the escaped form of protocol 0. */

/** Size of {@link encodeUtf8}'s bytes. */
export function utf8Length(text: string): number {
  let size = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) size++;
    else if (isPair(text, unit, i)) {
      size += 2;
      i++;
    } else size += 2;
  }
  return size;
}

/**
 * UTF-8 as `encode("utf-8", "surrogatepass")`.
 *
 * @param bytes - with room for three bytes a character
 * @returns the place after the last byte
 */
export function encodeUtf8(text: string, bytes: Uint8Array, at: number): number {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      bytes[at++] = unit;
    } else if (unit < 0x800) {
      bytes[at++] = 0xc0 | (unit >> 6);
      bytes[at++] = 0x80 | (unit & 0x3f);
    } else if (isPair(text, unit, i)) {
      const point = text.codePointAt(i++)!;
      bytes[at++] = 0xf0 | (point >> 18);
      bytes[at++] = 0x80 | ((point >> 12) & 0x3f);
      bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[at++] = 0x80 | (point & 0x3f);
    } else {
      bytes[at++] = 0xe0 | (unit >> 12);
      bytes[at++] = 0x80 | ((unit >> 6) & 0x3f);
      bytes[at++] = 0x80 | (unit & 0x3f);
    }
  }
  return at;
}

function isPair(text: string, unit: number, i: number): boolean {
  return (unit & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
}

/** Bytes above 0x7f, each of which takes two in UTF-8. */
export function countHigh(data: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < data.length; i++) count += data[i]! >> 7;
  return count;
}

/** UTF-8 of the characters U+0000 to U+00FF that the bytes stand for. @param high - {@link countHigh} of them */
export function latin1ToUtf8(data: Uint8Array, high: number): Uint8Array {
  if (high === 0) return data;
  const utf8 = new Uint8Array(data.length + high);
  let at = 0;
  for (let i = 0; i < data.length; i++) {
    const byte = data[i]!;
    if (byte < 0x80) {
      utf8[at++] = byte;
    } else {
      utf8[at++] = 0xc0 | (byte >> 6);
      utf8[at++] = 0x80 | (byte & 0x3f);
    }
  }
  return utf8;
}

/** Bytes as the characters U+0000 to U+00FF. */
export function latin1Text(data: Uint8Array): string {
  let text = '';
  for (let at = 0; at < data.byteLength; at += 4096) {
    text += String.fromCharCode.apply(null, data.subarray(at, at + 4096) as unknown as number[]);
  }
  return text;
}

/** What UNICODE's line must not hold as it is: what is no byte, its escape character, and what would end the line somewhere. */
// eslint-disable-next-line no-control-regex
const ESCAPED = /[\\\0\n\r\x1a]|[^\0-\xff]/gu;

/**
 * The argument of UNICODE, as characters U+0000 to U+00FF.
 * @see CPython, `raw_unicode_escape` in _pickle.c
 */
export function rawUnicodeEscape(text: string): string {
  return text.replace(ESCAPED, (character) => {
    const point = character.codePointAt(0)!;
    const hex = point.toString(16);
    return point > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
  });
}
