/** Functions of scipy.special and numpy in terms of operators that have a double kernel. */

import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';

/** `log(1 + x)`, exact for small x too: the rounding of `1 + x` is made up for. */
export function log1p(b: Build, x: Value): Value {
  const u = b.add(x, 1);
  const correction = b.div(b.sub(b.sub(u, 1), x), u);
  // At infinity the correction is NaN, and nothing was lost.
  return b.sub(b.log(u), b.where(b.less(u, Infinity), correction, 0));
}

/**
 * `exp(x) - 1`, exact for small x too.
 * Source: W. Kahan's rearrangement, (u - 1) x / log(u) with u = exp(x)
 */
export function expm1(b: Build, x: Value): Value {
  const u = b.exp(x);
  const plain = b.sub(u, 1);
  const logarithm = b.log(u);
  const exact = b.and(b.less(b.abs(x), 1), b.not(b.equal(u, 1)));
  const scaled = b.mul(plain, b.div(x, b.where(exact, logarithm, 1)));
  return b.where(exact, scaled, b.where(b.equal(u, 1), x, plain));
}

/** A polynomial, highest power first. */
export function polynomial(b: Build, x: Value, coefficients: readonly number[]): Value {
  const [first = 0, ...rest] = coefficients;
  if (rest.length === 0) return b.scalar(first);
  let sum: Value | number = first;
  for (const coefficient of rest) sum = b.add(b.mul(sum, x), coefficient);
  return sum as Value;
}

/** The quantile of the normal distribution. Source: S. Moshier, Cephes, ndtri (what scipy.special.ndtri is) */
export function ndtri(b: Build, p: Value): Value {
  const upper = b.greater(p, 1 - EXP_MINUS_2);
  const y = b.where(upper, b.sub(1, p), p);
  const centre = b.sub(y, 0.5);
  const square = b.square(centre);
  const ratio = b.div(b.mul(square, polynomial(b, square, P0)), polynomial(b, square, [1, ...Q0]));
  const middle = b.mul(b.add(centre, b.mul(centre, ratio)), SQRT_2_PI);
  const x = b.sqrt(b.mul(b.log(y), -2));
  const z = b.div(1, x);
  const near = b.mul(z, b.div(polynomial(b, z, P1), polynomial(b, z, [1, ...Q1])));
  const far = b.mul(z, b.div(polynomial(b, z, P2), polynomial(b, z, [1, ...Q2])));
  const tail = b.sub(b.sub(x, b.div(b.log(x), x)), b.where(b.less(x, 8), near, far));
  const finite = b.where(b.greater(y, EXP_MINUS_2), middle, b.where(upper, tail, b.neg(tail)));
  return b.where(b.equal(p, 0), -Infinity, b.where(b.equal(p, 1), Infinity, finite));
}

const EXP_MINUS_2 = 0.1353352832366127;
const SQRT_2_PI = 2.5066282746310007;
const P0 = [-59.96335010141079, 98.00107541859997, -56.67628574690703, 13.931260938727968, -1.2391658386738125];
const Q0 = [
  1.9544885833814176, 4.676279128988815, 86.36024213908905, -225.46268785411937, 200.26021238006066, -82.03722561683334,
  15.90562251262117, -1.1833162112133,
];
const P1 = [
  4.0554489230596245, 31.525109459989388, 57.16281922464213, 44.08050738932008, 14.684956192885803, 2.1866330685079025,
  -0.1402560791713545, -0.03504246268278482, -0.0008574567851546854,
];
const Q1 = [
  15.779988325646675, 45.39076351288792, 41.3172038254672, 15.04253856929075, 2.504649462083094, -0.14218292285478779,
  -0.03808064076915783, -0.0009332594808954574,
];
const P2 = [
  3.2377489177694603, 6.915228890689842, 3.9388102529247444, 1.3330346081580755, 0.20148538954917908,
  0.012371663481782003, 0.00030158155350823543, 0.0000026580697468673755, 6.239745391849833e-9,
];
const Q2 = [
  6.02427039364742, 3.6798356385616087, 1.3770209948908132, 0.21623699359449663, 0.013420400608854318,
  0.00032801446468212774, 0.0000028924786474538068, 6.790194080099813e-9,
];
