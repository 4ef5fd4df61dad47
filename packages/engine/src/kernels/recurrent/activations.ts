/** The functions of gates, as attributes name them. @see https://onnx.ai/onnx/operators/onnx__LSTM.html */

import type { Curve } from '../../simd/vectors.js';
import { float, floats, texts } from '../attributes.js';
import { sigmoid, softplus } from '../elementwise/unary.js';
import type { PlannedNode } from '../kernel.js';
import type { Workspace } from './workspace.js';

type Node = Pick<PlannedNode, 'attributes'>;
type Function = (x: number) => number;

/** By their names in lower case; `a` and `b` where they are not given. */
const ACTIVATIONS: Readonly<
  Record<string, readonly [make: (a: number, b: number) => Function, a?: number, b?: number]>
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

const CURVES: Readonly<Record<string, Curve>> = { sigmoid: 'sigmoid', tanh: 'tanh' };

/** Puts the function of each of `count` elements from `at` on in its place. */
export type Activation = (workspace: Workspace, at: number, count: number) => void;

function activation(f: Function, curve: Curve | undefined): Activation {
  return (workspace, at, count) => {
    if (curve && workspace.curve(curve, at, count)) return;
    const { memory } = workspace;
    for (let i = at; i < at + count; i++) memory[i] = f(memory[i]!);
  };
}

/** The first function that is not known. */
export function unknownActivation(node: Node): string | undefined {
  return texts(node, 'activations')?.find((name) => !Object.hasOwn(ACTIVATIONS, name.toLowerCase()));
}

/**
 * The functions of each direction.
 *
 * @param clipped - how many of a direction's take what is within `clip` of 0: the others are of states
 */
export function activationsOf(
  node: Node,
  defaults: readonly string[],
  clipped: number,
  directions: number,
): Activation[][] {
  const names = texts(node, 'activations') ?? Array.from({ length: directions }, () => defaults).flat();
  const [alphas, betas] = [floats(node, 'activation_alpha'), floats(node, 'activation_beta')];
  const most = float(node, 'clip', Infinity);
  let [a, b] = [0, 0];
  // The lists of parameters have an item for each function that takes one.
  const functions = names.map((given, i) => {
    const name = given.toLowerCase();
    const [make, alpha, beta] = ACTIVATIONS[name]!;
    const f = make(alpha === undefined ? 0 : (alphas?.[a++] ?? alpha), beta === undefined ? 0 : (betas?.[b++] ?? beta));
    if (most === Infinity || i % defaults.length >= clipped) return activation(f, CURVES[name]);
    return activation((x) => f(Math.max(-most, Math.min(most, x))), undefined);
  });
  return Array.from({ length: directions }, (_, d) => functions.slice(d * defaults.length, (d + 1) * defaults.length));
}
