/**
 * The opcode loop: one for loading and for auditing, which differ in their {@link Backend}.
 *
 * It follows CPython's C unpickler (Modules/_pickle.c, `load`), which is what `pickle.load` runs; the pure Python one differs from
 * it in small things (hexadecimal INT, frames that split an opcode). Every opcode reads its whole argument before it touches
 * the stack, so that a window that ends too early is refilled and the opcode run again.
 */
import { limitError, type Limits } from '@brine/core';
import { HIGHEST_PROTOCOL } from '../spec/opcodes.js';
import { length8, lineValue, longValue, nameText, sizedValue } from './arguments.js';
import type { Backend, RawCursor } from './backend.js';
import type { Cursor } from './cursor.js';
import { Refusal } from './errors.js';
import { Memo } from './memo.js';
import { parseKey } from './numbers.js';
import { beginsRun, NumberRuns } from './runs.js';
import { decodeLatin1, decodeUtf8 } from './text.js';

export interface MachineOptions<V> {
  /** Id of the codec, for errors. */
  readonly codec: string;
  readonly limits: Limits;
  /** A memo to go on with, as one `Unpickler` for several pickles does. A new one by default, as `pickle.load`. */
  readonly memo?: Memo<V>;
  /** How many machines this one runs inside of. */
  readonly nested?: number;
}

/** Pickles inside pickles inside ...: each is a recursion of ours. */
const MOST_NESTED = 100;

/** Thrown through a hook when the window ends before its bytes. */
const SHORT = Symbol('the window is too short');

const NEWLINE = 0x0a;

/** One pickle being read, from its first opcode through its STOP. */
export class Machine<V> {
  readonly memo: Memo<V>;
  /** What PROTO said last; 0 before. */
  protocol = 0;
  /** 1 for each opcode that occurred. */
  readonly seen = new Uint8Array(256);
  /** The value, once `run` returned true. */
  value: V | undefined;

  // A stack that was never of small ints or floats keeps its values boxed once, instead of being rebuilt as they come.
  private readonly stack: V[];
  private top = 0;
  /** Heights of the stack where a MARK stands; the first is its bottom. */
  private readonly marks: number[] = [0];
  private readonly runs = new NumberRuns();
  private itemsLeft: number;
  /** True between a BUILD and the end of its hook. */
  private building = false;

  constructor(
    readonly cursor: Cursor,
    readonly backend: Backend<V>,
    private readonly options: MachineOptions<V>,
  ) {
    this.memo = options.memo ?? new Memo();
    this.stack = [backend.none()];
    this.itemsLeft = options.limits.items;
  }

