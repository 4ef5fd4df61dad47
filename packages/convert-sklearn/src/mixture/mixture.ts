import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { type Fitted, once } from '../build/index.js';
import type { Convert, Entries } from '../build/scope.js';
import type { Table } from '../build/table.js';
import { digamma } from './digamma.js';
import { type Estimator, type Numbers, numbersOf, partsOf } from '../read/index.js';

/** Source: sklearn.mixture._base.BaseMixture */
function mixture(weightedLogDensity: (e: Estimator, x: Table, b: Build) => Value): Convert {
  return (e, x, b): Fitted => {
    const scores = once(() => weightedLogDensity(e, x, b));
    return {
      predict: () => b.argmax(scores()),
      predict_proba: () => b.exp(b.sub(scores(), b.logSumExp(scores()))),
      score_samples: () => b.logSumExp(scores(), 1, false),
    };
  };
}

/**
 * Log densities of the components, shape [rows, components].
 * Source: sklearn.mixture._gaussian_mixture._estimate_log_gaussian_prob
 */
function logGaussians(e: Estimator, x: Table, b: Build): Value {
  const means = e.matrix('means_');
  const [count = 0, width = 0] = means.shape;
  const rows = x.matrix();
  const factors = e.numbers('precisions_cholesky_');
  const type = e.choice('covariance_type', ['full', 'tied', 'diag', 'spherical']);
  const from = (k: number): Value => b.sub(rows, b.floats(means.data.subarray(k * width, (k + 1) * width)));
  const block = (k: number): Numbers => {
    const size = width * width;
    return {
      shape: [width, width],
      data: type === 'tied' ? factors.data : factors.data.subarray(k * size, (k + 1) * size),
    };
  };
  const scale = (k: number, j: number): number => factors.data[type === 'diag' ? k * width + j : k]!;
  const columns = Array.from({ length: count }, (_, k) => {
    const deviations =
      type === 'full' || type === 'tied'
        ? b.matmul(from(k), b.constant(block(k)))
        : b.mul(from(k), b.floats(Float64Array.from({ length: width }, (__, j) => scale(k, j))));
    return b.sum(b.square(deviations));
  });
  const logs = Float64Array.from({ length: count }, (_, k) => {
    let sum = 0;
    for (let j = 0; j < width; j++)
      sum += Math.log(type === 'full' || type === 'tied' ? block(k).data[j * width + j]! : scale(k, j));
    return sum;
  });
  return b.add(b.mul(b.add(b.concat(columns), width * Math.log(2 * Math.PI)), -0.5), b.floats(logs));
}

const gaussianMixture = mixture((e, x, b) =>
  b.add(logGaussians(e, x, b), b.floats(e.vector('weights_').map(Math.log))),
);

/** Source: sklearn.mixture._bayesian_mixture.BayesianGaussianMixture */
const bayesianMixture = mixture((e, x, b) => {
  const freedom = e.vector('degrees_of_freedom_');
  const precision = e.vector('mean_precision_');
  const width = e.matrix('means_').shape[1]!;
  const weights = logWeights(e);
  const terms = weights.map((weight, k) => {
    let lambda = width * Math.log(2);
    for (let j = 0; j < width; j++) lambda += digamma(0.5 * (freedom[k]! - j));
    return weight - 0.5 * width * Math.log(freedom[k]!) + 0.5 * (lambda - width / precision[k]!);
  });
  return b.add(logGaussians(e, x, b), b.floats(terms));
});

function logWeights(e: Estimator): number[] {
  const concentration = partsOf(e.part('weight_concentration_'));
  if (
    e.choice('weight_concentration_prior_type', ['dirichlet_process', 'dirichlet_distribution']) ===
    'dirichlet_distribution'
  ) {
    const alphas = Array.from(e.vector('weight_concentration_'));
    const total = digamma(alphas.reduce((sum, alpha) => sum + alpha, 0));
    return alphas.map((alpha) => digamma(alpha) - total);
  }
  const [a, c] = concentration.map(({ value, path }) => Array.from(numbersOf(value, path).data)) as [
    number[],
    number[],
  ];
  let stick = 0;
  return a.map((alpha, k) => {
    const total = digamma(alpha + c[k]!);
    const weight = digamma(alpha) - total + stick;
    stick += digamma(c[k]!) - total;
    return weight;
  });
}

export const mixtures: Entries = {
  'mixture.BayesianGaussianMixture': bayesianMixture,
  'mixture.GaussianMixture': gaussianMixture,
};
