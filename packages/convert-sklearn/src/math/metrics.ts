import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Numbers } from '../read/numbers.js';
import { unitNumbers, unitRows } from './kernels.js';
import { transpose } from './linalg.js';

/** Parameters of a metric. */
export interface MetricParameters {
  readonly p?: number;
  /** Of minkowski: a weight for each column. */
  readonly w?: Float64Array;
  /** Of seuclidean: variances. */
  readonly V?: Float64Array;
  /** Of mahalanobis: the inverse covariance. */
  readonly VI?: Numbers;
}

/**
 * A metric as numbers that rank pairs, shape [rows, constants], and the way from these to distances: neighbours are found by
 * the former, as scikit-learn's trees do, so that a root makes no ties.
 */
export interface Metric {
  rank(b: Build, x: Value, y: Numbers): Value;
  distance?(b: Build, rank: Value): Value;
  /** The rank of a distance. */
  rankOf?(distance: number): number;
}

/** Up to this many columns are added one by one, as scikit-learn adds them; more would make too many nodes. */
export const UNROLLED = 64;

/** The sum over the columns of a term of each pair. */
function summed(b: Build, x: Value, y: Numbers, term: (a: Value, c: Value, column: number) => Value): Value {
  return overColumns(
    b,
    x,
    y,
    term,
    (sum, next) => b.add(sum, next),
    (all) => b.sum(all, 2, false),
  );
}

function overColumns(
  b: Build,
  x: Value,
  y: Numbers,
  term: (a: Value, c: Value, column: number) => Value,
  join: (sum: Value, next: Value) => Value,
  reduce: (all: Value) => Value,
): Value {
  const [rows = 0, width = 0] = y.shape;
  if (width > UNROLLED) return reduce(term(b.unsqueeze(x, 1), b.floats(y.data, [1, rows, width]), -1));
  const columns = transpose(y);
  return Array.from({ length: width }, (_, j) =>
    term(b.slice(x, j, j + 1), b.floats(columns.data.subarray(j * rows, (j + 1) * rows), [1, rows]), j),
  ).reduce(join);
}

/** A constant of one column, or of all when these are taken together. */
function columnOf(b: Build, list: Float64Array, column: number): Value {
  return column < 0 ? b.floats(list) : b.scalar(list[column]!);
}

const euclidean: Metric = {
  rank: (b, x, y) => summed(b, x, y, (a, c) => b.square(b.sub(a, c))),
  distance: (b, rank) => b.sqrt(rank),
  rankOf: (distance) => distance * distance,
};

const manhattan: Metric = { rank: (b, x, y) => summed(b, x, y, (a, c) => b.abs(b.sub(a, c))) };

const chebyshev: Metric = {
  rank: (b, x, y) =>
    overColumns(
      b,
      x,
      y,
      (a, c) => b.abs(b.sub(a, c)),
      (most, next) => b.max(most, next),
      (all) => b.reduceMax(all, 2, false),
    ),
};

function minkowski({ p = 2, w }: MetricParameters): Metric {
  if (p === Infinity) return chebyshev;
  const weighted = (b: Build, value: Value, column: number): Value =>
    w ? b.mul(value, columnOf(b, w, column)) : value;
  if (p === 1) return { rank: (b, x, y) => summed(b, x, y, (a, c, j) => weighted(b, b.abs(b.sub(a, c)), j)) };
  if (p === 2 && !w) return euclidean;
  return {
    rank: (b, x, y) => summed(b, x, y, (a, c, j) => weighted(b, b.pow(b.abs(b.sub(a, c)), p), j)),
    distance: (b, rank) => b.pow(rank, 1 / p),
    rankOf: (distance) => distance ** p,
  };
}

/** Latitudes and longitudes in radians: the sine of half the angle, squared. */
const haversine: Metric = {
  rank(b, x, y) {
    const rows = y.shape[0]!;
    const column = (j: number): Value =>
      b.floats(
        Array.from({ length: rows }, (_, i) => y.data[2 * i + j]!),
        [1, rows],
      );
    const halfSine = (a: Value, c: Value): Value => b.square(b.op('Sin', [b.mul(b.sub(a, c), 0.5)]));
    const [latitude, longitude] = [b.slice(x, 0, 1), b.slice(x, 1, 2)];
    const cosines = b.mul(b.op('Cos', [latitude]), b.op('Cos', [column(0)]));
    return b.add(halfSine(latitude, column(0)), b.mul(cosines, halfSine(longitude, column(1))));
  },
  distance: (b, rank) => b.mul(arcsine(b, b.sqrt(rank)), 2),
  rankOf: (distance) => Math.sin(distance / 2) ** 2,
};

/** The arcsine by Newton's method from the single-precision one: there is no kernel in double. */
function arcsine(b: Build, x: Value): Value {
  let y = b.toFloat(b.op('Asin', [b.cast(x, 'float32')]));
  for (let step = 0; step < 2; step++) {
    const slope = b.op('Cos', [y]);
    const error = b.sub(b.op('Sin', [y]), x);
    y = b.sub(y, b.where(b.equal(slope, 0), 0, b.div(error, b.where(b.equal(slope, 0), 1, slope))));
  }
  return y;
}

const cosine: Metric = {
  rank: (b, x, y) => b.clip(b.sub(1, b.linear(unitRows(b, x), unitNumbers(y))), 0, 2),
};

const canberra: Metric = {
  rank: (b, x, y) =>
    summed(b, x, y, (a, c) => {
      const size = b.add(b.abs(a), b.abs(c));
      return b.div(b.abs(b.sub(a, c)), b.where(b.equal(size, 0), 1, size));
    }),
};

const braycurtis: Metric = {
  rank: (b, x, y) => {
    const total = summed(b, x, y, (a, c) => b.add(b.abs(a), b.abs(c)));
    return b.div(
      summed(b, x, y, (a, c) => b.abs(b.sub(a, c))),
      b.where(b.equal(total, 0), 1, total),
    );
  },
};

const hamming: Metric = {
  rank: (b, x, y) =>
    b.div(
      summed(b, x, y, (a, c) => b.toFloat(b.not(b.equal(a, c)))),
      y.shape[1]!,
    ),
};

function seuclidean({ V }: MetricParameters): Metric | undefined {
  return (
    V && {
      ...euclidean,
      rank: (b, x, y) => summed(b, x, y, (a, c, j) => b.div(b.square(b.sub(a, c)), columnOf(b, V, j))),
    }
  );
}

function mahalanobis({ VI }: MetricParameters): Metric | undefined {
  return (
    VI && {
      ...euclidean,
      rank(b, x, y) {
        const [rows = 0, width = 0] = y.shape;
        const difference = b.sub(b.unsqueeze(x, 1), b.floats(y.data, [1, rows, width]));
        return b.sum(b.mul(b.matmul(difference, b.constant(VI)), difference), 2, false);
      },
    }
  );
}

/** By scikit-learn's name; some need parameters. Source: sklearn.metrics.DistanceMetric */
export const METRICS: Readonly<Record<string, (parameters: MetricParameters) => Metric | undefined>> = {
  braycurtis: () => braycurtis,
  canberra: () => canberra,
  chebyshev: () => chebyshev,
  cityblock: () => manhattan,
  cosine: () => cosine,
  euclidean: () => euclidean,
  hamming: () => hamming,
  haversine: () => haversine,
  infinity: () => chebyshev,
  l1: () => manhattan,
  l2: () => euclidean,
  mahalanobis,
  manhattan: () => manhattan,
  minkowski,
  p: minkowski,
  seuclidean,
  sqeuclidean: () => ({ rank: euclidean.rank }),
};