  /**
   * Runs until STOP.
   *
   * @returns false when the window ended first: refill it with `cursor.wanted` bytes from `cursor.offset` on, and run again
   * @throws CodecError with the offset of the opcode
   */
  run(): boolean {
    const { cursor, backend, stack, marks, memo, seen } = this;
    const { bytes, view, base } = cursor;
    const end = bytes.byteLength;
    if (this.building && !this.runHook()) return false;
    let { top } = this;
    let { at } = cursor;
    let fence = marks[marks.length - 1]!;
    let start = at;
    try {
      for (;;) {
        start = at;
        if (at >= end) return this.short(start, 1, top);
        if (--this.itemsLeft < 0)
          throw limitError(this.options.codec, 'items', this.options.limits, 'The pickle is too long', {
            offset: base + at,
          });
        const opcode = bytes[at++]!;
        seen[opcode] = 1;
        switch (opcode) {
          case 0x8c: {
            // SHORT_BINUNICODE
            if (at >= end) return this.short(start, 2, top);
            const length = bytes[at++]!;
            if (end - at < length) return this.short(start, 2 + length, top);
            stack[top++] = backend.str(decodeUtf8(bytes, at, at + length));
            at += length;
            break;
          }
          case 0x68: {
            // BINGET
            if (at >= end) return this.short(start, 2, top);
            const value = memo.get(bytes[at]!);
            if (value === undefined) throw missing(bytes[at]!);
            stack[top++] = value;
            at++;
            break;
          }
          case 0x6a: {
            // LONG_BINGET
            if (end - at < 4) return this.short(start, 5, top);
            const key = view.getUint32(at, true);
            const value = memo.get(key);
            if (value === undefined) throw missing(key);
            stack[top++] = value;
            at += 4;
            break;
          }
          case 0x94: // MEMOIZE
            if (top <= fence) throw this.underflow(fence);
            this.put(memo.count, stack[top - 1]!);
            break;
          case 0x71: // BINPUT
            if (at >= end) return this.short(start, 2, top);
            if (top <= fence) throw this.underflow(fence);
            this.put(bytes[at++]!, stack[top - 1]!);
            break;
          case 0x72: // LONG_BINPUT
            if (end - at < 4) return this.short(start, 5, top);
            if (top <= fence) throw this.underflow(fence);
            this.put(view.getUint32(at, true), stack[top - 1]!);
            at += 4;
            break;
          case 0x28: // MARK
            if (top > fence && beginsRun(bytes[at]) && backend.takesNumbers(stack[top - 1]!)) {
              const next = this.runs.scan(bytes, view, at, end);
              if (next > 0) {
                this.itemsLeft -= this.runs.numbers.length;
                backend.appendNumbers(stack[top - 1]!, this.runs.numbers);
                seen[bytes[at]!] = 1;
                at = next;
                break;
              }
            }
            marks.push(top);
            fence = top;
            break;
          case 0x4b: // BININT1
            if (at >= end) return this.short(start, 2, top);
            stack[top++] = backend.smallInt(bytes[at++]!);
            break;
          case 0x4d: // BININT2
            if (end - at < 2) return this.short(start, 3, top);
            stack[top++] = backend.smallInt(view.getUint16(at, true));
            at += 2;
            break;
          case 0x4a: // BININT
            if (end - at < 4) return this.short(start, 5, top);
            stack[top++] = backend.smallInt(view.getInt32(at, true));
            at += 4;
            break;
          case 0x47: // BINFLOAT
            if (end - at < 8) return this.short(start, 9, top);
            stack[top++] = backend.float(view.getFloat64(at));
            at += 8;
            break;
          case 0x8a: // LONG1
          case 0x8b: {
            // LONG4
            const width = opcode === 0x8a ? 1 : 4;
            if (end - at < width) return this.short(start, 1 + width, top);
            const length = width === 1 ? bytes[at]! : view.getInt32(at, true);
            if (length < 0) throw new Refusal('TEXT', `LONG4 has a length of ${length}`);
            at += width;
            if (end - at < length) return this.short(start, 1 + width + length, top);
            stack[top++] = longValue(backend, bytes, at, length);
            at += length;
            break;
          }
          case 0x4e: // NONE
            stack[top++] = backend.none();
            break;
          case 0x88: // NEWTRUE
            stack[top++] = backend.bool(true);
            break;
          case 0x89: // NEWFALSE
            stack[top++] = backend.bool(false);
            break;
          case 0x7d: // EMPTY_DICT
            stack[top] = backend.dict(stack, top, top, base + start);
            top++;
            break;
          case 0x5d: // EMPTY_LIST
            stack[top] = backend.list(stack, top, top);
            top++;
            break;
          case 0x29: // EMPTY_TUPLE
            stack[top] = backend.tuple(stack, top, top);
            top++;
            break;
          case 0x8f: // EMPTY_SET
            stack[top++] = backend.set();
            break;
          case 0x85: // TUPLE1
          case 0x86: // TUPLE2
          case 0x87: {
            // TUPLE3
            const from = top - (opcode - 0x84);
            if (from < fence) throw this.underflow(fence);
            stack[from] = backend.tuple(stack, from, top);
            top = from + 1;
            break;
          }
          case 0x73: // SETITEM
            if (top - 2 <= fence) throw this.underflow(fence);
            backend.setItems(stack[top - 3]!, stack, top - 2, top, base + start);
            top -= 2;
            break;
          case 0x61: // APPEND
            if (top - 1 <= fence) throw this.underflow(fence);
            backend.append(stack[top - 2]!, stack, top - 1, top, base + start);
            top--;
            break;
          case 0x75: // SETITEMS
          case 0x65: // APPENDS
          case 0x90: {
            // ADDITEMS
            const from = this.mark();
            fence = marks[marks.length - 1]!;
            if (from <= fence) throw this.underflow(fence);
            if (top === from) break;
            const target = stack[from - 1]!;
            if (opcode === 0x65) {
              backend.append(target, stack, from, top, base + start);
            } else if (opcode === 0x90) {
              backend.addItems(target, stack, from, top, base + start);
            } else {
              if ((top - from) % 2 !== 0) throw new Refusal('STACK', 'SETITEMS has a key without a value');
              backend.setItems(target, stack, from, top, base + start);
            }
            top = from;
            break;
          }
          case 0x74: // TUPLE
          case 0x6c: // LIST
          case 0x64: // DICT
          case 0x91: {
            // FROZENSET
            const from = this.mark();
            fence = marks[marks.length - 1]!;
            if (opcode === 0x74) {
              stack[from] = backend.tuple(stack, from, top);
            } else if (opcode === 0x6c) {
              stack[from] = backend.list(stack, from, top);
            } else if (opcode === 0x64) {
              if ((top - from) % 2 !== 0) throw new Refusal('STACK', 'DICT has a key without a value');
              stack[from] = backend.dict(stack, from, top, base + start);
            } else {
              stack[from] = backend.frozenset(stack, from, top, base + start);
            }
            top = from + 1;
            break;
          }
          case 0x52: // REDUCE
            if (top - 2 < fence) throw this.underflow(fence);
            stack[top - 2] = backend.reduce(stack[top - 2]!, stack[top - 1]!, base + start);
            top--;
            break;
          case 0x81: // NEWOBJ
            if (top - 2 < fence) throw this.underflow(fence);
            stack[top - 2] = backend.newobj(stack[top - 2]!, stack[top - 1]!, base + start);
            top--;
            break;
          case 0x92: // NEWOBJ_EX
            if (top - 3 < fence) throw this.underflow(fence);
            stack[top - 3] = backend.newobjEx(stack[top - 3]!, stack[top - 2]!, stack[top - 1]!, base + start);
            top -= 2;
            break;
          case 0x62: // BUILD
            if (top - 2 < fence) throw this.underflow(fence);
            top--;
            backend.build(stack[top - 1]!, stack[top]!, base + start);
            if (backend.built) {
              this.building = true;
              this.top = top;
              cursor.at = at;
              if (!this.runHook()) return false;
              at = cursor.at;
            }
            break;
          case 0x93: {
            // STACK_GLOBAL
            if (top - 2 < fence) throw this.underflow(fence);
            const module = backend.textOf(stack[top - 2]!);
            const name = backend.textOf(stack[top - 1]!);
            if (module === undefined || name === undefined) throw new Refusal('TYPE', 'STACK_GLOBAL needs two strings');
            stack[top - 2] = backend.global(module, name, this.protocol, base + start);
            top--;
            break;
          }
          case 0x30: // POP
            // A mark on top is what POP takes, without the values below it.
            if (marks.length > 1 && fence === top) {
              marks.pop();
              fence = marks[marks.length - 1]!;
            } else if (top <= fence) throw this.underflow(fence);
            else top--;
            break;
          case 0x31: // POP_MARK
            top = this.mark();
            fence = marks[marks.length - 1]!;
            break;
          case 0x32: // DUP
            if (top <= fence) throw this.underflow(fence);
            stack[top] = stack[top - 1]!;
            top++;
            break;
          case 0x2e: // STOP
            if (top <= fence) throw this.underflow(fence);
            this.value = stack[top - 1]!;
            cursor.at = at;
            return true;
          case 0x80: // PROTO
            if (at >= end) return this.short(start, 2, top);
            this.protocol = bytes[at++]!;
            if (this.protocol > HIGHEST_PROTOCOL) throw new Refusal('PROTOCOL', `pickle protocol ${this.protocol}`);
            break;
          case 0x95: {
            // FRAME: as in the C unpickler its bytes must be there, and that is all.
            if (end - at < 8) return this.short(start, 9, top);
            const length = length8(view, at);
            at += 8;
            if (base + at + length > cursor.size)
              throw new Refusal('TRUNCATED', `a frame of ${length} bytes passes the end of the file`);
            break;
          }
          case 0x58: // BINUNICODE
          case 0x42: // BINBYTES
          case 0x54: // BINSTRING
          case 0x43: // SHORT_BINBYTES
          case 0x55: // SHORT_BINSTRING
          case 0x8d: // BINUNICODE8
          case 0x8e: // BINBYTES8
          case 0x96: {
            // BYTEARRAY8
            const width = opcode === 0x43 || opcode === 0x55 ? 1 : opcode < 0x80 ? 4 : 8;
            if (end - at < width) return this.short(start, 1 + width, top);
            const length = width === 1 ? bytes[at]! : width === 4 ? view.getUint32(at, true) : length8(view, at);
            at += width;
            if (end - at < length) return this.short(start, 1 + width + length, top);
            stack[top++] = sizedValue(backend, opcode, bytes, at, at + length);
            at += length;
            break;
          }
          case 0x51: // BINPERSID
            if (top <= fence) throw this.underflow(fence);
            stack[top - 1] = backend.persistent(stack[top - 1]!, base + start);
            break;
          case 0x82: // EXT1
          case 0x83: // EXT2
          case 0x84: {
            // EXT4
            const width = opcode === 0x84 ? 4 : opcode - 0x81;
            if (end - at < width) return this.short(start, 1 + width, top);
            const code = width === 1 ? bytes[at]! : width === 2 ? view.getUint16(at, true) : view.getInt32(at, true);
            if (code <= 0) throw new Refusal('TEXT', `an extension code of ${code}`);
            stack[top++] = backend.extension(code, this.protocol, base + start);
            at += width;
            break;
          }
          case 0x6f: {
            // OBJ
            const from = this.mark();
            fence = marks[marks.length - 1]!;
            if (top <= from) throw this.underflow(fence);
            stack[from] = backend.inst(stack[from]!, stack, from + 1, top, base + start);
            top = from + 1;
            break;
          }
          case 0x97: // NEXT_BUFFER
            stack[top++] = backend.buffer(base + start);
            break;
          case 0x98: // READONLY_BUFFER
            if (top <= fence) throw this.underflow(fence);
            stack[top - 1] = backend.readonlyBuffer(stack[top - 1]!, base + start);
            break;
          case 0x63: // GLOBAL
          case 0x69: {
            // INST
            const middle = bytes.indexOf(NEWLINE, at);
            const last = middle < 0 ? -1 : bytes.indexOf(NEWLINE, middle + 1);
            if (last < 0) return this.shortLine(start, top);
            const ascii = opcode === 0x69;
            const module = nameText(bytes, at, middle, ascii);
            const name = nameText(bytes, middle + 1, last, ascii);
            at = last + 1;
            if (!ascii) {
              stack[top++] = backend.global(module, name, this.protocol, base + start);
              break;
            }
            const from = this.mark();
            fence = marks[marks.length - 1]!;
            const cls = backend.global(module, name, this.protocol, base + start);
            stack[from] = backend.inst(cls, stack, from, top, base + start);
            top = from + 1;
            break;
          }
          case 0x46: // FLOAT
          case 0x49: // INT
          case 0x4c: // LONG
          case 0x50: // PERSID
          case 0x53: // STRING
          case 0x56: {
            // UNICODE
            const newline = bytes.indexOf(NEWLINE, at);
            if (newline < 0) return this.shortLine(start, top);
            stack[top++] = lineValue(backend, opcode, bytes, at, newline, base + start);
            at = newline + 1;
            break;
          }
          case 0x67: // GET
          case 0x70: {
            // PUT
            const newline = bytes.indexOf(NEWLINE, at);
            if (newline < 0) return this.shortLine(start, top);
            const text = decodeLatin1(bytes, at, newline);
            const key = parseKey(text);
            if (key === undefined) throw new Refusal('TEXT', `the memo key ${JSON.stringify(text)} is no int`);
            at = newline + 1;
            if (opcode === 0x70) {
              if (top <= fence) throw this.underflow(fence);
              if (key < 0) throw new Refusal('TEXT', `the memo key ${key} is negative`);
              this.put(key, stack[top - 1]!);
              break;
            }
            const value = memo.get(key);
            if (value === undefined) throw missing(key);
            stack[top++] = value;
            break;
          }
          default:
            throw new Refusal('OPCODE', `no opcode is 0x${opcode.toString(16).padStart(2, '0')}`);
        }
      }
    } catch (error) {
      throw error instanceof Refusal ? error.at(this.options.codec, base + start) : error;
    }
  }

