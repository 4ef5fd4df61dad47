/** Functions of numpy, scipy.special and operator that FunctionTransformer and TransformedTargetRegressor may name. */

import { globalName, isKind, type PyValue } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { expm1, log1p, ndtri } from './special.js';

/** @param given - parameters by name, those that the function's entry lists */
export type Elementwise = (b: Build, x: Value, given?: ReadonlyMap<string, number>) => Value;

const NONE: ReadonlyMap<string, number> = new Map();

const identity: Elementwise = (_b, x) => x;
const RADIANS = Math.PI / 180;

/** By the name of numpy's function; each works on every element by itself. */
const NUMPY: Readonly<Record<string, Elementwise>> = {
  abs: (b, x) => b.abs(x),
  absolute: (b, x) => b.abs(x),
  arccos: (b, x) => b.op('Acos', [x]),
  arccosh: (b, x) => b.op('Acosh', [x]),
  arcsin: (b, x) => b.op('Asin', [x]),
  arcsinh: (b, x) => b.mul(b.sign(x), log1p(b, inverseSinh(b, b.abs(x)))),
  arctan: (b, x) => b.op('Atan', [x]),
  arctanh: (b, x) => b.op('Atanh', [x]),
  around: round,
  cbrt: (b, x) => b.mul(b.sign(x), b.pow(b.abs(x), 1 / 3)),
  ceil: (b, x) => b.op('Ceil', [x]),
  clip: (b, x, given = NONE) =>
    b.clip(x, given.get('a_min') ?? given.get('min') ?? -Infinity, given.get('a_max') ?? given.get('max') ?? Infinity),
  cos: (b, x) => b.op('Cos', [x]),
  cosh: (b, x) => b.op('Cosh', [x]),
  deg2rad: (b, x) => b.mul(x, RADIANS),
  degrees: (b, x) => b.mul(x, 180 / Math.PI),
  exp: (b, x) => b.exp(x),
  exp2: (b, x) => b.pow(2, x),
  expm1,
  fabs: (b, x) => b.abs(x),
  fix: truncated,
  floor: (b, x) => b.floor(x),
  isfinite: (b, x) => b.less(b.abs(x), Infinity),
  isinf: (b, x) => b.equal(b.abs(x), Infinity),
  isnan: (b, x) => b.isNaN(x),
  log: (b, x) => b.log(x),
  log10: (b, x) => b.div(b.log(x), Math.LN10),
  log1p,
  log2: (b, x) => b.div(b.log(x), Math.LN2),
  logical_not: (b, x) => b.equal(x, 0),
  negative: (b, x) => b.neg(x),
  positive: identity,
  rad2deg: (b, x) => b.mul(x, 180 / Math.PI),
  radians: (b, x) => b.mul(x, RADIANS),
  reciprocal: (b, x) => b.div(1, x),
  rint: (b, x) => b.op('Round', [x]),
  round,
  round_: round,
  sign: (b, x) => b.where(b.isNaN(x), x, b.sign(x)),
  sin: (b, x) => b.op('Sin', [x]),
  sinh: (b, x) => b.op('Sinh', [x]),
  sqrt: (b, x) => b.sqrt(x),
  square: (b, x) => b.square(x),
  tan: (b, x) => b.op('Tan', [x]),
  tanh: (b, x) => b.tanh(x),
  trunc: truncated,
  nan_to_num(b, x, given = NONE) {
    const filled = b.where(b.isNaN(x), given.get('nan') ?? 0, x);
    const above = b.where(b.equal(x, Infinity), given.get('posinf') ?? Number.MAX_VALUE, filled);
    return b.where(b.equal(x, -Infinity), given.get('neginf') ?? -Number.MAX_VALUE, above);
  },
  asarray: identity,
  array: identity,
};

/** Parameters that a function may be given by name. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  around: ['decimals'],
  clip: ['a_min', 'a_max', 'min', 'max'],
  nan_to_num: ['nan', 'posinf', 'neginf'],
  round: ['decimals'],
  round_: ['decimals'],
};

/** Source: numpy.round: by a power of ten, to even */
function round(b: Build, x: Value, given: ReadonlyMap<string, number> = NONE): Value {
  const decimals = given.get('decimals') ?? 0;
  if (decimals === 0) return b.op('Round', [x]);
  const scale = 10 ** Math.abs(decimals);
  return decimals > 0 ? b.div(b.op('Round', [b.mul(x, scale)]), scale) : b.mul(b.op('Round', [b.div(x, scale)]), scale);
}

function truncated(b: Build, x: Value): Value {
  return b.mul(b.sign(x), b.floor(b.abs(x)));
}

const SCIPY: Readonly<Record<string, Elementwise>> = {
  expit: (b, x) => b.sigmoid(x),
  logit: (b, x) => b.log(b.div(x, b.sub(1, x))),
  erf: (b, x) => b.op('Erf', [x]),
  log_expit: (b, x) => b.sub(b.min(x, 0), log1p(b, b.exp(b.neg(b.abs(x))))),
  ndtri,
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
 * @param named - its parameters by name
 * @returns undefined for one that is not known, or not with these parameters
 */
export function elementwise(value: PyValue, named: ReadonlyMap<string, number> = NONE): Elementwise | undefined {
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
  if (!Object.hasOwn(table, short)) return undefined;
  const known = table === NUMPY && Object.hasOwn(PARAMETERS, short) ? PARAMETERS[short]! : [];
  if (![...named.keys()].every((parameter) => known.includes(parameter))) return undefined;
  const formula = table[short]!;
  return (b, x) => formula(b, x, named);
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
