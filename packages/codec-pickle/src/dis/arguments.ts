/**
 * Arguments of opcodes as CPython's disassembler reads them, which is not always as the unpickler does: hexadecimal INT is refused, names
 * must be ASCII.
 * @see CPython, Lib/pickletools.py (`ArgumentDescriptor` and its readers)
 */

import { pyByteArray, pyBytes, type PyValue } from '@brine/core';
import { reprOf } from '@brine/core/values';
import { Refusal } from '../read/errors.js';
import { decodeLong } from '../read/numbers.js';
import { decodeAscii, decodeEscape, decodeLatin1, decodeRawUnicodeEscape, decodeUtf8 } from '../read/text.js';
import type { ArgumentKind } from '../spec/opcodes.js';

/** What the disassembler raises a ValueError of. */
export class Complaint extends Error {}

/** An argument and where it ends. */
export interface Argument {
  readonly value: PyValue;
  readonly end: number;
}

type Reader = (bytes: Uint8Array, view: DataView, at: number) => Argument;

/** Numbers of fixed width. */
const fixed =
  (kind: string, width: number, value: (view: DataView, at: number) => PyValue): Reader =>
  (bytes, view, at) => {
    if (bytes.length - at < width) throw new Complaint(`not enough data in stream to read ${kind}`);
    return { value: value(view, at), end: at + width };
  };

const uint1 = fixed('uint1', 1, (view, at) => BigInt(view.getUint8(at)));
const int4 = fixed('int4', 4, (view, at) => BigInt(view.getInt32(at, true)));
const uint4 = fixed('uint4', 4, (view, at) => BigInt(view.getUint32(at, true)));
const uint8 = fixed('uint8', 8, (view, at) => view.getBigUint64(at, true));

/** A length and as many bytes. */
const sized =
  (kind: string, length: Reader, value: (bytes: Uint8Array) => PyValue): Reader =>
  (bytes, view, at) => {
    const { value: count, end: from } = length(bytes, view, at);
    const wanted = count as bigint;
    const left = bytes.length - from;
    if (wanted < 0n) throw new Complaint(`${kind} byte count < 0: ${wanted}`);
    if (wanted > MOST_BYTES) throw new Complaint(`${kind} byte count > sys.maxsize: ${wanted}`);
    if (wanted > left) {
      if (kind.startsWith('long')) throw new Complaint(`not enough data in stream to read ${kind}`);
      throw new Complaint(`expected ${wanted} bytes in a ${kind}, but only ${left} remain`);
    }
    const end = from + Number(wanted);
    return { value: value(bytes.subarray(from, end)), end };
  };

/** `sys.maxsize` */
const MOST_BYTES = 2n ** 63n - 1n;

/** A line, without its end. */
const line =
  (kind: string, value: (text: Uint8Array) => PyValue): Reader =>
  (bytes, _, at) => {
    const end = bytes.indexOf(NEWLINE, at);
    if (end < 0) throw new Complaint(`no newline found when trying to read ${kind}`);
    return { value: value(bytes.subarray(at, end)), end: end + 1 };
  };

const NEWLINE = 0x0a;

const name = line('stringnl', escaped);

/** How each kind of argument is read; `none` has none. */
export const READERS: Readonly<Record<Exclude<ArgumentKind, 'none'>, Reader>> = {
  uint1,
  uint2: fixed('uint2', 2, (view, at) => BigInt(view.getUint16(at, true))),
  int4,
  uint4,
  uint8,
  float8: fixed('float8', 8, (view, at) => view.getFloat64(at)),
  floatnl: line('stringnl', floatOf),
  decimalnl_short: line('stringnl', (text) => {
    const digits = decodeLatin1(text);
    return digits === '00' ? false : digits === '01' ? true : intOf(text);
  }),
  decimalnl_long: line('stringnl', (text) => intOf(text.at(-1) === 0x4c ? text.subarray(0, -1) : text)),
  stringnl: line('stringnl', (text) => escaped(unquoted(text))),
  stringnl_noescape: name,
  stringnl_noescape_pair: (bytes, view, at) => {
    const module = name(bytes, view, at);
    const attribute = name(bytes, view, module.end);
    return { value: `${module.value as string} ${attribute.value as string}`, end: attribute.end };
  },
  unicodestringnl: line('unicodestringnl', (text) => guarded(() => decodeRawUnicodeEscape(text, 0, text.length))),
  long1: sized('long1', uint1, longOf),
  long4: sized('long4', int4, longOf),
  string1: sized('string1', uint1, (bytes) => decodeLatin1(bytes)),
  string4: sized('string4', int4, (bytes) => decodeLatin1(bytes)),
  bytes1: sized('bytes1', uint1, pyBytes),
  bytes4: sized('bytes4', uint4, pyBytes),
  bytes8: sized('bytes8', uint8, pyBytes),
  bytearray8: sized('bytearray8', uint8, pyByteArray),
  unicodestring1: sized('unicodestring1', uint1, utf8),
  unicodestring4: sized('unicodestring4', uint4, utf8),
  unicodestring8: sized('unicodestring8', uint8, utf8),
};

