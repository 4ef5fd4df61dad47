import type { Confidence, Probe } from '@brine/core';
import { HIGHEST_PROTOCOL, OPCODES, type ArgumentKind } from './spec/opcodes.js';

const PROTO = 0x80;
const STOP = 0x2e;
const MARK = 0x28;
const POP = 0x30;
const NEWLINE = 0x0a;

/** So many opcodes tell a pickle: text has none of them in the right place, and a damaged file may be one all the same. */
const TELLING = 3;

/**
 * Whether a file begins as a pickle: its opcodes are followed, with the height of the stack, as far as the first bytes go.
 *
 * With a PROTO header of protocol 2 and up it is `certain`, also when it is cut off; damaged, but not at once, `likely`. Protocols 0 and 1
 * have no header: a stream that ends well with STOP is `likely` when it is longer than a few opcodes, else `possible`.
 */
export function sniffPickle({ head, size }: Probe): Confidence | undefined {
  const { opcodes, end } = follow(head, size);
  if (head[0] === PROTO && head[1]! >= 2) {
    if (end === 'wrong') return opcodes > TELLING ? 'likely' : undefined;
    return opcodes > 1 ? 'certain' : undefined;
  }
  // Without a header, bytes that merely look like opcodes until the file ends prove nothing.
  if (end !== 'stop' && !(end === 'unseen' && size > head.length)) return undefined;
  return opcodes >= TELLING ? 'likely' : 'possible';
}

interface Followed {
  /** How many opcodes are right. */
  readonly opcodes: number;
  /** STOP, the end of what is seen, a length beyond the end of the file, or something that no pickle has. */
  readonly end: 'stop' | 'unseen' | 'cut' | 'wrong';
}

function follow(head: Uint8Array, size: number): Followed {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const marks: number[] = [];
  let height = 0;
  let opcodes = 0;
  for (let at = 0; at < head.length; opcodes++) {
    const code = head[at++]!;
    const opcode = OPCODES.get(code);
    if (!opcode || (code === PROTO && head[at]! > HIGHEST_PROTOCOL)) return { opcodes, end: 'wrong' };
    if (code === POP && marks.at(-1) === height) {
      marks.pop();
      continue;
    }
    if (opcode.toMark) {
      const mark = marks.pop();
      if (mark === undefined) return { opcodes, end: 'wrong' };
      height = mark;
    }
    if (height - (marks.at(-1) ?? 0) < opcode.pops) return { opcodes, end: 'wrong' };
    height += opcode.pushes - opcode.pops;
    if (code === MARK) marks.push(height);
    if (code === STOP) return { opcodes: opcodes + 1, end: 'stop' };
    const next = skip(head, view, at, opcode.argument);
    if (next === undefined) return { opcodes, end: 'wrong' };
    if (next > size) return { opcodes: opcodes + 1, end: 'cut' };
    at = next;
  }
  return { opcodes, end: 'unseen' };
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
