/** Activation functions in double. */

import { arithmetic, type Arithmetic } from './math.js';
import type { Lowering } from './types.js';
import type { Value } from '../builder/value.js';

const softplus: Lowering = ({ g, inputs: [x] }) => {
  const m = arithmetic(g);
  return m.add(g.op('Relu', [x]), m.log1p(m.exp(m.sub(0, m.abs(x!)))));
};

const softsign: Lowering = ({ g, inputs: [x] }) => {
  const m = arithmetic(g);
  return m.div(x!, m.add(m.abs(x!), 1));
};

/** `alpha (exp(x) - 1)` below 0. */
function exponential(m: Arithmetic, x: Value, alpha: number): Value {
  const below = m.less(x, 0);
  return m.where(below, m.mul(m.expm1(m.where(below, x, 0)), alpha), x);
}

const elu: Lowering = ({ g, inputs: [x], number }) => exponential(arithmetic(g), x!, number('alpha'));

const selu: Lowering = ({ g, inputs: [x], number }) => {
  const m = arithmetic(g);
  return m.mul(exponential(m, x!, number('alpha')), number('gamma'));
};

const hardSigmoid: Lowering = ({ g, inputs: [x], number }) => {
  const m = arithmetic(g);
  return g.op('Clip', [m.add(m.mul(x!, number('alpha')), number('beta')), g.scalar(0), g.scalar(1)]);
};

const hardSwish: Lowering = ({ g, inputs: [x] }) => {
  const m = arithmetic(g);
  return m.mul(x!, g.op('Clip', [m.add(m.div(x!, 6), 0.5), g.scalar(0), g.scalar(1)]));
};

const thresholdedRelu: Lowering = ({ g, inputs: [x], number }) => {
  const m = arithmetic(g);
  return m.where(m.less(number('alpha'), x!), x!, 0);
};

const gelu: Lowering = ({ g, inputs: [x], text }) => {
  const m = arithmetic(g);
  const cubic = () => m.mul(m.add(x!, m.mul(m.mul(m.mul(x!, x!), x!), 0.044715)), Math.sqrt(2 / Math.PI));
  const inner = text('approximate') === 'tanh' ? g.op('Tanh', [cubic()]) : errorFunction(m, m.mul(x!, Math.SQRT1_2));
  return m.mul(m.mul(x!, 0.5), m.add(inner, 1));
};

const erf: Lowering = ({ g, inputs: [x] }) => errorFunction(arithmetic(g), x!);

/** Source: S. Moshier, Cephes, ndtr.c (what scipy.special.erf was for long): one rational function up to 1, another beyond. */
function errorFunction(m: Arithmetic, x: Value): Value {
  const a = m.abs(x);
  const near = m.less(a, 1);
  const z = m.mul(a, a);
  const small = m.mul(a, m.div(m.polynomial(z, ERF_T), m.polynomial(z, ERF_U)));
  // From 6 on the function is 1; further out the polynomials would overflow.
  const b = m.where(m.less(a, 6), a, 6);
  const complement = m.mul(m.exp(m.sub(0, m.mul(b, b))), m.div(m.polynomial(b, ERFC_P), m.polynomial(b, ERFC_Q)));
  const magnitude = m.where(near, small, m.sub(1, complement));
  return m.where(m.equal(x, x), m.mul(m.sign(x), magnitude), x);
}

const ERF_T = [9.604973739870516, 90.02601972038427, 2232.005345946843, 7003.325141128051, 55592.30130103949];
const ERF_U = [1, 33.56171416475031, 521.3579497801527, 4594.323829709801, 22629.000061389095, 49267.39426086359];
const ERFC_P = [
  2.461969814735305e-10, 0.5641895648310689, 7.463210564422699, 48.63719709856814, 196.5208329560771, 526.4451949954773,
  934.5285271719576, 1027.5518868951572, 557.5353353693994,
];
const ERFC_Q = [
  1, 13.228195115474499, 86.70721408859897, 354.9377788878199, 975.7085017432055, 1823.9091668790973,
  2246.3376081871097, 1656.6630919416134, 557.5353408177277,
];

const mean: Lowering = ({ g, inputs }) => g.op('Div', [g.op('Sum', inputs), g.scalar(inputs.length)]);

export const ACTIVATIONS: Readonly<Record<string, Lowering>> = {
  Softplus: softplus,
  Softsign: softsign,
  Elu: elu,
  Selu: selu,
  HardSigmoid: hardSigmoid,
  HardSwish: hardSwish,
  ThresholdedRelu: thresholdedRelu,
  Gelu: gelu,
  Erf: erf,
  Mean: mean,
};
