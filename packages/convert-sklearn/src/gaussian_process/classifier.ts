import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { predictPositive } from '../build/index.js';
import type { Convert } from '../build/scope.js';
import { substituted } from '../math/index.js';
import { kernelDiagonal, kernelValues } from './kernels.js';

/** The one of two classes, or the one-vs-rest or one-vs-one estimator over several. Source: sklearn.gaussian_process.GaussianProcessClassifier */
export const gaussianProcessClassifier: Convert = (e, x, _b, scope) => {
  const { predict, predict_proba } = scope.convert(e.part('base_estimator_'), x);
  const isPaired = e.number('n_classes_') > 2 && e.text('multi_class') === 'one_vs_one';
  return { classes: e.labels(), predict: predict!, ...(isPaired ? {} : { predict_proba: predict_proba! }) };
};

/** Source: sklearn.gaussian_process._gpc._BinaryGaussianProcessClassifierLaplace (algorithm 3.2 of Rasmussen and Williams) */
export const binaryLaplace: Convert = (e, x, b) => {
  const similarity = () => kernelValues(e.part('kernel_'), b, x.matrix(), e.matrix('X_train_'));
  const latentMean = (similarities: Value): Value => {
    const shares = e.vector('pi_');
    const weights = e.vector('y_train_').map((label, i) => label - shares[i]!);
    return b.squeeze(b.matmul(similarities, b.floats(weights, [weights.length, 1])), 1);
  };
  return {
    classes: e.labels(),
    predict: () => predictPositive(b, e.labels(), latentMean(similarity())),
    predict_proba() {
      const similarities = similarity();
      const explained = substituted(b, e.matrix('L_'), b.mul(similarities, b.floats(e.vector('W_sr_'))));
      const variance = b.sub(kernelDiagonal(e.part('kernel_'), b, x.matrix()), b.sum(b.square(explained)));
      const positive = squashed(b, b.unsqueeze(latentMean(similarities), 1), variance);
      return b.concat([b.sub(1, positive), positive]);
    },
  };
};

const LAMBDAS = [0.41, 0.4, 0.37, 0.44, 0.39];
const COEFS = [-1854.8214151, 3516.89893646, 221.29346712, 128.12323805, -2010.49422654];

/**
 * The mean of the logistic function under a normal distribution, by five error functions.
 * @see C. Williams and D. Barber, "Bayesian Classification with Gaussian Processes", appendix A
 */
function squashed(b: Build, mean: Value, variance: Value): Value {
  let sum: Value | undefined;
  // scikit-learn's formula less what cancels in it: its large coefficients multiply every rounding.
  LAMBDAS.forEach((lambda, i) => {
    const spread = b.sqrt(b.add(b.mul(variance, 2 * lambda ** 2), 1));
    const term = b.mul(b.op('Erf', [b.div(b.mul(mean, lambda), spread)]), COEFS[i]! / 2);
    sum = sum ? b.add(sum, term) : term;
  });
  return b.add(sum!, 0.5 * COEFS.reduce((total, coefficient) => total + coefficient, 0));
}
