import type { Convert, Entries } from '../build/scope.js';
import { emptyMatrix, KERNEL_NAMES, KERNELS } from '../math/index.js';

/** Source: sklearn.kernel_ridge.KernelRidge.predict */
const regressor: Convert = (e, x, b) => ({
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

export const kernelRidge: Entries = { 'kernel_ridge.KernelRidge': regressor };
