import type { Confidence, Probe } from '@brine/core';
import { HIGHEST_PROTOCOL, OPCODES, type ArgumentKind } from './spec/opcodes.js';

const PROTO = 0x80;
const STOP = 0x2e;
const MARK = 0x28;
const POP = 0x30;
const NEWLINE = 0x0a;

/** Opcodes that a stream without PROTO must have for more than a guess: text files have none of these in the right place. */
const TELLING = 3;

/**
 * Whether a file begins as a pickle: its opcodes are followed, with the height of the stack, as far as the first bytes go.
 *
 * A PROTO header of protocol 2 and up makes it `certain`. Protocols 0 and 1 have no header: a stream that ends well with STOP is
 * `likely` when it is longer than a few opcodes, else `possible`.
 */
export function sniffPickle({ head, size }: Probe): Confidence | undefined {
  const opcodes = follow(head, size);
  if (opcodes === undefined) return undefined;
  if (head[0] === PROTO && head[1]! >= 2) return 'certain';
  return opcodes >= TELLING ? 'likely' : 'possible';
}

/** Number of opcodes up to STOP or the end of `head`; undefined when they are no pickle. */
function follow(head: Uint8Array, size: number): number | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const marks: number[] = [];
  let height = 0;
  let count = 0;
  for (let at = 0; at < head.length; count++) {
    const code = head[at++]!;
    const opcode = OPCODES.get(code);
    if (!opcode || (code === PROTO && head[at]! > HIGHEST_PROTOCOL)) return undefined;
    if (code === POP && marks.at(-1) === height) {
      marks.pop();
      continue;
    }
    if (opcode.toMark) {
      const mark = marks.pop();
      if (mark === undefined) return undefined;
      height = mark;
    }
    if (height - (marks.at(-1) ?? 0) < opcode.pops) return undefined;
    height += opcode.pushes - opcode.pops;
    if (code === MARK) marks.push(height);
    if (code === STOP) return count + 1;
    const next = skip(head, view, at, opcode.argument);
    if (next === undefined || next > size) return undefined;
    at = next;
  }
  // Without a header, bytes that merely look like opcodes as far as they were seen prove nothing.
  return head[0] === PROTO || size > head.length ? count : undefined;
}

const FIXED: Partial<Record<ArgumentKind, number>> = {
  none: 0,
  uint1: 1,
  uint2: 2,
  int4: 4,
  uint4: 4,
  uint8: 8,
  float8: 8,
};

/** The lines of text opcodes, as patterns of their latin-1 text. */
const LINES: Partial<Record<ArgumentKind, RegExp>> = {
  decimalnl_short: /^\s*[+-]?\w+\s*$/,
  decimalnl_long: /^\s*[+-]?\w+L?\s*$/,
  floatnl: /^[+-]?[\w.+-]+$/,
  stringnl: /^(?:'.*'|".*")$/,
  stringnl_noescape: /^[ -~]*$/,
  stringnl_noescape_pair: /^[^\s(){}[\];,=]+$/,
  unicodestringnl: /^/,
};

/** The place after an argument; undefined when it is none. Past the head it is taken to be right. */
function skip(head: Uint8Array, view: DataView, at: number, kind: ArgumentKind): number | undefined {
  const fixed = FIXED[kind];
  if (fixed !== undefined) return at + fixed;
  const pattern = LINES[kind];
  if (pattern) {
    for (let lines = kind === 'stringnl_noescape_pair' ? 2 : 1; lines > 0; lines--) {
      const end = head.indexOf(NEWLINE, at);
      if (end < 0) return head.length;
      if (!pattern.test(String.fromCharCode(...head.subarray(at, end)))) return undefined;
      at = end + 1;
    }
    return at;
  }
  const width = Number(/\d$/.exec(kind)![0]);
  if (at + width > head.length) return head.length;
  const length =
    width === 1
      ? head[at]!
      : width === 4
        ? view.getUint32(at, true)
        : view.getUint32(at, true) + 2 ** 32 * view.getUint32(at + 4, true);
  return at + width + length;
}
