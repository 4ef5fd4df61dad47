import type { Convert } from '../build/scope.js';
import { Table } from '../build/index.js';
import { inverse, logDeterminant, matrixOf, product, transpose } from '../math/index.js';
import type { Numbers } from '../read/numbers.js';

/** Source: sklearn.decomposition._fastica.FastICA.transform */
export const fastIca: Convert = (e, x, b) => ({
  transform() {
    const components = e.matrix('components_');
    const whitens = e.has('whiten') && (e.text('whiten') !== undefined || e.flag('whiten'));
    const rows = whitens ? b.sub(x.matrix(), b.floats(e.vector('mean_'))) : x.matrix();
    return Table.of(b, b.linear(rows, components), components.shape[0]!);
  },
});

/** Source: sklearn.decomposition._factor_analysis.FactorAnalysis */
export const factorAnalysis: Convert = (e, x, b) => {
  const centred = () => b.sub(x.matrix(), b.floats(e.vector('mean_')));
  const parts = () => {
    const components = e.matrix('components_');
    const noise = e.vector('noise_variance_');
    const weighted = matrixOf(
      components.shape[0]!,
      noise.length,
      (i, j) => components.data[i * noise.length + j]! / noise[j]!,
    );
    const gram = product(weighted, transpose(components));
    const inner = matrixOf(
      gram.shape[0]!,
      gram.shape[0]!,
      (i, j) => gram.data[i * gram.shape[0]! + j]! + (i === j ? 1 : 0),
    );
    return { components, noise, weighted, inner };
  };
  return {
    transform() {
      const { weighted, inner } = parts();
      const projection = product(inverse(inner), weighted);
      return Table.of(b, b.linear(centred(), projection), projection.shape[0]!);
    },
    score_samples() {
      // Woodbury: the inverse of components.T components + diag(noise).
      const { noise, weighted, inner } = parts();
      const n = noise.length;
      const correction = product(transpose(weighted), product(inverse(inner), weighted));
      const precision = matrixOf(n, n, (i, j) => (i === j ? 1 / noise[i]! : 0) - correction.data[i * n + j]!);
      return gaussianLogLikelihood(b, centred(), precision);
    },
  };
};

/** Log density of centred rows under a normal distribution. Source: sklearn.decomposition._pca.PCA.score_samples */
export function gaussianLogLikelihood(b: Parameters<Convert>[2], rows: ReturnType<typeof b.add>, precision: Numbers) {
  const n = precision.shape[0]!;
  const quadratic = b.sum(b.mul(rows, b.linear(rows, precision)), 1, false);
  const constant = n * Math.log(2 * Math.PI) - logDeterminant(precision);
  return b.mul(b.add(quadratic, constant), -0.5);
}