  /** A machine for a pickle that lies where this one stands. */
  inside(): Machine<V> {
    const nested = (this.options.nested ?? 0) + 1;
    if (nested > MOST_NESTED) throw new Refusal('NESTED', `${nested} pickles are nested in each other`);
    const { codec, limits } = this.options;
    return new Machine(this.cursor, this.backend, { codec, limits, nested });
  }

  /** Stops before an opcode of which the window holds too little. */
  private short(start: number, length: number, top: number): false {
    const { cursor } = this;
    cursor.at = start;
    if (cursor.offset + length > cursor.size) {
      throw new Refusal('TRUNCATED', length === 1 ? 'the stream ends without STOP' : `${length} bytes are needed here, ${cursor.size - cursor.offset} are left`);
    }
    cursor.wanted = length;
    this.top = top;
    return false;
  }

  /** As {@link short}, before an opcode whose line has no end in the window. */
  private shortLine(start: number, top: number): false {
    const held = this.cursor.bytes.byteLength - start;
    if (this.cursor.base + start + held === this.cursor.size) throw new Refusal('TRUNCATED', 'a line does not end');
    return this.short(start, Math.min(2 * held, this.cursor.size - this.cursor.base - start), top);
  }

  private put(key: number, value: V): void {
    const { codec, limits } = this.options;
    if (key > limits.memo)
      throw limitError(codec, 'memo', limits, `The memo key is ${key}`, { offset: this.cursor.offset });
    this.memo.set(key, value);
  }

