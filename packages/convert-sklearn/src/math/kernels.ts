import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Numbers } from '../read/numbers.js';
import { squaredDistances } from './distances.js';

/** Parameters of a kernel; each kernel reads those that it has. */
export interface KernelParameters {
  readonly gamma: number;
  readonly degree: number;
  readonly coef0: number;
}

type Kernel = (b: Build, x: Value, y: Numbers, parameters: KernelParameters) => Value;

const inner = (b: Build, x: Value, y: Numbers): Value => b.linear(x, y);

/**
 * Kernels between rows and the rows of a constant: shape [rows, constants].
 * Source: sklearn.metrics.pairwise.PAIRWISE_KERNEL_FUNCTIONS
 */
export const KERNELS = {
  linear: inner,
  poly: (b, x, y, { gamma, coef0, degree }) => power(b, b.add(b.mul(inner(b, x, y), gamma), coef0), degree),
  polynomial: (b, x, y, parameters) => KERNELS.poly(b, x, y, parameters),
  rbf: (b, x, y, { gamma }) => b.exp(b.mul(squaredDistances(b, x, y), -gamma)),
  sigmoid: (b, x, y, { gamma, coef0 }) => b.tanh(b.add(b.mul(inner(b, x, y), gamma), coef0)),
  laplacian: (b, x, y, { gamma }) =>
    b.exp(
      b.mul(
        pairwise(b, x, y, (d) => b.sum(b.abs(b.sub(...d)), 2, false)),
        -gamma,
      ),
    ),
  cosine: (b, x, y) => inner(b, unitRows(b, x), unitNumbers(y)),
  additive_chi2: (b, x, y) => pairwise(b, x, y, (d) => chiSquare(b, ...d)),
  chi2: (b, x, y, { gamma }) =>
    b.exp(
      b.mul(
        pairwise(b, x, y, (d) => chiSquare(b, ...d)),
        gamma,
      ),
    ),
  precomputed: (_b, x) => x,
} satisfies Record<string, Kernel> as Record<
  | 'linear'
  | 'poly'
  | 'polynomial'
  | 'rbf'
  | 'sigmoid'
  | 'laplacian'
  | 'cosine'
  | 'additive_chi2'
  | 'chi2'
  | 'precomputed',
  Kernel
>;

export type KernelName = keyof typeof KERNELS;
export const KERNEL_NAMES = Object.keys(KERNELS) as KernelName[];

/** Small whole powers as products, the way libsvm's powi and numpy's fast paths do. */
function power(b: Build, x: Value, degree: number): Value {
  return degree === 1 ? x : degree === 2 ? b.square(x) : b.pow(x, degree);
}

/** Something of every pair of rows, given both as [rows, 1, columns] and [1, constants, columns]. */
function pairwise(b: Build, x: Value, y: Numbers, of: (pair: [Value, Value]) => Value): Value {
  const [rows = 0, columns = 0] = y.shape;
  return of([b.unsqueeze(x, 1), b.floats(y.data, [1, rows, columns])]);
}

/** `-sum((x - y)² / (x + y))`, terms of nothing left out. */
function chiSquare(b: Build, x: Value, y: Value): Value {
  const total = b.add(x, y);
  const terms = b.div(b.square(b.sub(x, y)), b.where(b.equal(total, 0), 1, total));
  return b.neg(b.sum(b.where(b.equal(total, 0), 0, terms), 2, false));
}

/** Rows divided by their length; rows of zeros stay. Source: sklearn.preprocessing.normalize */
export function unitRows(b: Build, x: Value): Value {
  const norms = b.sqrt(b.sum(b.square(x)));
  return b.div(x, b.where(b.equal(norms, 0), 1, norms));
}

export function unitNumbers({ shape, data }: Numbers): Numbers {
  const width = shape[1]!;
  const result = data.slice();
  for (let start = 0; start < data.length; start += width) {
    const row = result.subarray(start, start + width);
    const norm = Math.sqrt(row.reduce((sum, item) => sum + item * item, 0));
    if (norm !== 0) for (let j = 0; j < width; j++) row[j]! /= norm;
  }
  return { shape, data: result };
}
