import type { Convert } from '../build/scope.js';
import { Table } from '../build/index.js';
import { KERNEL_NAMES, KERNELS, matrixOf } from '../math/index.js';

/** Source: sklearn.decomposition._kernel_pca.KernelPCA.transform */
export const kernelPca: Convert = (e, x, b, scope) => ({
  transform() {
    const kernel = e.choice('kernel', KERNEL_NAMES);
    const fitted = kernel === 'precomputed' ? { shape: [x.width, 0], data: new Float64Array() } : e.matrix('X_fit_');
    const gamma = e.has('gamma_') ? e.number('gamma_') : e.number('gamma', 1 / fitted.shape[1]!);
    const parameters = { gamma, degree: e.number('degree', 3), coef0: e.number('coef0', 1) };
    const similarities = Table.of(b, KERNELS[kernel](b, x.matrix(), fitted, parameters), fitted.shape[0]!);
    const centred = scope.convert(e.part('_centerer'), similarities).transform!().matrix();
    const values = e.vector('eigenvalues_');
    const vectors = e.matrix('eigenvectors_');
    const width = values.length;
    const alphas = matrixOf(vectors.shape[0]!, width, (i, j) =>
      values[j] === 0 ? 0 : vectors.data[i * width + j]! / Math.sqrt(values[j]!),
    );
    return Table.of(b, b.matmul(centred, b.constant(alphas)), width);
  },
});
