/** B-splines as polynomials between their knots. */

/** A basis of B-splines. */
export interface Basis {
  readonly knots: Float64Array;
  readonly degree: number;
  /** Coefficients by knot interval and spline: `splines[j]` is a combination of the B-splines. */
  readonly combinations: readonly Float64Array[];
}

/**
 * Coefficients of each combination in powers of `x - knots[interval]`, lowest first, for x between `knots[interval]` and the next knot.
 * Source: C. de Boor, A Practical Guide to Splines: repeated derivatives at the left knot
 */
export function localPolynomials({ knots, degree, combinations }: Basis, interval: number): number[][] {
  const at = knots[interval]!;
  return combinations.map((coefficients) => {
    let factorial = 1;
    return Array.from({ length: degree + 1 }, (_, order) => {
      if (order > 0) factorial *= order;
      return derivative(knots, degree, coefficients, interval, at, order) / factorial;
    });
  });
}

/** The value of a derivative at a point of an interval, by de Boor's algorithm on the differentiated coefficients. */
function derivative(
  knots: Float64Array,
  degree: number,
  coefficients: Float64Array,
  interval: number,
  x: number,
  order: number,
): number {
  const first = interval - degree;
  const local = Array.from({ length: degree + 1 }, (_, i) => coefficients[first + i] ?? 0);
  let k = degree;
  for (let step = 0; step < order; step++, k--) {
    for (let i = 0; i < k; i++) {
      const left = knots[interval - k + 1 + i]!;
      const right = knots[interval + 1 + i]!;
      local[i] = right === left ? 0 : (k * (local[i + 1]! - local[i]!)) / (right - left);
    }
  }
  for (let level = 1; level <= k; level++) {
    for (let i = 0; i <= k - level; i++) {
      const left = knots[interval - k + level + i]!;
      const right = knots[interval + 1 + i]!;
      const share = right === left ? 0 : (x - left) / (right - left);
      local[i] = (1 - share) * local[i]! + share * local[i + 1]!;
    }
  }
  return local[0]!;
}
