/** Opcodes with their arguments, in the form that each protocol has for them. */

import type { Note } from '@brine/core';
import { Unwritable } from './errors.js';
import { encodeLong, floatText } from './numbers.js';
import * as op from './opcodes.js';
import { FRAME_TARGET, type Output } from './output.js';
import { isPython3Only, python2Name } from './reduce/python2.js';
import { countHigh, encodeUtf8, latin1Text, latin1ToUtf8, rawUnicodeEscape, utf8Length } from './text.js';

/** Opcodes whose argument is a length of 1, 4 or 8 bytes and as many bytes; 0 where the protocol has none. */
interface Sized {
  readonly one: number;
  readonly four: number;
  readonly eight: number;
}

/** A text of more characters may be longer than 255 bytes. */
const SHORT_TEXT = 85;

/** More digits are read neither by `int` nor by LONG (`sys.get_int_max_str_digits`). */
const MOST_DIGITS = 4300;

/** What unpicklers read as a name: ASCII in protocols 0 to 2, so that Python 2 can. */
const ASCII_LINE = /^[^\n\u0080-\uffff]+$/;
const LINE = /^[^\n\p{Cs}]+$/u;

export class Emitter {
  /** False in protocol 0, which is text. */
  readonly binary: boolean;
  readonly notes: Note[] = [];
  private readonly text: Sized;
  private readonly bytes: Sized;
  private static readonly BYTEARRAY: Sized = { one: 0, four: 0, eight: op.BYTEARRAY8 };

  constructor(
    readonly out: Output,
    readonly protocol: number,
  ) {
    const eight = protocol >= 4;
    this.binary = protocol > 0;
    this.text = {
      one: eight ? op.SHORT_BINUNICODE : 0,
      four: op.BINUNICODE,
      eight: eight ? op.BINUNICODE8 : 0,
    };
    this.bytes = { one: op.SHORT_BINBYTES, four: op.BINBYTES, eight: eight ? op.BINBYTES8 : 0 };
  }

  none(): void {
    this.out.op(op.NONE);
  }

  bool(value: boolean): void {
    if (this.protocol >= 2) this.out.op(value ? op.NEWTRUE : op.NEWFALSE);
    else this.line(op.INT, value ? '01' : '00');
  }

  float(value: number): void {
    if (this.binary) this.out.float(op.BINFLOAT, value);
    else this.line(op.FLOAT, floatText(value));
  }

  /** @see CPython, `save_long` */
  int(value: bigint): void {
    const small = Number(value);
    if (small >= -0x80000000 && small <= 0x7fffffff) this.smallInt(small);
    else if (this.protocol >= 2) this.long(value);
    else this.line(op.LONG, `${digits(value)}L`);
  }

  /** @param value - an int of 32 bits */
  smallInt(value: number): void {
    const { out } = this;
    if (!this.binary) this.line(op.INT, String(value));
    else if (value < 0 || value > 0xffff) out.op4(op.BININT, value);
    else if (value > 0xff) out.op2(op.BININT2, value);
    else out.op1(op.BININT1, value);
  }

  private long(value: bigint): void {
    const { out } = this;
    const bytes = encodeLong(value);
    if (bytes.byteLength <= 0xff) out.op1(op.LONG1, bytes.byteLength);
    else out.op4(op.LONG4, bytes.byteLength);
    out.copy(bytes);
  }

  /** @see CPython, `write_unicode_binary`, `save_unicode` */
  str(text: string): void {
    const { out } = this;
    if (!this.binary) {
      this.line(op.UNICODE, rawUnicodeEscape(text));
    } else if (text.length <= SHORT_TEXT && this.text.one !== 0) {
      out.shortText(this.text.one, text);
    } else {
      const size = utf8Length(text);
      if (size < FRAME_TARGET) {
        this.header(this.text, size);
        out.utf8(text, size);
      } else {
        const utf8 = new Uint8Array(size);
        encodeUtf8(text, utf8, 0);
        this.outside(this.text, utf8);
      }
    }
  }

