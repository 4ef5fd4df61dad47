import type { Limits } from '@brine/core';
import type { Backend } from './backend.js';
import type { Cursor } from './cursor.js';
import { LimitRefusal, Refusal } from './errors.js';
import { latin1Call } from './latin1.js';
import { Memo } from './memo.js';
import { latin1OfUtf8 } from './narrow.js';
import { Raw, SHORT } from './raw.js';
import { NumberRuns } from './runs.js';
import { decodeUtf8 } from './text.js';

export interface MachineOptions<V> {
  /** Id of the codec, for errors. */
  readonly codec: string;
  readonly limits: Limits;
  /** A memo to go on with, as one `Unpickler` for several pickles does. A new one by default, as `pickle.load`. */
  readonly memo?: Memo<V>;
  /** How many machines this one runs inside of. */
  readonly nested?: number;
}

/** The state of one pickle being read, and the steps that opcodes share. */
export abstract class MachineState<V> {
  readonly memo: Memo<V>;
  /** What PROTO said last; 0 before. */
  protocol = 0;
  /** 1 for each opcode that occurred. */
  readonly seen = new Uint8Array(256);
  /** The value, once `run` returned true. */
  value: V | undefined;

  /**
   * Values since the topmost mark; those below each mark, in arrays of their own. What a mark's values become (a tuple, a batch of
   * items) takes its array over, and short arrays stay young: one tall stack costs twice the time.
   */
  protected stack: V[] = [];
  protected readonly below: V[][] = [];
  protected readonly runs = new NumberRuns();
  protected itemsLeft: number;
  /** What the hook after a BUILD reads, until it is done. */
  protected raw: Raw<V> | undefined;

  constructor(
    readonly cursor: Cursor,
    readonly backend: Backend<V>,
    protected readonly options: MachineOptions<V>,
  ) {
    this.memo = options.memo ?? new Memo();
    this.itemsLeft = options.limits.items;
  }

  /** Runs a whole pickle that lies where this one stands. @returns false when the window ends first */
  abstract inside(): { run(): boolean; readonly value: V | undefined };

  /** Stops before an opcode of which the window holds too little. */
  protected short(start: number, length: number, stack: V[]): false {
    const { cursor } = this;
    cursor.at = start;
    this.stack = stack;
    const left = cursor.size - cursor.offset;
    if (length > left) {
      throw new Refusal(
        'TRUNCATED',
        left === 0 ? 'the stream ends without STOP' : `${length} bytes are needed, ${left} are left`,
      );
    }
    cursor.wanted = length;
    return false;
  }

  /** As {@link short}, before an opcode whose line has no end in the window. */
  protected shortLine(start: number, stack: V[]): false {
    const { bytes, base, size } = this.cursor;
    const held = bytes.byteLength - start;
    if (base + bytes.byteLength === size) throw new Refusal('TRUNCATED', 'a line does not end');
    return this.short(start, Math.min(2 * held, size - base - start), stack);
  }

  /** Passes over the bytes of an opcode that the window does not hold. @returns what stands for them; undefined to read them */
  protected leave(opcode: number, at: number, length: number, stack: readonly V[]): V | undefined {
    const { cursor, backend } = this;
    const kind = LEFT[opcode];
    if (length < cursor.leaves || kind === undefined || cursor.base + at + length > cursor.size) return undefined;
    if (kind === 'text' && !(stack.length > 0 && backend.encodesLatin1(stack[stack.length - 1]!))) return undefined;
    const value = backend.unread?.(kind, cursor.base + at, length);
    if (value !== undefined) cursor.left ??= cursor.base + at;
    return value;
  }

  /** Makes bytes at once where text is only there to become bytes. @returns the place behind the call */
  protected bytesCall(stack: V[], from: number, to: number): number | undefined {
    const { backend, memo } = this;
    const { bytes, view } = this.cursor;
    if (stack.length === 0 || !backend.encodesLatin1(stack[stack.length - 1]!)) return undefined;
    const call = latin1Call(bytes, view, to);
    const name = call?.gotName === undefined ? backend.str('latin1') : memo.get(call.gotName);
    if (!call || name === undefined || backend.textOf(name) !== 'latin1') return undefined;
    const data = latin1OfUtf8(bytes, from, to);
    if (!data) return undefined;
    const text = () => backend.str(decodeUtf8(bytes, from, to));
    if (call.text !== undefined) memo.defer(call.text, text);
    if (call.name !== undefined) memo.set(call.name, name);
    if (call.tuple !== undefined) memo.defer(call.tuple, () => backend.tuple([text(), name]));
    stack.pop();
    stack.push(backend.bytes(data));
    return call.end;
  }

  protected store(key: number, stack: readonly V[]): void {
    need(stack, 1);
    if (key > this.options.limits.memo) throw new LimitRefusal('memo', `The memo key is ${key}`);
    this.memo.set(key, stack[stack.length - 1]!);
  }

  protected stored(key: number): V {
    const value = this.memo.get(key);
    if (value === undefined) throw new Refusal('MEMO', `nothing was stored in the memo under ${key}`);
    return value;
  }

  /** Takes the topmost mark away. @returns the values below it */
  protected unmark(): V[] {
    const stack = this.below.pop();
    if (!stack) throw new Refusal('STACK', 'there is no MARK on the stack');
    return stack;
  }

  protected located(error: unknown, offset: number): unknown {
    const { codec, limits } = this.options;
    return error instanceof Refusal ? error.at(codec, offset, limits) : error;
  }

  /** Lets the back end look behind a BUILD. @returns false when the window is too short for what it wants to read there */
  protected runHook(): boolean {
    const { cursor, stack } = this;
    const top = stack.length - 1;
    const raw = (this.raw ??= new Raw(this));
    raw.restart();
    try {
      stack[top] = this.backend.built!(stack[top]!, raw);
    } catch (error) {
      if (error !== SHORT) throw this.located(error, cursor.offset);
      return false;
    }
    this.raw = undefined;
    return true;
  }
}

/** Opcodes whose bytes may be passed over, and what they have. */
const LEFT: Readonly<Record<number, 'bytes' | 'bytearray' | 'string8' | 'text'>> = {
  0x42: 'bytes', // BINBYTES
  0x8e: 'bytes', // BINBYTES8
  0x96: 'bytearray', // BYTEARRAY8
  0x54: 'string8', // BINSTRING
  0x58: 'text', // BINUNICODE
};

/** Refuses an opcode that takes more values than there are above the topmost mark. */
export function need(stack: readonly unknown[], count: number): void {
  if (stack.length < count) throw new Refusal('STACK', `${count} values are needed, the stack has ${stack.length}`);
}

/** The values of a mark in an array without room to spare: one that grew by pushing has room for 17, and most need a few. */
export function exact<V>(items: V[]): V[] {
  return items.length < 17 ? items.slice() : items;
}

export function pairs<V>(items: V[], opcode: string): V[] {
  if (items.length % 2 !== 0) throw new Refusal('STACK', `${opcode} has a key without a value`);
  return items;
}
