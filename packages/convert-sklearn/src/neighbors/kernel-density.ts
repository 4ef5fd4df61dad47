import { isKind } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Convert } from '../build/scope.js';
import type { Metric } from '../math/metrics.js';
import { malformed, type Numbers, numbersOf } from '../read/index.js';
import type { Estimator } from '../read/estimator.js';
import { metricOf } from './nearest.js';

/**
 * The log of a mean of kernels around the training rows.
 * Source: sklearn.neighbors._kde.KernelDensity.score_samples, sklearn.neighbors._binary_tree (kernels and their norms)
 */
export const kernelDensity: Convert = (e, x, b) => ({
  score_samples() {
    if (e.number('atol', 0) !== 0 || e.number('rtol', 0) !== 0) {
      throw e.refuse('a density that is computed up to a tolerance only', 'Fit it with atol=0 and rtol=0.');
    }
    const { data, weights } = trainingRows(e);
    const bandwidth = e.has('bandwidth_') ? e.number('bandwidth_') : e.number('bandwidth');
    const metric = metricOf(e);
    const kernel = e.choice('kernel', Object.keys(KERNELS) as (keyof typeof KERNELS)[]);
    const logs = KERNELS[kernel](b, metric.rank(b, x.matrix(), data), metric, bandwidth);
    const total = weights ? weights.reduce((sum, weight) => sum + weight, 0) : data.shape[0]!;
    const weighted = weights ? b.add(logs, b.floats(weights.map(Math.log))) : logs;
    return b.add(logSum(b, weighted), logNorm(kernel, bandwidth, data.shape[1]!) - Math.log(total));
  },
});

/** A logarithm of a sum that may be of nothing but zeros. */
function logSum(b: Build, logs: Value): Value {
  const most = b.max(b.reduceMax(logs), -Number.MAX_VALUE);
  return b.squeeze(b.add(b.log(b.sum(b.exp(b.sub(logs, most)))), most), 1);
}

/** The rows and weights that the pickled state of a KDTree or BallTree begins and ends with. */
function trainingRows(e: Estimator): { data: Numbers; weights: Float64Array | undefined } {
  const tree = e.part('tree_');
  const state = isKind(tree.value, 'object') ? tree.value.state : undefined;
  if (!isKind(state, 'tuple')) throw malformed('no tree of training rows', tree.path);
  const last = state.items.at(-1);
  return {
    data: numbersOf(state.items[0], tree.path),
    weights: isKind(last, 'ndarray') ? numbersOf(last, tree.path).data : undefined,
  };
}

type LogKernel = (b: Build, rank: Value, metric: Metric, h: number) => Value;

const distanceOf = (b: Build, rank: Value, metric: Metric): Value => metric.distance?.(b, rank) ?? rank;
const inside = (b: Build, share: Value, log: Value): Value => b.where(b.less(share, 1), log, -Infinity);

const KERNELS = {
  gaussian: (b, rank, metric, h) => b.mul(b.div(b.square(distanceOf(b, rank, metric)), h * h), -0.5),
  tophat: (b, rank, metric, h) => b.where(b.less(distanceOf(b, rank, metric), h), 0, b.scalar(-Infinity)),
  epanechnikov(b, rank, metric, h) {
    const share = b.div(distanceOf(b, rank, metric), h);
    return inside(b, share, b.log(b.sub(1, b.square(share))));
  },
  exponential: (b, rank, metric, h) => b.neg(b.div(distanceOf(b, rank, metric), h)),
  linear(b, rank, metric, h) {
    const share = b.div(distanceOf(b, rank, metric), h);
    return inside(b, share, b.log(b.sub(1, share)));
  },
  cosine(b, rank, metric, h) {
    const share = b.div(distanceOf(b, rank, metric), h);
    return inside(b, share, b.log(b.op('Cos', [b.mul(share, Math.PI / 2)])));
  },
} satisfies Record<string, LogKernel> as Record<
  'gaussian' | 'tophat' | 'epanechnikov' | 'exponential' | 'linear' | 'cosine',
  LogKernel
>;

function logNorm(kernel: keyof typeof KERNELS, h: number, d: number): number {
  const factors: Record<keyof typeof KERNELS, () => number> = {
    gaussian: () => 0.5 * d * Math.log(2 * Math.PI),
    tophat: () => logVolume(d),
    epanechnikov: () => logVolume(d) + Math.log(2 / (d + 2)),
    exponential: () => logSurface(d - 1) + logGammaOfHalves(2 * d),
    linear: () => logVolume(d) - Math.log(d + 1),
    cosine() {
      let factor = 0;
      let term = 2 / Math.PI;
      for (let k = 1; k <= d; k += 2) {
        factor += term;
        term *= -(d - k) * (d - k - 1) * (2 / Math.PI) ** 2;
      }
      return Math.log(factor) + logSurface(d - 1);
    },
  };
  return -factors[kernel]() - d * Math.log(h);
}

/** Log volume of the unit ball. */
function logVolume(n: number): number {
  return 0.5 * n * Math.log(Math.PI) - logGammaOfHalves(n + 2);
}

/** Log surface of the unit sphere of n + 1 dimensions. */
function logSurface(n: number): number {
  return Math.log(2 * Math.PI) + logVolume(n - 1);
}

/** `log(gamma(n / 2))` by recurrence. */
function logGammaOfHalves(n: number): number {
  let sum = n % 2 === 0 ? 0 : 0.5 * Math.log(Math.PI);
  for (let k = n - 2; k > 0; k -= 2) sum += Math.log(k / 2);
  return sum;
}
