/** Operators of two or more inputs, element by element with broadcasting. */

import type { DType } from '@brine/core';
import { engineError } from '../../errors.js';
import type { Held } from '../../held.js';
import { int, text } from '../attributes.js';
import { Meeting } from '../broadcast.js';
import { ALL, FLOATS, type Kernel, type Kernels, NUMBERS, type PlannedNode } from '../kernel.js';
import * as loops from './loops.js';
import { calling, callingBig, askingBig, type Loop, swapped } from './loops.js';

type Kind = 'float' | 'int' | 'big' | 'text';

/** The loop of each kind of element; what an operator does not have, it does not claim. */
type ByKind = Readonly<Partial<Record<Kind, Loop>>>;

function kindOf(dtype: DType): Kind {
  if (dtype === 'float64' || dtype === 'float32') return 'float';
  if (dtype === 'int64' || dtype === 'uint64') return 'big';
  return dtype === 'str' ? 'text' : 'int';
}

/** Runs a loop where two inputs meet. */
function meet(a: Held, b: Held, out: Held, loop: Loop): () => void {
  const meeting = new Meeting([a, b]);
  const { steps, starts } = meeting;
  return () => {
    meeting.arrange();
    const { size, inner } = meeting;
    const to = out.reserve(meeting.shape, size).numbers;
    const [left, right] = [a.numbers, b.numbers];
    for (let at = 0; at < size; at += inner) {
      loop(left, starts[0]!, steps[0]!, right, starts[1]!, steps[1]!, to, at, inner);
      if (at + inner < size) meeting.next();
    }
  };
}

function binary(types: string, byKind: ByKind): Kernel {
  return {
    types: { T: types },
    plan: ({ inputs: [a, b], outputs: [out] }) => meet(a!, b!, out!, byKind[kindOf(a!.dtype)]!),
  };
}

/** Whole numbers divide towards zero; by zero there is nothing to give. */
function quotient(a: number, b: number): number {
  if (b === 0) throw engineError('option', 'DIVISION', 'an integer is divided by zero');
  return Math.trunc(a / b);
}

function bigQuotient(a: bigint, b: bigint): bigint {
  if (b === 0n) throw engineError('option', 'DIVISION', 'an integer is divided by zero');
  return a / b;
}

/** As C's `pow`, which JavaScript's differs from where the base is 1 or -1; a square is one product, as in NumPy. */
export function power(base: number, exponent: number): number {
  if (exponent === 2) return base * base;
  if (base === 1) return 1;
  if (base === -1 && (exponent === Infinity || exponent === -Infinity)) return 1;
  return base ** exponent;
}

const compared = (ours: Loop, big: (a: bigint, b: bigint) => boolean): ByKind => ({
  float: ours,
  int: ours,
  big: askingBig(big),
});

const logical = (loop: Loop): Kernel => ({
  types: { T: '?' },
  plan: ({ inputs: [a, b], outputs: [out] }) => meet(a!, b!, out!, loop),
});

/** NaN where either is NaN, as in ONNX Runtime and NumPy. */
const larger = (a: number, b: number): number => (a > b || a !== a ? a : b);
const smaller = (a: number, b: number): number => (a < b || a !== a ? a : b);

/** Any number of inputs: two by two, from the left. */
function folded(types: string, byKind: ByKind, finish?: (count: number, out: Held) => void): Kernel {
  return {
    types: { T: types },
    plan({ inputs, outputs: [out] }) {
      const meeting = new Meeting(inputs as readonly Held[]);
      const { steps, starts } = meeting;
      const loop = byKind[kindOf(out!.dtype)]!;
      const count = inputs.length;
      return () => {
        meeting.arrange();
        const { size, inner } = meeting;
        const to = out!.reserve(meeting.shape, size).numbers;
        for (let at = 0; at < size; at += inner) {
          const first = inputs[0]!.numbers;
          if (count === 1) for (let i = 0; i < inner; i++) to[at + i] = first[starts[0]! + i * steps[0]!]!;
          for (let i = 1; i < count; i++) {
            const given = inputs[i]!.numbers;
            if (i === 1) loop(first, starts[0]!, steps[0]!, given, starts[1]!, steps[1]!, to, at, inner);
            else loop(to, at, 1, given, starts[i]!, steps[i]!, to, at, inner);
          }
          if (at + inner < size) meeting.next();
        }
        finish?.(count, out!);
      };
    },
  };
}

const bigLarger = callingBig((a, b) => (a > b ? a : b));
const bigSmaller = callingBig((a, b) => (a < b ? a : b));

/** `fmod` 0: the sign of the divisor, as in Python; else that of the dividend, as in C. */
const mod: Kernel = {
  types: { T: NUMBERS },
  plan(node) {
    const { inputs, outputs } = node;
    const [a, b] = inputs;
    const fmod = int(node, 'fmod', 0) !== 0;
    const big = kindOf(a!.dtype) === 'big';
    const whole = !big && kindOf(a!.dtype) === 'int';
    const remainder = (x: number, y: number): number => {
      if (whole && y === 0) throw engineError('option', 'DIVISION', 'an integer is divided by zero');
      const rest = x % y;
      return !fmod && rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest;
    };
    const bigRemainder = (x: bigint, y: bigint): bigint => {
      if (y === 0n) throw engineError('option', 'DIVISION', 'an integer is divided by zero');
      const rest = x % y;
      return !fmod && rest !== 0n && rest < 0n !== y < 0n ? rest + y : rest;
    };
    return meet(a!, b!, outputs[0]!, big ? callingBig(bigRemainder) : calling(remainder));
  },
};

