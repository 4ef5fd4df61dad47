import type { Convert } from '../build/scope.js';
import { KERNEL_NAMES, KERNELS } from '../math/kernels.js';
import { emptyMatrix } from '../math/linalg.js';

/** Source: sklearn.kernel_ridge.KernelRidge.predict */
export const kernelRidge: Convert = (e, x, b) => ({
  predict() {
    const kernel = e.choice('kernel', KERNEL_NAMES);
    const fitted = kernel === 'precomputed' ? emptyMatrix(x.width) : e.matrix('X_fit_');
    const parameters = {
      gamma: e.number('gamma', 1 / fitted.shape[1]!),
      degree: e.number('degree', 3),
      coef0: e.number('coef0', 1),
    };
    return b.matmul(KERNELS[kernel](b, x.matrix(), fitted, parameters), b.constant(e.numbers('dual_coef_')));
  },
});