  private mark(): number {
    if (this.marks.length === 1) throw new Refusal('STACK', 'there is no MARK on the stack');
    return this.marks.pop()!;
  }

  private underflow(fence: number): Refusal {
    return new Refusal('STACK', fence > 0 ? 'the stack is empty down to its MARK' : 'the stack is empty');
  }

  /** Lets the back end look behind a BUILD. @returns false when the window is too short for what it wants to read there */
  private runHook(): boolean {
    const { cursor, stack, top } = this;
    const { at } = cursor;
    try {
      stack[top - 1] = this.backend.built!(stack[top - 1]!, new Raw(this));
    } catch (error) {
      cursor.at = at;
      if (error === SHORT) return false;
      throw error instanceof Refusal ? error.at(this.options.codec, cursor.offset) : error;
    }
    this.building = false;
    return true;
  }
}

function missing(key: number): Refusal {
  return new Refusal('MEMO', `nothing was stored in the memo under ${key}`);
}

/** What a hook sees of the file behind a BUILD. */
class Raw<V> implements RawCursor<V> {
  constructor(private readonly machine: Machine<V>) {}

  get offset(): number {
    return this.machine.cursor.offset;
  }

  get remaining(): number {
    return this.machine.cursor.size - this.offset;
  }

  take(length: number): Uint8Array {
    const { cursor } = this.machine;
    if (!(length <= this.remaining)) throw new Refusal('TRUNCATED', `${length} bytes of data are needed here`);
    const { at } = cursor;
    if (at + length > cursor.bytes.byteLength) {
      cursor.wanted = length;
      throw SHORT;
    }
    cursor.at = at + length;
    return cursor.bytes.subarray(at, at + length);
  }

  pickle(): V {
    const nested = this.machine.inside();
    if (!nested.run()) throw SHORT;
    return nested.value!;
  }
}