  /** Text of the characters U+0000 to U+00FF that the bytes stand for. */
  latin1(data: Uint8Array): void {
    if (this.binary) this.sized(this.text, latin1ToUtf8(data, countHigh(data)));
    else this.line(op.UNICODE, rawUnicodeEscape(latin1Text(data)));
  }

  /** From protocol 3 on. */
  byteString(data: Uint8Array): void {
    this.sized(this.bytes, data);
  }

  /** From protocol 5 on. */
  byteArray(data: Uint8Array): void {
    this.sized(Emitter.BYTEARRAY, data);
  }

  /** Stores the top of the stack in the memo. @see CPython, `memo_put` */
  put(number: number): void {
    const { out } = this;
    if (this.protocol >= 4) out.op(op.MEMOIZE);
    else if (!this.binary) this.line(op.PUT, String(number));
    else if (number <= 0xff) out.op1(op.BINPUT, number);
    else out.op4(op.LONG_BINPUT, number);
  }

  get(number: number): void {
    const { out } = this;
    if (!this.binary) this.line(op.GET, String(number));
    else if (number <= 0xff) out.op1(op.BINGET, number);
    else out.op4(op.LONG_BINGET, number);
  }

  extension(code: number): void {
    const { out } = this;
    if (code <= 0xff) out.op1(op.EXT1, code);
    else if (code <= 0xffff) out.op2(op.EXT2, code);
    else out.op4(op.EXT4, code);
  }

  /**
   * GLOBAL or INST, whose arguments are two lines.
   *
   * @throws Unwritable for a name that the protocol has no way to write
   */
  names(opcode: number, module: string, name: string): void {
    const { protocol } = this;
    const lines = protocol < 3 ? python2Name(module, name) : [module, name];
    if (!lines.every((line) => (protocol < 3 ? ASCII_LINE : LINE).test(line))) {
      throw new Unwritable('NAME', `${JSON.stringify(`${module}.${name}`)} is no name in protocol ${protocol}`);
    }
    if (protocol < 3 && isPython3Only(module, name)) this.notes.push(lostName(module, name, lines[1]!, protocol));
    const text = `${lines[0]}\n${lines[1]}\n`;
    this.out.op(opcode);
    this.out.utf8(text, utf8Length(text));
  }

  /** A persistent id of protocol 0. */
  persistentLine(id: string): void {
    this.line(op.PERSID, id);
  }

  private line(opcode: number, text: string): void {
    this.out.op(opcode);
    this.out.latin1(`${text}\n`);
  }

  /** @see CPython, `_Pickler_write_bytes` */
  private sized(ops: Sized, data: Uint8Array): void {
    if (data.byteLength >= FRAME_TARGET) {
      this.outside(ops, data);
    } else {
      this.header(ops, data.byteLength);
      this.out.copy(data);
    }
  }

  private header({ one, four, eight }: Sized, size: number): void {
    const { out } = this;
    if (size <= 0xff && one !== 0) out.op1(one, size);
    else if (size <= 0xffffffff && four !== 0) out.op4(four, size);
    else if (eight !== 0) out.op8(eight, size);
    else throw new Unwritable('SIZE', `${size} bytes in one value are too many for protocol ${this.protocol}`);
  }

  private outside(ops: Sized, data: Uint8Array): void {
    this.out.outside(() => this.header(ops, data.byteLength), data);
  }
}

function digits(value: bigint): string {
  // Four bits are more than a digit; the conversion of a longer one would take long for nothing.
  const hex = value.toString(16);
  const text = hex.length > MOST_DIGITS ? hex : value.toString();
  if (text.length - (value < 0n ? 1 : 0) > MOST_DIGITS) {
    throw new Unwritable('DIGITS', `an int of more than ${MOST_DIGITS} digits`);
  }
  return text;
}

function lostName(module: string, name: string, old: string, protocol: number): Note {
  return {
    code: 'BRINE-PICKLE-NAME',
    message: `protocol ${protocol} has Python 2's names, and no ${module}.${name}: it is read as ${old}`,
    loss: true,
  };
}
