import type { Convert } from '../build/scope.js';
import { Table } from '../build/index.js';
import { inverse, matrixOf, product, transpose } from '../math/index.js';
import type { Estimator } from '../read/estimator.js';
import type { Numbers } from '../read/numbers.js';
import { gaussianLogLikelihood } from './projections.js';

/** numpy.finfo(float64).eps */
const EPSILON = 2 ** -52;

/** Source: sklearn.decomposition._base._BasePCA.transform, sklearn.decomposition._pca.PCA.score_samples */
export const pca: Convert = (e, x, b) => {
  const centred = () => b.sub(x.matrix(), b.floats(e.vector('mean_')));
  return {
    transform() {
      const components = e.matrix('components_');
      const projected = b.linear(centred(), components);
      const scaled = e.flag('whiten', false)
        ? b.div(
            projected,
            b.floats(e.vector('explained_variance_').map((variance) => Math.max(Math.sqrt(variance), EPSILON))),
          )
        : projected;
      return Table.of(b, scaled, components.shape[0]!);
    },
    score_samples: () => gaussianLogLikelihood(b, centred(), precision(e)),
  };
};

/** IncrementalPCA has no density. */
export const incrementalPca: Convert = (e, x, b, scope) => {
  const { transform } = pca(e, x, b, scope);
  return { transform: transform! };
};

/** The inverse of the model's covariance. Source: sklearn.decomposition._base._BasePCA.get_precision */
function precision(e: Estimator): Numbers {
  const variances = e.vector('explained_variance_');
  const stored = e.matrix('components_');
  const n = stored.shape[1]!;
  const noise = e.number('noise_variance_');
  const components = e.flag('whiten', false)
    ? matrixOf(variances.length, n, (i, j) => stored.data[i * n + j]! * Math.sqrt(variances[i]!))
    : stored;
  const excess = variances.map((variance) => (variance > noise ? variance - noise : 0));
  if (noise === 0) {
    const weighted = matrixOf(variances.length, n, (i, j) => components.data[i * n + j]! * excess[i]!);
    return inverse(product(transpose(components), weighted));
  }
  const gram = product(components, transpose(components));
  const k = variances.length;
  const inner = matrixOf(k, k, (i, j) => gram.data[i * k + j]! / noise + (i === j ? 1 / excess[i]! : 0));
  const correction = product(transpose(components), product(inverse(inner), components));
  return matrixOf(n, n, (i, j) => correction.data[i * n + j]! / -(noise ** 2) + (i === j ? 1 / noise : 0));
}
