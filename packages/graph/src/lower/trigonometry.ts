/** Trigonometric and hyperbolic functions in double. */

import type { Lowering } from './types.js';
import { arithmetic, type Arithmetic } from './math.js';
import type { Value } from '../builder/value.js';

/** From here on `exp(-2x)` is nothing beside 1. */
const LARGE = 22;

const tan: Lowering = ({ g, inputs }) => g.op('Div', [g.op('Sin', inputs), g.op('Cos', inputs)]);

const sinh: Lowering = ({ g, inputs: [x] }) => {
  const m = arithmetic(g);
  const a = m.abs(x!);
  const u = m.expm1(m.where(m.less(a, LARGE), a, 1));
  const near = m.mul(m.add(u, m.div(u, m.add(u, 1))), 0.5);
  return m.mul(m.sign(x!), m.where(m.less(a, LARGE), near, halfExp(m, a)));
};

const cosh: Lowering = ({ g, inputs: [x] }) => {
  const m = arithmetic(g);
  const a = m.abs(x!);
  const e = m.exp(m.where(m.less(a, LARGE), a, 1));
  return m.where(m.less(a, LARGE), m.mul(m.add(e, m.div(1, e)), 0.5), halfExp(m, a));
};

/** `exp(x) / 2`, also where `exp(x)` alone would overflow. */
function halfExp(m: Arithmetic, x: Value): Value {
  const half = m.exp(m.mul(x, 0.5));
  return m.mul(half, m.mul(half, 0.5));
}

/** Beyond this 1 is nothing beside the square. */
const HUGE = 2 ** 28;

const asinh: Lowering = ({ g, inputs: [x] }) => {
  const m = arithmetic(g);
  const a = m.abs(x!);
  const square = m.mul(a, a);
  const near = m.log1p(m.add(a, m.div(square, m.add(m.sqrt(m.add(square, 1)), 1))));
  return m.mul(m.sign(x!), m.where(m.less(a, HUGE), near, m.add(m.log(a), Math.LN2)));
};

const acosh: Lowering = ({ g, inputs: [x] }) => {
  const m = arithmetic(g);
  const t = m.sub(x!, 1);
  const near = m.log1p(m.add(t, m.sqrt(m.add(m.mul(t, 2), m.mul(t, t)))));
  return m.where(m.less(HUGE, x!), m.add(m.log(x!), Math.LN2), near);
};

const atanh: Lowering = ({ g, inputs: [x] }) => {
  const m = arithmetic(g);
  const a = m.abs(x!);
  return m.mul(m.mul(m.sign(x!), 0.5), m.log1p(m.div(m.mul(a, 2), m.sub(1, a))));
};

const asin: Lowering = ({ g, inputs: [x] }) => {
  const m = arithmetic(g);
  return arcTangent(m, m.div(x!, m.sqrt(m.mul(m.sub(1, x!), m.add(x!, 1)))));
};

const acos: Lowering = ({ g, inputs: [x] }) => {
  const m = arithmetic(g);
  return m.mul(arcTangent(m, m.sqrt(m.div(m.sub(1, x!), m.add(x!, 1)))), 2);
};

const atan: Lowering = ({ g, inputs: [x] }) => arcTangent(arithmetic(g), x!);

const TAN_PI_8 = Math.SQRT2 - 1;
const TAN_3_PI_8 = Math.SQRT2 + 1;
/** What pi / 2 loses as a double. */
const HALF_PI_TAIL = 6.123233995736766e-17;

/** Source: S. Moshier, Cephes, atan.c: reduction to |x| < tan(pi/8), then a rational function of x squared. */
function arcTangent(m: Arithmetic, x: Value): Value {
  const a = m.abs(x);
  const far = m.less(TAN_3_PI_8, a);
  const middle = m.less(TAN_PI_8, a);
  const safe = m.where(far, a, 1);
  const reduced = m.where(far, m.div(-1, safe), m.where(middle, m.div(m.sub(a, 1), m.add(a, 1)), a));
  const z = m.mul(reduced, reduced);
  const ratio = m.mul(z, m.div(m.polynomial(z, ATAN_P), m.polynomial(z, ATAN_Q)));
  const small = m.add(m.mul(reduced, ratio), reduced);
  const tail = m.where(far, HALF_PI_TAIL, m.where(middle, HALF_PI_TAIL / 2, 0));
  const start = m.where(far, Math.PI / 2, m.where(middle, Math.PI / 4, 0));
  return m.mul(m.sign(x), m.add(start, m.add(small, tail)));
}

const ATAN_P = [-0.8750608600031904, -16.157537187333652, -75.00855792314705, -122.88666844901361, -64.85021904942025];
const ATAN_Q = [1, 24.858464901423062, 165.02700983169885, 432.88106049129027, 485.3903996359137, 194.5506571482614];

export const TRIGONOMETRY: Readonly<Record<string, Lowering>> = {
  Tan: tan,
  Sinh: sinh,
  Cosh: cosh,
  Asinh: asinh,
  Acosh: acosh,
  Atanh: atanh,
  Asin: asin,
  Acos: acos,
  Atan: atan,
};
