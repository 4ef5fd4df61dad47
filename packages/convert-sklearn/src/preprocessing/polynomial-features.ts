import type { Value } from '@brine/graph';
import type { Convert } from '../build/scope.js';
import { Table } from '../build/index.js';
import { unsupported } from '../read/index.js';
import type { Estimator } from '../read/estimator.js';

/** More columns than any model has; a hostile degree would ask for more than fit in memory. */
const MOST_COLUMNS = 1e7;

/**
 * Products of the columns, degree by degree: each product is a column times a product of one degree less.
 * Source: sklearn.preprocessing._polynomial.PolynomialFeatures.transform
 */
export const polynomialFeatures: Convert = (e, x, b) => ({
  transform() {
    const rows = x.matrix();
    const { least, most } = degrees(e);
    const distinct = e.flag('interaction_only');
    const parts: Value[] = [];
    // Of the present degree: the products' values, and of each product its factors' positions in ascending order.
    let products = rows;
    let factors = Array.from({ length: x.width }, (_, i) => [i]);
    let columns = 0;
    if (e.flag('include_bias')) {
      parts.push(b.add(b.mul(b.cast(b.isNaN(b.slice(rows, 0, 1)), b.float), 0), 1));
      columns++;
    }
    for (let degree = 1; degree <= most; degree++) {
      if (degree > 1) {
        const next = x.width === 0 ? [] : extend(factors, x.width, distinct);
        if (next.length === 0) break;
        if (next.length > MOST_COLUMNS) throw unsupported('more products than fit in memory', e.at('degree'));
        products = b.mul(
          b.gather(
            rows,
            next.map(({ first }) => first),
          ),
          b.gather(
            products,
            next.map(({ rest }) => rest),
          ),
        );
        factors = next.map(({ first, rest }) => [first, ...factors[rest]!]);
      }
      if (degree >= least) {
        parts.push(products);
        columns += factors.length;
      }
    }
    return Table.of(b, b.concat(parts), columns);
  },
});

/** `degree` is the largest, or a pair of smallest and largest. */
function degrees(e: Estimator): { least: number; most: number } {
  const [first = 0, second] = e.vector('degree');
  return second === undefined ? { least: 0, most: first } : { least: first, most: second };
}

/** The products of one degree more, in the order of itertools.combinations: a new first factor, then an old product. */
function extend(factors: readonly number[][], width: number, distinct: boolean): { first: number; rest: number }[] {
  const result: { first: number; rest: number }[] = [];
  for (let first = 0; first < width; first++) {
    factors.forEach(([least = 0], rest) => {
      if (distinct ? least > first : least >= first) result.push({ first, rest });
    });
    if (result.length > MOST_COLUMNS) break;
  }
  return result;
}
