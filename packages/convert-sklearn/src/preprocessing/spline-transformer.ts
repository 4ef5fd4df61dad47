import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Convert } from '../build/scope.js';
import { Table } from '../build/index.js';
import { searchSorted } from '../math/index.js';
import { type Basis, localPolynomials } from './splines.js';
import { attributePart, type Estimator, malformed, numberOf, numbersOf, type Part } from '../read/index.js';

/**
 * B-splines of each column, as polynomials between the knots.
 * Source: sklearn.preprocessing._polynomial.SplineTransformer.transform
 */
export const splineTransformer: Convert = (e, x, b) => ({
  transform() {
    const bases = e.parts('bsplines_').map(basisOf);
    // scikit-learn raises a degree below 2 for linear continuations while it goes through the features: the first ones differ.
    let reach = e.number('degree');
    const drop = e.flag('include_bias') ? 0 : 1;
    const zeros = e.text('handle_missing') === 'zeros';
    const columns = bases.map((basis, i) => {
      const column = b.toFloat(x.column(i));
      const outer = reach;
      if (e.text('extrapolation') === 'linear' && reach <= 1) reach++;
      const splines = evaluate(b, column, basis, e, outer, reach);
      const kept = drop === 0 ? splines : b.slice(splines, 0, basis.combinations.length - 1);
      return zeros ? b.where(b.isNaN(column), 0, kept) : kept;
    });
    return Table.of(
      b,
      b.concat(columns),
      bases.reduce((sum, { combinations }) => sum + combinations.length - drop, 0),
    );
  },
});

/** A scipy.interpolate.BSpline: knots `t`, coefficients `c` with a column for each spline, degree `k` (`_t`, `_c` since scipy 1.15). */
function basisOf(part: Part): Basis {
  const [t, c, k] = ['t', 'c', 'k'].map((name) => attributePart(part, name) ?? attributePart(part, `_${name}`));
  const degree = numberOf(k?.value);
  if (!t || !c || degree === undefined) throw malformed('no B-spline', part.path);
  const knots = numbersOf(t.value, t.path).data;
  const { shape, data } = numbersOf(c.value, c.path);
  const [rows = 0, width = 1] = shape;
  if (!Number.isInteger(degree) || degree < 0 || degree > 50 || knots.length < rows + degree + 1)
    throw malformed('a B-spline without knots', part.path);
  return {
    knots: knots.subarray(0, rows + degree + 1),
    degree,
    combinations: Array.from({ length: width }, (_, j) =>
      Float64Array.from({ length: rows }, (_, i) => data[i * width + j]!),
    ),
  };
}

/** A polynomial for each spline, in powers of the distance from an origin. */
interface Piece {
  readonly origin: number;
  readonly polynomials: readonly (readonly number[])[];
}

/**
 * All splines of one column: shape [rows, splines].
 *
 * @param outer - position from either end of the knots between which the splines are not continued
 * @param reach - how many splines from either end are continued
 */
function evaluate(b: Build, column: Value, basis: Basis, e: Estimator, outer: number, reach: number): Value {
  const { knots, degree } = basis;
  const last = knots.length - degree - 1;
  const low = knots[outer]!;
  const high = knots[knots.length - outer - 1]!;
  const extrapolation = e.choice('extrapolation', ['error', 'constant', 'linear', 'continue', 'periodic']);
  if (extrapolation === 'constant' || extrapolation === 'linear') {
    if (!(low < high)) throw e.refuse('too few knots for a continuation');
    const first = intervalOf(knots, low, degree, last);
    const final = intervalOf(knots, high, degree, last);
    const intervals = Array.from({ length: final - first + 1 }, (_, i) => pieceOf(basis, first + i));
    const order = extrapolation === 'constant' ? 0 : 1;
    const count = basis.combinations.length;
    const below = outside(intervals[0]!, low, order, (j) => j < reach);
    const above = outside(intervals.at(-1)!, high, order, (j) => j >= count - reach);
    return horner(b, column, [below, ...intervals, above], [low, ...knots.subarray(first + 1, final + 1), high]);
  }
  const pieces = Array.from({ length: last - degree }, (_, i) => pieceOf(basis, degree + i));
  const edges = Array.from(knots.subarray(degree + 1, last));
  if (extrapolation === 'continue') return horner(b, column, pieces, edges);
  if (extrapolation === 'error') {
    const inside = b.and(b.greaterOrEqual(column, low), b.lessOrEqual(column, high));
    return horner(b, b.where(inside, column, NaN), pieces, edges);
  }
  const [start, end] = [knots[degree]!, knots[last]!];
  const period = end - start;
  const distance = b.sub(column, start);
  const wrapped = period > 0 ? b.sub(distance, b.mul(b.floor(b.div(distance, period)), period)) : b.mul(column, 0);
  return horner(b, period > 0 ? b.add(wrapped, start) : wrapped, pieces, edges);
}

/** The interval of the knots that holds x. Source: scipy.interpolate, find_interval */
function intervalOf(knots: Float64Array, x: number, degree: number, last: number): number {
  const found = knots.findLastIndex((knot) => knot <= x);
  return Math.max(degree, Math.min(found, last - 1));
}

function pieceOf(basis: Basis, interval: number): Piece {
  return { origin: basis.knots[interval]!, polynomials: localPolynomials(basis, interval) };
}

/** The constant or straight continuation beyond an end, of the splines that reach it; 0 for the others. */
function outside(end: Piece, at: number, order: 0 | 1, reaches: (spline: number) => boolean): Piece {
  const polynomials = end.polynomials.map((coefficients, j) => {
    if (!reaches(j)) return [0];
    const distance = at - end.origin;
    const value = coefficients.reduceRight((sum, coefficient) => sum * distance + coefficient, 0);
    const slope = coefficients.reduceRight(
      (sum, coefficient, power) => (power === 0 ? sum : sum * distance + coefficient * power),
      0,
    );
    return order === 0 ? [value] : [value, slope];
  });
  return { origin: at, polynomials };
}

function horner(b: Build, x: Value, pieces: readonly Piece[], edges: readonly number[]): Value {
  const count = pieces[0]!.polynomials.length;
  const powers = Math.max(...pieces.flatMap(({ polynomials }) => polynomials.map(({ length }) => length)));
  const piece = b.squeeze(b.cast(searchSorted(b, x, [edges], 'right'), 'int64'), 1);
  const distance = b.sub(
    x,
    b.gather(
      b.floats(
        pieces.map(({ origin }) => origin),
        [pieces.length, 1],
      ),
      piece,
      0,
    ),
  );
  const coefficients = (power: number): Value =>
    b.gather(
      b.floats(
        pieces.flatMap(({ polynomials }) => polynomials.map((list) => list[power] ?? 0)),
        [pieces.length, count],
      ),
      piece,
      0,
    );
  let sum = coefficients(powers - 1);
  if (powers === 1) return b.add(sum, b.mul(distance, 0));
  for (let power = powers - 2; power >= 0; power--) sum = b.add(b.mul(sum, distance), coefficients(power));
  return sum;
}
