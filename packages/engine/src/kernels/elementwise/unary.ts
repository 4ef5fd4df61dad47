/** Operators of one input, element by element. */

import type { Held, Numbers } from '../../held.js';
import { scalarOf } from '../../held.js';
import { type Curve, makeVectors, SLACK } from '../../simd/vectors.js';
import { float, int, text } from '../attributes.js';
import { copyLanes } from '../gather.js';
import { FLOATS, type Kernel, type Kernels, NUMBERS, type PlannedNode } from '../kernel.js';
import { power } from './binary.js';
import { erf } from './erf.js';

/** `out[i] = OP a[i]` for `n` elements. */
type Loop = (a: Numbers, out: Numbers, n: number) => void;

function over(a: Held, out: Held, loop: Loop): () => void {
  return () => {
    loop(a.numbers, out.reserve(a.shape, a.size).numbers, a.size);
  };
}

/** One call for each element: only for what costs more than the call. */
function calling(f: (x: number) => number): Loop {
  return (a, out, n) => {
    for (let i = 0; i < n; i++) out[i] = f(a[i]!);
  };
}

function callingBig(f: (x: bigint) => bigint): Loop {
  return calling(f as unknown as (x: number) => number);
}

/** @param big - for int64 and uint64, where it is claimed for them */
function unary(types: string, loop: Loop, big?: Loop): Kernel {
  const kernel: Kernel['plan'] = ({ inputs: [a], outputs: [out] }) =>
    over(a!, out!, a!.width === 2 && big ? big : loop);
  return { types: { T: types, T1: types }, plan: kernel };
}

/** With attributes: they are read once. */
function shaped(types: string, make: (node: PlannedNode) => Loop): Kernel {
  return { types: { T: types, T1: types }, plan: (node) => over(node.inputs[0]!, node.outputs[0]!, make(node)) };
}

/** Elements that are copied into the memory of vectors at a time. */
const CURVED = 4096;

/** A curve that vectors have for float32. */
function curved(curve: Curve, f: (x: number) => number): Kernel {
  return shaped(FLOATS, (node) => {
    const slow = calling(f);
    const vectors = node.inputs[0]!.dtype === 'float32' ? node.shared(makeVectors) : undefined;
    if (!vectors) return slow;
    return (a, out, n) => {
      const at = vectors.scratch(4 * Math.min(n, CURVED) + SLACK);
      if (at === undefined) return slow(a, out, n);
      const memory = vectors.elements('float32');
      for (let from = 0; from < n; from += CURVED) {
        const count = Math.min(CURVED, n - from);
        copyLanes(a, from, memory, at / 4, count);
        vectors.curve(curve, at, count);
        copyLanes(memory, at / 4, out, from, count);
      }
    };
  });
}

/** Halves go to the even neighbour. */
export function roundHalfEven(x: number): number {
  const down = Math.floor(x);
  const rest = x - down;
  if (rest < 0.5) return rest === 0 ? x : down;
  if (rest > 0.5 || down % 2 !== 0) return down + 1 === 0 ? -0 : down + 1;
  return down;
}

export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/** Without overflow, and with full digits where the exponential is small. */
export function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

const negate: Loop = (a, out, n) => {
  for (let i = 0; i < n; i++) out[i] = -a[i]!;
};

export const relu: Loop = (a, out, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! < 0 ? 0 : a[i]!;
};

const isNaN: Loop = (a, out, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i] !== a[i] ? 1 : 0;
};

const not: Loop = (a, out, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i] === 0 ? 1 : 0;
};

const sqrt: Loop = (a, out, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.sqrt(a[i]!);
};

const exp: Loop = (a, out, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.exp(a[i]!);
};

const log: Loop = (a, out, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.log(a[i]!);
};

const SIGNED = 'dflisc';
/** Those that are one JavaScript number. */
const NUMBERS_ONLY = 'dfiscISC';

/** Bounds are optional scalars; NaN stays. */
const clip: Kernel = {
  types: { T: 'dfisISCc' },
  plan({ inputs: [a, low, high], outputs: [out] }) {
    return () => {
      const least = low ? scalarOf(low) : -Infinity;
      const most = high ? scalarOf(high) : Infinity;
      const from = a!.numbers;
      const to = out!.reserve(a!.shape, a!.size).numbers;
      for (let i = 0; i < a!.size; i++) {
        const x = from[i]!;
        to[i] = x > most ? most : x < least ? (least > most ? most : least) : x;
      }
    };
  },
};

