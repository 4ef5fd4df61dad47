/**
 * Recurrent layers. A sequence runs by itself, step by step, in float64: the inputs' part of all its steps is one product of matrices,
 * the state's part a product a step.
 * @see https://onnx.ai/onnx/operators/onnx__LSTM.html
 */

import type { Attribute } from '@brine/core';
import { misfit } from '../errors.js';
import type { Numbers } from '../held.js';
import { float, floats, int, text, texts } from './attributes.js';
import { sigmoid, softplus } from './elementwise/unary.js';
import { FLOATS, type Kernel, type Kernels, type PlannedNode } from './kernel.js';
import { rowProduct, Turned } from './product.js';

type Activation = (x: number) => number;

/** By their names in lower case; `a` and `b` where they are not given. */
const ACTIVATIONS: Readonly<
  Record<string, readonly [make: (a: number, b: number) => Activation, a?: number, b?: number]>
> = {
  sigmoid: [() => sigmoid],
  tanh: [() => Math.tanh],
  relu: [() => (x) => Math.max(0, x)],
  affine: [(a, b) => (x) => a * x + b, 1, 0],
  leakyrelu: [(a) => (x) => (x < 0 ? a * x : x), 0.01],
  thresholdedrelu: [(a) => (x) => (x > a ? x : 0), 1],
  scaledtanh: [(a, b) => (x) => a * Math.tanh(b * x), 1, 1],
  hardsigmoid: [(a, b) => (x) => Math.max(0, Math.min(1, a * x + b)), 0.2, 0.5],
  elu: [(a) => (x) => (x < 0 ? a * Math.expm1(x) : x), 1],
  softsign: [() => (x) => x / (1 + Math.abs(x))],
  softplus: [() => softplus],
};

/** One step of one sequence. */
interface Step {
  readonly hidden: number;
  /** The activations of the direction, in the operator's order. */
  readonly f: readonly Activation[];
  readonly clip: (x: number) => number;
  /** The inputs' part of the gates with both biases (that of the state's last gate apart, where it has to be). */
  readonly x: Float64Array;
  /** The state's part of the gates. */
  readonly r: Float64Array;
  readonly h: Float64Array;
  readonly c: Float64Array;
  /** Weights of the peepholes `i o f`, and their start. */
  readonly peepholes: Numbers | undefined;
  readonly peephole: number;
  /** The state's bias of the gates, and its start. */
  readonly bias: Numbers | undefined;
  readonly stateBias: number;
  /** Computes the state's part of some gates out of `state`. */
  product(state: Float64Array, gate: number, count: number): void;
}

interface Cell {
  readonly gates: number;
  readonly activations: readonly string[];
  /** Gates whose bias of the state is not simply added. */
  readonly apart?: (node: PlannedNode) => boolean;
  readonly make: (node: PlannedNode) => (step: Step, at: number) => void;
}

const rnn: Cell = {
  gates: 1,
  activations: ['Tanh'],
  make:
    () =>
    ({ hidden, f, clip, x, r, h, product }, at) => {
      product(h, 0, 1);
      for (let j = 0; j < hidden; j++) h[j] = f[0]!(clip(x[at + j]! + r[j]!));
    },
};

/** Gates `z r h`. */
const gru: Cell = {
  gates: 3,
  activations: ['Sigmoid', 'Tanh'],
  apart: (node) => int(node, 'linear_before_reset', 0) !== 0,
  make(node) {
    const before = int(node, 'linear_before_reset', 0) !== 0;
    let reset = new Float64Array(0);
    return ({ hidden, f, clip, x, r, h, bias, stateBias, product }, at) => {
      if (reset.length < hidden) reset = new Float64Array(hidden);
      product(h, 0, before ? 3 : 2);
      for (let j = 0; j < hidden; j++) {
        const gate = f[0]!(clip(x[at + hidden + j]! + r[hidden + j]!));
        if (before) r[2 * hidden + j] = gate * (r[2 * hidden + j]! + (bias ? bias[stateBias + 2 * hidden + j]! : 0));
        else reset[j] = gate * h[j]!;
      }
      if (!before) product(reset, 2, 1);
      for (let j = 0; j < hidden; j++) {
        const z = f[0]!(clip(x[at + j]! + r[j]!));
        const candidate = f[1]!(clip(x[at + 2 * hidden + j]! + r[2 * hidden + j]!));
        h[j] = (1 - z) * candidate + z * h[j]!;
      }
    };
  },
};

/** Gates `i o f c`. */
const lstm: Cell = {
  gates: 4,
  activations: ['Sigmoid', 'Tanh', 'Tanh'],
  make(node) {
    const coupled = int(node, 'input_forget', 0) !== 0;
    return ({ hidden, f, clip, x, r, h, c, peepholes, peephole, product }, at) => {
      product(h, 0, 4);
      const hole = (gate: number, j: number): number => (peepholes ? peepholes[peephole + gate * hidden + j]! : 0);
      for (let j = 0; j < hidden; j++) {
        const gate = (k: number): number => x[at + k * hidden + j]! + r[k * hidden + j]!;
        const i = f[0]!(clip(gate(0) + hole(0, j) * c[j]!));
        const forget = coupled ? 1 - i : f[0]!(clip(gate(2) + hole(2, j) * c[j]!));
        const cell = forget * c[j]! + i * f[1]!(clip(gate(3)));
        c[j] = cell;
        h[j] = f[0]!(clip(gate(1) + hole(1, j) * cell)) * f[2]!(cell);
      }
    };
  },
};

