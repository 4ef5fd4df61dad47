import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Convert } from '../build/scope.js';
import { Table } from '../build/index.js';
import { log1p } from '../math/index.js';

/** Powers this close to a pole of the formula are taken for it (numpy.spacing(1)). */
const EPSILON = 2 ** -52;

/** Source: sklearn.preprocessing._data.PowerTransformer.transform */
export const powerTransformer: Convert = (e, x, b, scope) => ({
  transform() {
    const formula = e.choice('method', ['box-cox', 'yeo-johnson']) === 'box-cox' ? boxCox : yeoJohnson;
    const columns = Array.from(e.vector('lambdas_'), (lambda, i) => formula(b, b.toFloat(x.column(i)), lambda));
    const powered = Table.of(b, b.concat(columns), x.width);
    return e.flag('standardize') ? scope.convert(e.part('_scaler'), powered).transform!() : powered;
  },
});

/** Source: scipy.special.boxcox: `(x ** lambda - 1) / lambda`, its limit `log(x)` where lambda is 0 */
function boxCox(b: Build, x: Value, lambda: number): Value {
  if (Math.abs(lambda) < 1e-19) return b.log(x);
  return powerLess1(b, b.log(x), lambda);
}

/** `(exp(log * power) - 1) / power` */
function powerLess1(b: Build, log: Value, power: number): Value {
  return b.div(b.sub(b.exp(b.mul(log, power)), 1), power);
}

/** Source: scipy.stats.yeojohnson: Box-Cox of 1 + x, and for negative numbers of 1 - x with the power 2 - lambda */
function yeoJohnson(b: Build, x: Value, lambda: number): Value {
  const positive = log1p(b, b.max(x, 0));
  const negative = log1p(b, b.max(b.neg(x), 0));
  const upper = Math.abs(lambda) < EPSILON ? positive : powerLess1(b, positive, lambda);
  const lower = Math.abs(lambda - 2) > EPSILON ? powerLess1(b, negative, 2 - lambda) : negative;
  const result = b.where(b.greaterOrEqual(x, 0), upper, b.neg(lower));
  // Max takes the number out of a number and a NaN.
  return b.where(b.isNaN(x), x, result);
}