/** The exponent may be of another dtype. */
const pow: Kernel = {
  types: { T: 'dfi', T1: 'dfi' },
  plan: ({ inputs: [a, b], outputs: [out] }) => meet(a!, b!, out!, calling(power)),
};

const where: Kernel = {
  types: { T: ALL },
  plan({ inputs: [condition, a, b], outputs: [out] }: PlannedNode) {
    const meeting = new Meeting([condition!, a!, b!]);
    const { steps, starts } = meeting;
    const width = out!.width;
    return () => {
      meeting.arrange();
      const { size, inner } = meeting;
      const to = out!.reserve(meeting.shape, size).lanes;
      const [test, yes, no] = [condition!.numbers, a!.lanes, b!.lanes];
      for (let at = 0; at < size; at += inner) {
        let [c, y, n] = starts as [number, number, number];
        for (let i = at; i < at + inner; i++) {
          const chosen = test[c] !== 0;
          const from = chosen ? yes : no;
          const position = chosen ? y : n;
          if (width === 1) to[i] = from[position]!;
          else {
            to[2 * i] = from[2 * position]!;
            to[2 * i + 1] = from[2 * position + 1]!;
          }
          c += steps[0]!;
          y += steps[1]!;
          n += steps[2]!;
        }
        if (at + inner < size) meeting.next();
      }
    };
  },
};

/** The slope broadcasts to the input only. */
const prelu = calling((x, slope) => (x < 0 ? x * slope : x));

function bitwise(small: (a: number, b: number) => number, big: (a: bigint, b: bigint) => bigint): Kernel {
  return binary('liscLISC', { int: calling(small), big: callingBig(big) });
}

const bitShift: Kernel = {
  types: { T: 'LISC' },
  plan(node) {
    const [a, b] = node.inputs as [Held, Held];
    const left = text(node, 'direction', '') === 'LEFT';
    const big = callingBig(left ? (x, n) => x << n : (x, n) => x >> n);
    // Beyond 31 places JavaScript starts anew.
    const small = calling(left ? (x, n) => (n > 31 ? 0 : x << n) : (x, n) => (n > 31 ? 0 : x >>> n));
    return meet(a, b, node.outputs[0]!, kindOf(a.dtype) === 'big' ? big : small);
  },
};

const lessBig = (a: bigint, b: bigint) => a < b;
const lessOrEqualBig = (a: bigint, b: bigint) => a <= b;
const sum: ByKind = { float: loops.add };

export const binaryKernels: Kernels = {
  Add: binary(NUMBERS, { float: loops.add, int: loops.add, big: callingBig((a, b) => a + b) }),
  Sub: binary(NUMBERS, { float: loops.subtract, int: loops.subtract, big: callingBig((a, b) => a - b) }),
  Mul: binary(NUMBERS, { float: loops.multiply, int: calling(Math.imul), big: callingBig((a, b) => a * b) }),
  Div: binary(NUMBERS, { float: loops.divide, int: calling(quotient), big: callingBig(bigQuotient) }),
  Pow: pow,
  Mod: mod,
  Less: binary(NUMBERS, compared(loops.less, lessBig)),
  LessOrEqual: binary(NUMBERS, compared(loops.lessOrEqual, lessOrEqualBig)),
  Greater: binary(
    NUMBERS,
    compared(swapped(loops.less), (a, b) => a > b),
  ),
  GreaterOrEqual: binary(
    NUMBERS,
    compared(swapped(loops.lessOrEqual), (a, b) => a >= b),
  ),
  Equal: binary(ALL, {
    ...compared(loops.equal, (a, b) => a === b),
    text: calling((a, b) => (a === b ? 1 : 0)),
  }),
  PRelu: binary('dfi', { float: prelu, int: prelu }),
  BitwiseAnd: bitwise(
    (a, b) => a & b,
    (a, b) => a & b,
  ),
  BitwiseOr: bitwise(
    (a, b) => a | b,
    (a, b) => a | b,
  ),
  BitwiseXor: bitwise(
    (a, b) => a ^ b,
    (a, b) => a ^ b,
  ),
  BitShift: bitShift,
  And: logical(loops.and),
  Or: logical(loops.or),
  Xor: logical(calling((a, b) => a ^ b)),
  Max: folded(NUMBERS, { float: calling(larger), int: calling(larger), big: bigLarger }),
  Min: folded(NUMBERS, { float: calling(smaller), int: calling(smaller), big: bigSmaller }),
  Sum: folded(FLOATS, sum),
  Mean: folded(FLOATS, sum, (count, { numbers, size }) => {
    for (let i = 0; i < size; i++) numbers[i]! /= count;
  }),
  Where: where,
};
