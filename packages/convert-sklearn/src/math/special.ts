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

const EXP_MINUS_2 = 0.13533528323661269189;
const SQRT_2_PI = 2.50662827463100050242;
const P0 = [
  -5.99633501014107895267e1, 9.80010754185999661536e1, -5.66762857469070293439e1, 1.39312609387279679503e1,
  -1.23916583867381258016,
];
const Q0 = [
  1.95448858338141759834, 4.67627912898881538453, 8.63602421390890590575e1, -2.25462687854119370527e2,
  2.0026021238006066036e2, -8.20372256168333339912e1, 1.59056225126211695515e1, -1.18331621121330003142,
];
const P1 = [
  4.05544892305962419923, 3.15251094599893866154e1, 5.71628192246421288162e1, 4.408050738932008347e1,
  1.46849561928858024014e1, 2.18663306850790267539, -1.40256079171354495875e-1, -3.50424626827848203418e-2,
  -8.57456785154685413611e-4,
];
const Q1 = [
  1.57799883256466749731e1, 4.53907635128879210584e1, 4.1317203825467203044e1, 1.50425385692907503408e1,
  2.50464946208309415979, -1.42182922854787788574e-1, -3.80806407691578277194e-2, -9.33259480895457427372e-4,
];
const P2 = [
  3.2377489177694603597, 6.91522889068984211695, 3.93881025292474443415, 1.33303460815807542389,
  2.01485389549179081538e-1, 1.23716634817820021358e-2, 3.01581553508235416007e-4, 2.65806974686737550832e-6,
  6.2397453918498329373e-9,
];
const Q2 = [
  6.02427039364742014255, 3.67983563856160859403, 1.37702099489081330271, 2.1623699359449663589e-1,
  1.34204006088543189037e-2, 3.28014464682127739104e-4, 2.89247864745380683936e-6, 6.79019408009981274425e-9,
];
