/**
 * The opcode loop: one for loading and for auditing, which differ in their {@link Backend}.
 *
 * It follows CPython's C unpickler (Modules/_pickle.c, `load`), which is what `pickle.load` runs; the pure Python one differs from
 * it in small things (hexadecimal INT, frames that split an opcode). Every opcode reads its whole argument before it touches
 * the stack, so that a window that ends too early is refilled and the opcode run again.
 */
import { HIGHEST_PROTOCOL } from '../spec/opcodes.js';
import { length8, lineValue, longValue, memoKey, nameText, sizedValue } from './arguments.js';
import { LimitRefusal, Refusal } from './errors.js';
import { beginsRun } from './runs.js';
import { exact, MachineState, need, pairs } from './state.js';
import { decodeUtf8 } from './text.js';

/** Pickles inside pickles inside ...: each is a recursion of ours. */
const MOST_NESTED = 100;

const NEWLINE = 0x0a;

/** Shorter text is not worth a look at what follows it. */
const LONG_TEXT = 64;

/** One pickle being read, from its first opcode through its STOP. */
export class Machine<V> extends MachineState<V> {
  /**
   * Runs until STOP.
   *
   * @returns false when the window ended first: refill it with `cursor.wanted` bytes from `cursor.offset` on, and run again
   * @throws CodecError with the offset of the opcode
   */
  run(): boolean {
    const { cursor, backend, below, memo, seen } = this;
    const { bytes, view, base } = cursor;
    const end = bytes.byteLength;
    if (this.raw && !this.runHook()) return false;
    let { stack } = this;
    let { at } = cursor;
    let start = at;
    let left = this.itemsLeft;
    try {
      for (;;) {
        start = at;
        if (at >= end) return this.short(start, 1, stack);
        if (--left < 0) throw new LimitRefusal('items', 'The pickle is too long');
        const opcode = bytes[at++]!;
        seen[opcode] = 1;
        switch (opcode) {
          case 0x8c: {
            // SHORT_BINUNICODE
            if (at >= end) return this.short(start, 2, stack);
            const length = bytes[at++]!;
            if (end - at < length) return this.short(start, 2 + length, stack);
            stack.push(backend.str(decodeUtf8(bytes, at, at + length)));
            at += length;
            break;
          }
          case 0x68: // BINGET
            if (at >= end) return this.short(start, 2, stack);
            stack.push(this.stored(bytes[at]!));
            at++;
            break;
          case 0x6a: // LONG_BINGET
            if (end - at < 4) return this.short(start, 5, stack);
            stack.push(this.stored(view.getUint32(at, true)));
            at += 4;
            break;
          case 0x94: // MEMOIZE
            this.store(memo.count, stack);
            break;
          case 0x71: // BINPUT
            if (at >= end) return this.short(start, 2, stack);
            this.store(bytes[at++]!, stack);
            break;
          case 0x72: // LONG_BINPUT
            if (end - at < 4) return this.short(start, 5, stack);
            this.store(view.getUint32(at, true), stack);
            at += 4;
            break;
          case 0x28: // MARK
            if (beginsRun(bytes[at]) && stack.length > 0 && backend.takesNumbers(stack[stack.length - 1]!)) {
              const next = this.runs.scan(bytes, view, at, end);
              if (next > 0) {
                left -= this.runs.numbers.length;
                backend.appendNumbers(stack[stack.length - 1]!, this.runs.numbers);
                seen[bytes[at]!] = 1;
                at = next;
                break;
              }
            }
            if (below.length >= this.options.limits.depth) throw new LimitRefusal('depth', 'The marks nest too deep');
            below.push(stack);
            stack = [];
            break;
          case 0x4b: // BININT1
            if (at >= end) return this.short(start, 2, stack);
            stack.push(backend.smallInt(bytes[at++]!));
            break;
          case 0x4d: // BININT2
            if (end - at < 2) return this.short(start, 3, stack);
            stack.push(backend.smallInt(view.getUint16(at, true)));
            at += 2;
            break;
          case 0x4a: // BININT
            if (end - at < 4) return this.short(start, 5, stack);
            stack.push(backend.smallInt(view.getInt32(at, true)));
            at += 4;
            break;
          case 0x47: // BINFLOAT
            if (end - at < 8) return this.short(start, 9, stack);
            stack.push(backend.float(view.getFloat64(at)));
            at += 8;
            break;
          case 0x8a: // LONG1
          case 0x8b: {
            // LONG4
            const width = opcode === 0x8a ? 1 : 4;
            if (end - at < width) return this.short(start, 1 + width, stack);
            const length = width === 1 ? bytes[at]! : view.getInt32(at, true);
            if (length < 0) throw new Refusal('TEXT', `LONG4 has a length of ${length}`);
            at += width;
            if (end - at < length) return this.short(start, 1 + width + length, stack);
            stack.push(longValue(backend, bytes, at, length));
            at += length;
            break;
          }
          case 0x4e: // NONE
            stack.push(backend.none());
            break;
          case 0x88: // NEWTRUE
          case 0x89: // NEWFALSE
            stack.push(backend.bool(opcode === 0x88));
            break;
          case 0x7d: // EMPTY_DICT
            stack.push(backend.dict([], base + start));
            break;
          case 0x5d: // EMPTY_LIST
            stack.push(backend.list([]));
            break;
          case 0x29: // EMPTY_TUPLE
            stack.push(backend.tuple([]));
            break;
          case 0x8f: // EMPTY_SET
            stack.push(backend.set());
            break;
          case 0x85: // TUPLE1
            need(stack, 1);
            stack.push(backend.tuple([stack.pop()!]));
            break;
          case 0x86: // TUPLE2
          case 0x87: // TUPLE3
            need(stack, opcode - 0x84);
            stack.push(backend.tuple(stack.splice(0x84 - opcode)));
            break;
          case 0x74: // TUPLE
          case 0x6c: // LIST
          case 0x64: // DICT
          case 0x91: {
            // FROZENSET
            const items = exact(stack);
            stack = this.unmark();
            if (opcode === 0x74) stack.push(backend.tuple(items));
            else if (opcode === 0x6c) stack.push(backend.list(items));
            else if (opcode === 0x64) stack.push(backend.dict(pairs(items, 'DICT'), base + start));
            else stack.push(backend.frozenset(items, base + start));
            break;
          }
          case 0x73: {
            // SETITEM
            need(stack, 3);
            const entry = stack.splice(-2);
            backend.setItems(stack[stack.length - 1]!, entry, base + start);
            break;
          }
          case 0x61: {
            // APPEND
            need(stack, 2);
            const item = stack.pop()!;
            backend.append(stack[stack.length - 1]!, [item], base + start);
            break;
          }
          case 0x75: // SETITEMS
          case 0x65: // APPENDS
          case 0x90: {
            // ADDITEMS
            const items = exact(stack);
            stack = this.unmark();
            need(stack, 1);
            if (items.length === 0) break;
            const target = stack[stack.length - 1]!;
            if (opcode === 0x65) backend.append(target, items, base + start);
            else if (opcode === 0x90) backend.addItems(target, items, base + start);
            else backend.setItems(target, pairs(items, 'SETITEMS'), base + start);
            break;
          }
          case 0x52: // REDUCE
          case 0x81: {
            // NEWOBJ
            need(stack, 2);
            const args = stack.pop()!;
            const cls = stack.pop()!;
            stack.push(
              opcode === 0x52 ? backend.reduce(cls, args, base + start) : backend.newobj(cls, args, base + start),
            );
            break;
          }
          case 0x92: {
            // NEWOBJ_EX
            need(stack, 3);
            const kwargs = stack.pop()!;
            const args = stack.pop()!;
            stack.push(backend.newobjEx(stack.pop()!, args, kwargs, base + start));
            break;
          }
          case 0x62: {
            // BUILD
            need(stack, 2);
            const state = stack.pop()!;
            backend.build(stack[stack.length - 1]!, state, base + start);
            if (backend.built) {
              this.stack = stack;
              cursor.at = at;
              if (!this.runHook()) return false;
              at = cursor.at;
            }
            break;
          }
          case 0x93: {
            // STACK_GLOBAL
            need(stack, 2);
            const name = backend.textOf(stack.pop()!);
            const module = backend.textOf(stack.pop()!);
            if (module === undefined || name === undefined) throw new Refusal('TYPE', 'STACK_GLOBAL needs two strings');
            stack.push(backend.global(module, name, this.protocol, base + start));
            break;
          }
          case 0x30: // POP
            // A mark on top is what POP takes, without the values below it.
            if (stack.length === 0 && below.length > 0) stack = this.unmark();
            else {
              need(stack, 1);
              const value = stack.pop()!;
              backend.dropped(value, stack[stack.length - 1]);
            }
            break;
          case 0x31: // POP_MARK
            stack = this.unmark();
            break;
          case 0x32: // DUP
            need(stack, 1);
            stack.push(stack[stack.length - 1]!);
            break;
          case 0x2e: // STOP
            need(stack, 1);
            this.value = stack.pop()!;
            cursor.at = at;
            return true;
          case 0x80: // PROTO
            if (at >= end) return this.short(start, 2, stack);
            this.protocol = bytes[at++]!;
            if (this.protocol > HIGHEST_PROTOCOL) throw new Refusal('PROTOCOL', `pickle protocol ${this.protocol}`);
            break;
          case 0x95: {
            // FRAME: as in the C unpickler its bytes must be there, and that is all.
            if (end - at < 8) return this.short(start, 9, stack);
            const length = length8(view, at);
            at += 8;
            if (base + at + length > cursor.size) {
              throw new Refusal('TRUNCATED', `a frame of ${length} bytes passes the end of the file`);
            }
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
            if (end - at < width) return this.short(start, 1 + width, stack);
            const length = width === 1 ? bytes[at]! : width === 4 ? view.getUint32(at, true) : length8(view, at);
            at += width;
            if (end - at < length) {
              const unread = this.leave(opcode, at, length, stack);
              if (unread === undefined) return this.short(start, 1 + width + length, stack);
              stack.push(unread);
              at += length;
              break;
            }
            const call = opcode === 0x58 && length >= LONG_TEXT ? this.bytesCall(stack, at, at + length) : undefined;
            if (call === undefined) stack.push(sizedValue(backend, opcode, bytes, at, at + length));
            at = call ?? at + length;
            break;
          }
          case 0x51: // BINPERSID
            need(stack, 1);
            stack.push(backend.persistent(stack.pop()!, base + start));
            break;
          case 0x82: // EXT1
          case 0x83: // EXT2
          case 0x84: {
            // EXT4
            const width = opcode === 0x84 ? 4 : opcode - 0x81;
            if (end - at < width) return this.short(start, 1 + width, stack);
            const code = width === 1 ? bytes[at]! : width === 2 ? view.getUint16(at, true) : view.getInt32(at, true);
            if (code <= 0) throw new Refusal('TEXT', `an extension code of ${code}`);
            stack.push(backend.extension(code, this.protocol, base + start));
            at += width;
            break;
          }
          case 0x6f: {
            // OBJ
            const [cls, ...args] = stack;
            stack = this.unmark();
            if (cls === undefined) throw new Refusal('STACK', 'OBJ has no class');
            stack.push(backend.inst(cls, args, base + start));
            break;
          }
          case 0x97: // NEXT_BUFFER
            stack.push(backend.buffer(base + start));
            break;
          case 0x98: // READONLY_BUFFER
            need(stack, 1);
            stack.push(backend.readonlyBuffer(stack.pop()!, base + start));
            break;
          case 0x63: // GLOBAL
          case 0x69: {
            // INST
            const middle = bytes.indexOf(NEWLINE, at);
            const last = middle < 0 ? -1 : bytes.indexOf(NEWLINE, middle + 1);
            if (last < 0) return this.shortLine(start, stack);
            const ascii = opcode === 0x69;
            const module = nameText(bytes, at, middle, ascii);
            const name = nameText(bytes, middle + 1, last, ascii);
            at = last + 1;
            const cls = backend.global(module, name, this.protocol, base + start);
            if (opcode === 0x63) stack.push(cls);
            else {
              const args = exact(stack);
              stack = this.unmark();
              stack.push(backend.inst(cls, args, base + start));
            }
            break;
          }
          case 0x46: // FLOAT
          case 0x49: // INT
          case 0x4c: // LONG
          case 0x50: // PERSID
          case 0x53: // STRING
          case 0x56: // UNICODE
          case 0x67: // GET
          case 0x70: {
            // PUT
            const newline = bytes.indexOf(NEWLINE, at);
            if (newline < 0) return this.shortLine(start, stack);
            if (opcode === 0x67) stack.push(this.stored(memoKey(bytes, at, newline)));
            else if (opcode === 0x70) this.store(memoKey(bytes, at, newline), stack);
            else stack.push(lineValue(backend, opcode, bytes, at, newline, base + start));
            at = newline + 1;
            break;
          }
          default:
            throw new Refusal('OPCODE', `no opcode is 0x${opcode.toString(16).padStart(2, '0')}`);
        }
      }
    } catch (error) {
      throw this.located(error, base + start);
    } finally {
      this.itemsLeft = left;
    }
  }

  /** A machine for a pickle that lies where this one stands. */
  override inside(): Machine<V> {
    const nested = (this.options.nested ?? 0) + 1;
    if (nested > MOST_NESTED) throw new Refusal('NESTED', `${nested} pickles are nested in each other`);
    const { codec, limits } = this.options;
    return new Machine(this.cursor, this.backend, { codec, limits, nested });
  }
}