export const unaryKernels: Kernels = {
  Neg: unary(
    SIGNED,
    negate,
    callingBig((x) => -x),
  ),
  Abs: unary(
    NUMBERS,
    calling(Math.abs),
    callingBig((x) => (x < 0n ? -x : x)),
  ),
  Sign: unary(
    NUMBERS,
    calling(Math.sign),
    callingBig((x) => (x > 0n ? 1n : x < 0n ? -1n : 0n)),
  ),
  Relu: unary('dfisc', relu),
  Floor: unary(FLOATS, calling(Math.floor)),
  Ceil: unary(FLOATS, calling(Math.ceil)),
  Round: unary(FLOATS, calling(roundHalfEven)),
  Sqrt: unary(FLOATS, sqrt),
  Exp: unary(FLOATS, exp),
  Log: unary(FLOATS, log),
  Reciprocal: unary(
    FLOATS,
    calling((x) => 1 / x),
  ),
  Sin: unary(FLOATS, calling(Math.sin)),
  Cos: unary(FLOATS, calling(Math.cos)),
  Tan: unary(FLOATS, calling(Math.tan)),
  Asin: unary(FLOATS, calling(Math.asin)),
  Acos: unary(FLOATS, calling(Math.acos)),
  Atan: unary(FLOATS, calling(Math.atan)),
  Sinh: unary(FLOATS, calling(Math.sinh)),
  Cosh: unary(FLOATS, calling(Math.cosh)),
  Tanh: curved('tanh', Math.tanh),
  Asinh: unary(FLOATS, calling(Math.asinh)),
  Acosh: unary(FLOATS, calling(Math.acosh)),
  Atanh: unary(FLOATS, calling(Math.atanh)),
  Erf: unary(FLOATS, calling(erf)),
  Sigmoid: curved('sigmoid', sigmoid),
  Softplus: unary(FLOATS, calling(softplus)),
  Softsign: unary(
    FLOATS,
    calling((x) => x / (1 + Math.abs(x))),
  ),
  HardSwish: unary(
    FLOATS,
    calling((x) => x * Math.max(0, Math.min(1, x / 6 + 0.5))),
  ),
  Mish: unary(
    FLOATS,
    calling((x) => x * Math.tanh(softplus(x))),
  ),
  IsNaN: unary(FLOATS, isNaN),
  IsInf: shaped(FLOATS, (node) => {
    const [negative, positive] = [int(node, 'detect_negative', 1) !== 0, int(node, 'detect_positive', 1) !== 0];
    return calling((x) => ((positive && x === Infinity) || (negative && x === -Infinity) ? 1 : 0));
  }),
  Not: unary('?', not),
  Clip: clip,
  LeakyRelu: shaped(FLOATS, (node) => {
    const alpha = float(node, 'alpha', 0.01);
    return calling((x) => (x < 0 ? alpha * x : x));
  }),
  ThresholdedRelu: shaped(FLOATS, (node) => {
    const alpha = float(node, 'alpha', 1);
    return calling((x) => (x > alpha ? x : 0));
  }),
  Elu: shaped(FLOATS, (node) => {
    const alpha = float(node, 'alpha', 1);
    return calling((x) => (x < 0 ? alpha * Math.expm1(x) : x));
  }),
  Celu: shaped(FLOATS, (node) => {
    const alpha = float(node, 'alpha', 1);
    return calling((x) => (x < 0 ? alpha * Math.expm1(x / alpha) : x));
  }),
  Selu: shaped(FLOATS, (node) => {
    const [alpha, gamma] = [float(node, 'alpha', Math.fround(1.6732632)), float(node, 'gamma', Math.fround(1.050701))];
    return calling((x) => (x > 0 ? gamma * x : gamma * alpha * Math.expm1(x)));
  }),
  HardSigmoid: shaped(FLOATS, (node) => {
    const [alpha, beta] = [float(node, 'alpha', Math.fround(0.2)), float(node, 'beta', 0.5)];
    return calling((x) => Math.max(0, Math.min(1, alpha * x + beta)));
  }),
  Shrink: shaped(NUMBERS_ONLY, (node) => {
    const [bias, lambda] = [float(node, 'bias', 0), float(node, 'lambd', 0.5)];
    return calling((x) => (x < -lambda ? x + bias : x > lambda ? x - bias : 0));
  }),
  Swish: shaped(FLOATS, (node) => {
    const alpha = float(node, 'alpha', 1);
    return calling((x) => x * sigmoid(alpha * x));
  }),
  BitwiseNot: unary(
    'liscLISC',
    calling((x) => ~x),
    callingBig((x) => ~x),
  ),
  Gelu: shaped(FLOATS, (node) => {
    if (text(node, 'approximate', 'none') === 'tanh')
      return calling((x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * power(x, 3)))));
    return calling((x) => 0.5 * x * (1 + erf(x * Math.SQRT1_2)));
  }),
};