function recurrent({ gates, activations, apart, make }: Cell): Kernel {
  return {
    types: { T: FLOATS, T1: 'i' },
    refuses({ attributes }) {
      const given = texts({ attributes }, 'activations') ?? [];
      const unknown = given.find((name) => !Object.hasOwn(ACTIVATIONS, name.toLowerCase()));
      return unknown === undefined ? undefined : `the activation ${unknown}`;
    },
    plan(node) {
      const [input, w, r, b, lengths, initialH, initialC, p] = node.inputs;
      const [all, lastH, lastC] = node.outputs;
      const direction = text(node, 'direction', 'forward');
      const count = direction === 'bidirectional' ? 2 : 1;
      const functions = activationsOf(node, activations, count);
      const step = make(node);
      const leaveOut = apart?.(node) === true;
      const clip = clipOf(node);
      const batchFirst = int(node, 'layout', 0) !== 0;
      const weights = Array.from({ length: count }, () => new Turned(w!));
      const states = Array.from({ length: count * gates }, () => new Turned(r!));
      return () => {
        const [first, second, width] = input!.shape as [number, number, number];
        const [steps, batch] = batchFirst ? [second, first] : [first, second];
        const hidden = r!.shape[2]!;
        const rows = gates * hidden;
        if (w!.shape[0] !== count || w!.shape[1] !== rows || w!.shape[2] !== width || r!.shape[1] !== rows)
          throw misfit(`weights of shapes [${w!.shape.join(', ')}] and [${r!.shape.join(', ')}] for ${width} inputs`);
        const y = all?.reserve(batchFirst ? [batch, steps, count, hidden] : [steps, count, batch, hidden]).numbers;
        y?.fill(0, 0, all!.size);
        const stateShape = batchFirst ? [batch, count, hidden] : [count, batch, hidden];
        const yh = lastH?.reserve(stateShape).numbers;
        const yc = lastC?.reserve(stateShape).numbers;
        const parts = new Float64Array(steps * rows);
        const row = new Float64Array(rows);
        const part = new Float64Array(rows);
        const ofGate = Array.from({ length: gates }, (_, gate) => part.subarray(gate * hidden, (gate + 1) * hidden));
        const h = new Float64Array(hidden);
        const c = new Float64Array(hidden);
        for (let d = 0; d < count; d++) {
          const backward = direction === 'reverse' || d === 1;
          const fromInput = weights[d]!.of(d * rows * width, width, rows);
          const fromState = ofGate.map((_, gate) =>
            states[d * gates + gate]!.of((d * gates + gate) * hidden * hidden, hidden, hidden),
          );
          const own: Step = {
            hidden,
            f: functions[d]!,
            clip,
            x: parts,
            r: part,
            h,
            c,
            peepholes: p?.numbers,
            peephole: d * 3 * hidden,
            bias: b?.numbers,
            stateBias: (2 * d + 1) * rows,
            product(state, gate, n) {
              for (let g = gate; g < gate + n; g++)
                rowProduct(state, 0, 1, hidden, fromState[g]!, 0, hidden, true, ofGate[g]!);
            },
          };
          for (let i = 0; i < batch; i++) {
            const length = lengths ? Math.min(steps, lengths.numbers[i]!) : steps;
            for (let t = 0; t < length; t++) {
              const at = (batchFirst ? i * steps + t : t * batch + i) * width;
              rowProduct(input!.numbers, at, 1, width, fromInput, 0, rows, true, row);
              for (let j = 0; j < rows; j++) {
                const both = b
                  ? b.numbers[2 * d * rows + j]! +
                    (leaveOut && j >= 2 * hidden ? 0 : b.numbers[(2 * d + 1) * rows + j]!)
                  : 0;
                parts[t * rows + j] = row[j]! + both;
              }
            }
            const start = (batchFirst ? i * count + d : d * batch + i) * hidden;
            for (let j = 0; j < hidden; j++) {
              h[j] = initialH ? initialH.numbers[start + j]! : 0;
              c[j] = initialC ? initialC.numbers[start + j]! : 0;
            }
            for (let s = 0; s < length; s++) {
              const t = backward ? length - 1 - s : s;
              step(own, t * rows);
              const at = (batchFirst ? (i * steps + t) * count + d : (t * count + d) * batch + i) * hidden;
              if (y) for (let j = 0; j < hidden; j++) y[at + j] = h[j]!;
            }
            for (let j = 0; j < hidden; j++) {
              if (yh) yh[start + j] = h[j]!;
              if (yc) yc[start + j] = c[j]!;
            }
          }
        }
      };
    },
  };
}

/** The functions of each direction. */
function activationsOf(node: PlannedNode, defaults: readonly string[], directions: number): Activation[][] {
  const names = texts(node, 'activations') ?? Array.from({ length: directions }, () => defaults).flat();
  const [alphas, betas] = [floats(node, 'activation_alpha'), floats(node, 'activation_beta')];
  let [a, b] = [0, 0];
  // The lists of parameters have an item for each function that takes one.
  const functions = names.map((name) => {
    const [make, alpha, beta] = ACTIVATIONS[name.toLowerCase()]!;
    return make(alpha === undefined ? 0 : (alphas?.[a++] ?? alpha), beta === undefined ? 0 : (betas?.[b++] ?? beta));
  });
  return Array.from({ length: directions }, (_, d) => functions.slice(d * defaults.length, (d + 1) * defaults.length));
}

function clipOf(node: { readonly attributes: Readonly<Record<string, Attribute>> }): (x: number) => number {
  const most = float(node, 'clip', Infinity);
  return most === Infinity ? (x) => x : (x) => Math.max(-most, Math.min(most, x));
}

export const recurrentKernels: Kernels = { RNN: recurrent(rnn), GRU: recurrent(gru), LSTM: recurrent(lstm) };