/** Bytes of an int whose decimal digits are still worth their time, which grows faster than their number. */
const MOST_DECIMAL = 1 << 17;

/** `repr()` of an argument; a huge int is in hexadecimal. */
export function argumentText(value: PyValue): string {
  if (typeof value === 'bigint' && BigInt.asIntN(MOST_DECIMAL, value) !== value) {
    return value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
  }
  return reprOf(value)!;
}

function longOf(bytes: Uint8Array): PyValue {
  const value = decodeLong(bytes, 0, bytes.length);
  if (value === undefined) throw new Complaint(`an int of ${bytes.length} bytes`);
  return value;
}

function utf8(bytes: Uint8Array): string {
  return guarded(() => decodeUtf8(bytes, 0, bytes.length));
}

/** `int(text)` */
function intOf(text: Uint8Array): bigint {
  const digits = decodeLatin1(text).replace(SPACE, '');
  if (!/^[+-]?[0-9]+(?:_[0-9]+)*$/.test(digits)) {
    // CPython shows no more of it.
    throw new Complaint(`invalid literal for int() with base 10: ${reprOf(pyBytes(text))!.slice(0, 200)}`);
  }
  if (digits.length > MOST_DECIMAL) throw new Complaint(`an int of ${digits.length} digits`);
  const size = BigInt(digits.replace(/[+_-]/g, ''));
  return digits.startsWith('-') ? -size : size;
}

/** `float(text)` */
function floatOf(text: Uint8Array): number {
  const digits = decodeLatin1(text).replace(SPACE, '');
  const [, sign, special] = /^([+-]?)(?:(inf(?:inity)?)|nan)$/i.exec(digits) ?? [];
  if (sign !== undefined) return special === undefined ? NaN : sign === '-' ? -Infinity : Infinity;
  const plain = digits.replace(/(?<=[0-9])_(?=[0-9])/g, '');
  if (!/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(plain)) {
    throw new Complaint(`could not convert string to float: ${reprOf(pyBytes(text))}`);
  }
  return Number(plain);
}

/** What `bytes.strip()` takes away. */
const SPACE = /^[ \t\n\r\v\f]+|[ \t\n\r\v\f]+$/g;

/** `codecs.escape_decode(text)[0].decode('ascii')` */
function escaped(text: Uint8Array): string {
  const data = guarded(() => decodeEscape(text, 0, text.length));
  const ascii = decodeAscii(data);
  if (ascii !== undefined) return ascii;
  const at = data.findIndex((byte) => byte > 0x7f);
  const byte = data[at]!.toString(16);
  throw new Complaint(`'ascii' codec can't decode byte 0x${byte} in position ${at}: ordinal not in range(128)`);
}

function unquoted(text: Uint8Array): Uint8Array {
  const [quote] = text;
  const isQuoted = quote === 0x22 || quote === 0x27;
  if (!isQuoted) throw new Complaint(`no string quotes around ${reprOf(pyBytes(text))}`);
  if (text.at(-1) === quote) return text.subarray(1, -1);
  const mark = reprOf(pyBytes(text.subarray(0, 1)));
  throw new Complaint(`strinq quote ${mark} not found at both ends of ${reprOf(pyBytes(text))}`);
}

/** Text that the unpickler refuses too, for reasons of its own words. */
function guarded<T>(decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    throw error instanceof Refusal ? new Complaint(error.message) : error;
  }
}
