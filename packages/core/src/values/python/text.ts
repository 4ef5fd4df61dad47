/** Text and bytes as Python sees and writes them. */

/** `len(str)`: code points. */
export function codePoints(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    if (isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1))) {
      length--;
      i++;
    }
  }
  return length;
}

/** `str.encode("utf-8", "surrogatepass")`. */
export function utf8(text: string): Uint8Array {
  const encoded = new TextEncoder().encode(text);
  if (!LONE_SURROGATE.test(text)) return encoded;
  // TextEncoder wrote EF BF BD for each lone surrogate, which takes the three bytes that the surrogate itself takes.
  let at = 0;
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (point >= 0xd800 && point <= 0xdfff) {
      encoded[at] = 0xed;
      encoded[at + 1] = 0x80 | ((point >> 6) & 0x3f);
      encoded[at + 2] = 0x80 | (point & 0x3f);
    }
    at += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return encoded;
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

const DIGITS = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const ASCII = new TextDecoder('latin1');

export function hexOf(bytes: Uint8Array): string {
  const digits = new Uint8Array(2 * bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    digits[2 * i] = DIGITS[bytes[i]! >> 4]!;
    digits[2 * i + 1] = DIGITS[bytes[i]! & 15]!;
  }
  return ASCII.decode(digits);
}

/** @returns undefined for text that is no hex */
export function bytesOfHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    const high = digitOf(text.charCodeAt(2 * i));
    const low = digitOf(text.charCodeAt(2 * i + 1));
    if (high < 0 || low < 0) return undefined;
    bytes[i] = (high << 4) | low;
  }
  return bytes;
}

function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 0x20;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

const SHORT: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
/** What `str.isprintable` says no to: other (control, format, surrogate, private, unassigned) and separators but the space. */
const UNPRINTABLE = /[\p{C}\p{Z}\\]/gu;

/** `repr(str)`. */
export function stringRepr(text: string): string {
  const quote = quoteFor(text);
  const body = text.replace(UNPRINTABLE, (character) => {
    if (character === ' ') return character;
    const short = SHORT[character];
    if (short) return short;
    const point = character.codePointAt(0)!;
    const hex = point.toString(16);
    return point < 0x100
      ? `\\x${hex.padStart(2, '0')}`
      : point < 0x10000
        ? `\\u${hex.padStart(4, '0')}`
        : `\\U${hex.padStart(8, '0')}`;
  });
  return quote + (quote === "'" ? body.replaceAll("'", "\\'") : body) + quote;
}

/** `repr(bytes)`. */
export function bytesRepr(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    text += SHORT[character] ?? (byte < 0x20 || byte > 0x7e ? `\\x${byte.toString(16).padStart(2, '0')}` : character);
  }
  const quote = quoteFor(text);
  return `b${quote}${quote === "'" ? text.replaceAll("'", "\\'") : text}${quote}`;
}

/** `repr(bytearray)`, which escapes an apostrophe also where it need not. */
export function bytearrayRepr(bytes: Uint8Array): string {
  const text = bytesRepr(bytes);
  return `bytearray(${text[1] === '"' ? text.replaceAll("'", "\\'") : text})`;
}

function quoteFor(text: string): "'" | '"' {
  return text.includes("'") && !text.includes('"') ? '"' : "'";
}
