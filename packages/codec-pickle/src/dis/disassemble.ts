/**
 * The opcodes of a pickle as CPython's disassembler prints them, with its checks of the stack and the memo.
 * @see CPython, Lib/pickletools.py (`dis`)
 */

import type { DisassembledLine, PyValue } from '@brine/core';
import { OPCODES, type Opcode } from '../spec/opcodes.js';
import { STACK_TYPES } from '../spec/stack.js';
import { type Argument, argumentText, Complaint, READERS } from './arguments.js';

/** A line, and what is wrong with what it says. */
export interface Checked {
  readonly line: DisassembledLine;
  readonly complaint?: string;
}

const MARK = 'mark';
const STOP = 0x2e;
const INDENT = '    ';

const STORES = new Set(['PUT', 'BINPUT', 'LONG_BINPUT', 'MEMOIZE']);
const FETCHES = new Set(['GET', 'BINGET', 'LONG_BINGET']);

/** One pickle being disassembled: call {@link next} until it is done. */
export class Disassembler {
  /** Place of the next opcode. */
  at: number;
  done = false;
  /** Marks that were not taken yet. */
  get depth(): number {
    return this.marks.length;
  }
  private highest = -1;
  /** Types of the values on the stack; {@link MARK} for a mark. */
  private readonly stack: string[] = [];
  /** Places of the marks that were not taken yet. */
  private readonly marks: number[] = [];
  private readonly memo = new Map<number | bigint, string>();
  private readonly view: DataView;

  /** @param start - place of the first opcode */
  constructor(
    private readonly bytes: Uint8Array,
    start: number,
  ) {
    this.at = start;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /**
   * The next opcode. When it breaks a rule of the stack or the memo, the complaint comes with its line, which is printed first.
   *
   * @throws Complaint when there is no opcode, or its argument cannot be read
   */
  next(): Checked {
    const { bytes, at: offset } = this;
    const code = bytes[offset];
    if (code === undefined) throw new Complaint('pickle exhausted before seeing STOP');
    const opcode = OPCODES.get(code);
    if (!opcode) throw new Complaint(`at position ${offset}, opcode ${unknownText(code)} unknown`);
    const argument = this.argument(opcode, offset + 1);
    this.at = argument?.end ?? offset + 1;
    this.done = code === STOP;
    this.highest = Math.max(this.highest, opcode.protocol);

    const depth = this.marks.length;
    const effect = this.effect(opcode, argument?.value);
    const text = argument && argumentText(argument.value);
    const line: DisassembledLine = {
      offset,
      name: opcode.name,
      ...(text === undefined ? {} : { argument: text }),
      ...(effect.remark === undefined ? {} : { remark: effect.remark }),
      line: lineOf(offset, code, opcode.name, depth, text, effect.remark),
    };
    return { line, ...complaintOf(effect.complaint ?? this.apply(opcode, effect, offset)) };
  }

  /** The last line, and what is wrong at the end. */
  end(): Checked {
    const left = this.stack.length > 0 ? `stack not empty after STOP: [${this.stack.join(', ')}]` : undefined;
    return { line: { line: `highest protocol among opcodes = ${this.highest}` }, ...complaintOf(left) };
  }

  private argument({ argument }: Opcode, at: number): Argument | undefined {
    return argument === 'none' ? undefined : READERS[argument](this.bytes, this.view, at);
  }

  /** What an opcode does to mark and memo, before its line is printed. */
  private effect(opcode: Opcode, argument: PyValue | undefined): Effect {
    const { stack, marks, memo } = this;
    const { name } = opcode;
    const effect: Effect = { pops: opcode.pops, pushes: new Array<string>(opcode.pushes).fill(typeOf(name)) };
    if (opcode.toMark || (name === 'POP' && stack.at(-1) === MARK)) {
      const mark = marks.pop();
      if (mark === undefined) return { ...effect, ...both('no MARK exists on stack') };
      effect.remark = `(MARK at ${mark})`;
      const at = stack.lastIndexOf(MARK);
      // An opcode that takes one value took the mark itself.
      if (at < 0) throw new Complaint('list index out of range');
      stack.length = at;
      if (name === 'POP') effect.pops = 0;
    }
    if (STORES.has(name)) {
      const key = name === 'MEMOIZE' ? memo.size : keyOf(argument!);
      if (name === 'MEMOIZE') effect.remark = `(as ${memo.size})`;
      const top = stack.at(-1);
      if (memo.has(key)) {
        effect.complaint = `memo key ${argument === undefined ? 'None' : argumentText(argument)} already defined`;
      } else if (top === undefined) effect.complaint = "stack is empty -- can't store into memo";
      else if (top === MARK) effect.complaint = "can't store markobject in the memo";
      else memo.set(key, top);
      if (name !== 'MEMOIZE') Object.assign(effect, { pops: 0, pushes: [] });
    } else if (FETCHES.has(name)) {
      const known = memo.get(keyOf(argument!));
      if (known === undefined) effect.complaint = `memo key ${argumentText(argument!)} has never been stored into`;
      else effect.pushes = [known];
    }
    return effect;
  }

  /** What an opcode does to the stack, after its line is printed. @returns what is wrong with it */
  private apply({ name }: Opcode, { pops, pushes }: Effect, offset: number): string | undefined {
    const { stack } = this;
    if (stack.length < pops) return `tries to pop ${pops} items from stack with only ${stack.length} items`;
    stack.length -= pops;
    if (name === 'MARK') this.marks.push(offset);
    stack.push(...(name === 'MARK' ? [MARK] : pushes));
    return undefined;
  }
}

interface Effect {
  pops: number;
  pushes: string[];
  remark?: string;
  complaint?: string;
}

function both(text: string): Pick<Effect, 'remark' | 'complaint'> {
  return { remark: text, complaint: text };
}

function complaintOf(complaint: string | undefined): { readonly complaint?: string } {
  return complaint === undefined ? {} : { complaint };
}

function typeOf(name: string): string {
  return STACK_TYPES.get(name) ?? 'any';
}

/** A memo key as Python compares it: `01` of protocol 0 is True, which is 1. */
function keyOf(argument: PyValue): number | bigint {
  const key = BigInt(argument as bigint | boolean);
  return key >= 0n && key <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(key) : key;
}

/** `repr()` of the byte as bytes. */
function unknownText(code: number): string {
  return argumentText({ kind: 'bytes', data: Uint8Array.of(code) });
}

function lineOf(
  offset: number,
  code: number,
  name: string,
  depth: number,
  argument: string | undefined,
  remark: string | undefined,
): string {
  const letter = code < 0x7f ? String.fromCharCode(code) : `\\x${code.toString(16)}`;
  const head = `${String(offset).padStart(5)}: ${letter.padEnd(4)} ${INDENT.repeat(depth)}${name}`;
  if (argument === undefined && remark === undefined) return head;
  return [head + ' '.repeat(Math.max(0, 10 - name.length)), argument, remark]
    .filter((part) => part !== undefined)
    .join(' ');
}
