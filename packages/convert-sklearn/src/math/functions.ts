/** Functions of numpy, scipy.special and operator that FunctionTransformer and TransformedTargetRegressor may name. */

import { globalName, isKind, type PyValue } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { expm1, log1p } from './special.js';

export type Elementwise = (b: Build, x: Value) => Value;

const identity: Elementwise = (_b, x) => x;
const RADIANS = Math.PI / 180;

/** By the name of numpy's function; each works on every element by itself. */
const NUMPY: Readonly<Record<string, Elementwise>> = {
  abs: (b, x) => b.abs(x),
  absolute: (b, x) => b.abs(x),
  arcsinh: (b, x) => b.mul(b.sign(x), log1p(b, inverseSinh(b, b.abs(x)))),
  cbrt: (b, x) => b.mul(b.sign(x), b.pow(b.abs(x), 1 / 3)),
  ceil: (b, x) => b.op('Ceil', [x]),
  cos: (b, x) => b.op('Cos', [x]),
  deg2rad: (b, x) => b.mul(x, RADIANS),
  degrees: (b, x) => b.mul(x, 180 / Math.PI),
  exp: (b, x) => b.exp(x),
  exp2: (b, x) => b.pow(2, x),
  expm1,
  fabs: (b, x) => b.abs(x),
  floor: (b, x) => b.floor(x),
  log: (b, x) => b.log(x),
  log10: (b, x) => b.div(b.log(x), Math.LN10),
  log1p,
  log2: (b, x) => b.div(b.log(x), Math.LN2),
  negative: (b, x) => b.neg(x),
  positive: identity,
  rad2deg: (b, x) => b.mul(x, 180 / Math.PI),
  radians: (b, x) => b.mul(x, RADIANS),
  reciprocal: (b, x) => b.div(1, x),
  rint: (b, x) => b.op('Round', [x]),
  sign: (b, x) => b.where(b.isNaN(x), x, b.sign(x)),
  sin: (b, x) => b.op('Sin', [x]),
  sqrt: (b, x) => b.sqrt(x),
  square: (b, x) => b.square(x),
  tanh: (b, x) => b.tanh(x),
  nan_to_num: (b, x) => b.clip(b.where(b.isNaN(x), 0, x), -Number.MAX_VALUE, Number.MAX_VALUE),
  asarray: identity,
  array: identity,
};

const SCIPY: Readonly<Record<string, Elementwise>> = {
  expit: (b, x) => b.sigmoid(x),
  logit: (b, x) => b.log(b.div(x, b.sub(1, x))),
  log_expit: (b, x) => b.neg(log1p(b, b.exp(b.neg(x)))),
  cbrt: NUMPY.cbrt!,
  exp2: NUMPY.exp2!,
  exp10: (b, x) => b.pow(10, x),
  expm1,
  log1p,
};

const OPERATOR: Readonly<Record<string, Elementwise>> = {
  abs: NUMPY.abs!,
  neg: NUMPY.negative!,
  pos: identity,
};

/** `x + x² / (1 + sqrt(1 + x²))`: what log1p makes the inverse hyperbolic sine of, exact near 0. */
function inverseSinh(b: Build, x: Value): Value {
  const square = b.square(x);
  return b.add(x, b.div(square, b.add(1, b.sqrt(b.add(square, 1)))));
}

/**
 * The function that a reference means.
 *
 * @returns undefined for one that is not known
 */
export function elementwise(value: PyValue): Elementwise | undefined {
  const name = functionName(value);
  if (name === undefined) return undefined;
  const short = name.slice(name.lastIndexOf('.') + 1);
  const table = /^numpy\./.test(name)
    ? NUMPY
    : /^scipy\.special\./.test(name)
      ? SCIPY
      : /^_?operator\.|^builtins\./.test(name)
        ? OPERATOR
        : {};
  return Object.hasOwn(table, short) ? table[short] : undefined;
}

/** `module.name` of a function by reference; numpy's own way of writing a ufunc down included. */
export function functionName(value: PyValue): string | undefined {
  if (isKind(value, 'global')) return globalName(value);
  if (isKind(value, 'object') && /\b_ufunc_reconstruct$/.test(globalName(value.func) ?? '')) {
    const [module, name] = value.args.items;
    return typeof module === 'string' && typeof name === 'string' ? `${module}.${name}` : undefined;
  }
  return undefined;
}
