/** Values that an opcode's argument alone makes, but the commonest, which the loop makes itself. */

import type { Backend } from './backend.js';
import { Refusal } from './errors.js';
import { decodeLong, parseFloat0, parseInt0, parseKey, parseLong } from './numbers.js';
import { decodeAscii, decodeEscape, decodeLatin1, decodeRawUnicodeEscape, decodeStrict, decodeUtf8 } from './text.js';

/** A length of 8 bytes; beyond 2^53 it is rounded, which no file is long enough to notice. */
export function length8(view: DataView, at: number): number {
  return view.getUint32(at + 4, true) * 2 ** 32 + view.getUint32(at, true);
}

/** The value of an opcode whose argument is a length and as many bytes, at `from`. */
export function sizedValue<V>(backend: Backend<V>, opcode: number, bytes: Uint8Array, from: number, to: number): V {
  switch (opcode) {
    case 0x58: // BINUNICODE
    case 0x8d: // BINUNICODE8
      return backend.str(decodeUtf8(bytes, from, to));
    case 0x54: // BINSTRING
    case 0x55: // SHORT_BINSTRING
      return backend.string8(bytes.subarray(from, to));
    case 0x96: // BYTEARRAY8
      return backend.bytearray(bytes.subarray(from, to));
    default: // SHORT_BINBYTES, BINBYTES, BINBYTES8
      return backend.bytes(bytes.subarray(from, to));
  }
}

/** The value of LONG1 and LONG4. */
export function longValue<V>(backend: Backend<V>, bytes: Uint8Array, from: number, length: number): V {
  const value = decodeLong(bytes, from, length);
  if (value === undefined) throw new Refusal('NUMBER', `an int of ${length} bytes`);
  return backend.int(value);
}

/** The value of an opcode whose argument is the line from `from` up to the newline at `to`. */
export function lineValue<V>(
  backend: Backend<V>,
  opcode: number,
  bytes: Uint8Array,
  from: number,
  to: number,
  at: number,
): V {
  switch (opcode) {
    case 0x56: // UNICODE
      return backend.str(decodeRawUnicodeEscape(bytes, from, to));
    case 0x50: {
      // PERSID
      const id = decodeAscii(bytes, from, to);
      if (id === undefined) throw new Refusal('TEXT', 'a persistent id of protocol 0 must be ASCII');
      return backend.persistent(backend.str(id), at);
    }
    case 0x53: {
      // STRING
      const quote = bytes[from];
      if (to - from < 2 || (quote !== 0x27 && quote !== 0x22) || bytes[to - 1] !== quote) {
        throw new Refusal('TEXT', 'the argument of STRING must be quoted');
      }
      return backend.string8(decodeEscape(bytes, from + 1, to - 1));
    }
    case 0x46: {
      // FLOAT
      const value = parseFloat0(cString(bytes, from, to));
      if (value === undefined) throw notA('float', bytes, from, to);
      return backend.float(value);
    }
    case 0x4c: {
      // LONG: the L at its end is not required
      const value = parseLong(cString(bytes, from, bytes[to - 1] === 0x4c ? to - 1 : to));
      return backend.int(checked(value, bytes, from, to));
    }
    default: {
      // INT: 00 and 01 are how protocol 0 writes False and True
      // C's strtol finds no digit in an empty string, and stops at its end, which is all that is asked of it.
      const value = bytes[from] === 0 ? 0n : checked(parseInt0(cString(bytes, from, to)), bytes, from, to);
      return to - from === 2 && (value === 0n || value === 1n) ? backend.bool(value === 1n) : backend.int(value);
    }
  }
}

function checked(value: bigint | 'too large' | undefined, bytes: Uint8Array, from: number, to: number): bigint {
  if (value === 'too large') throw new Refusal('NUMBER', `an int of ${to - from} digits`);
  if (value === undefined) throw notA('int', bytes, from, to);
  return value;
}

function notA(type: string, bytes: Uint8Array, from: number, to: number): Refusal {
  return new Refusal('TEXT', `${JSON.stringify(decodeLatin1(bytes, from, Math.min(to, from + 40)))} is no ${type}`);
}

/** A line as a C string, which a NUL ends. */
function cString(bytes: Uint8Array, from: number, to: number): string {
  const text = decodeLatin1(bytes, from, to);
  const nul = text.indexOf('\0');
  return nul < 0 ? text : text.slice(0, nul);
}

/** A module or name of GLOBAL (UTF-8) or INST (ASCII), which is not empty. */
export function nameText(bytes: Uint8Array, from: number, to: number, ascii: boolean): string {
  const text = ascii ? decodeAscii(bytes, from, to) : decodeStrict(bytes, from, to);
  if (text === undefined) throw new Refusal('TEXT', 'a name of INST must be ASCII');
  if (text === '') throw new Refusal('TEXT', 'a name is empty');
  return text;
}

/** The key of GET and PUT. */
export function memoKey(bytes: Uint8Array, from: number, to: number): number {
  const key = parseKey(decodeLatin1(bytes, from, to));
  if (key === undefined || key < 0) throw notA('memo key', bytes, from, to);
  return key;
}
