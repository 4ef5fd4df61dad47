import type { Convert } from '../build/scope.js';
import { kernelValues } from './kernels.js';

/** The posterior mean. Source: sklearn.gaussian_process._gpr.GaussianProcessRegressor.predict */
export const gaussianProcessRegressor: Convert = (e, x, b) => ({
  predict() {
    const alpha = e.numbers('alpha_');
    const isFlat = alpha.shape.length === 1;
    const weights = isFlat ? { shape: [alpha.data.length, 1], data: alpha.data } : alpha;
    const similarity = kernelValues(e.part('kernel_'), b, x.matrix(), e.matrix('X_train_'));
    const scaled = b.mul(b.matmul(similarity, b.constant(weights)), b.floats(e.vector('_y_train_std')));
    const mean = b.add(scaled, b.floats(e.vector('_y_train_mean')));
    return weights.shape[1] === 1 ? b.squeeze(mean, 1) : mean;
  },
});
