import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { type Fitted, once, predictLargest } from '../build/index.js';
import type { Convert, Entries } from '../build/scope.js';
import type { Table } from '../build/table.js';
import { matrixOf } from '../math/index.js';
import type { Estimator } from '../read/estimator.js';
import { numbersOf } from '../read/index.js';

/** The log of prior times likelihood of each class: shape [rows, classes]. */
type JointLogLikelihood = (e: Estimator, x: Table, b: Build) => Value;

/** Source: sklearn.naive_bayes._BaseNB */
function classifier(joint: JointLogLikelihood): Convert {
  return (e, x, b): Fitted => {
    const classes = e.labels();
    const scores = once(() => joint(e, x, b));
    const predict_log_proba = once(() => b.sub(scores(), b.logSumExp(scores())));
    return {
      classes,
      predict: () => predictLargest(b, classes, scores()),
      predict_log_proba,
      predict_proba: () => b.exp(predict_log_proba()),
    };
  };
}

/** `log(prior) - sum(log(2 pi var)) / 2 - sum((x - mean)² / var) / 2` */
const gaussian: JointLogLikelihood = (e, x, b) => {
  const means = e.matrix('theta_');
  const variances = e.matrix('var_');
  const [classes = 0, width = 0] = means.shape;
  const constants = Array.from(e.vector('class_prior_'), (prior, i) => {
    const logs = variances.data
      .subarray(i * width, (i + 1) * width)
      .reduce((sum, variance) => sum + Math.log(2 * Math.PI * variance), 0);
    return Math.log(prior) - 0.5 * logs;
  });
  const distance = b.sub(b.unsqueeze(x.matrix(), 1), b.floats(means.data, [1, classes, width]));
  const terms = b.div(b.square(distance), b.floats(variances.data, [1, classes, width]));
  return b.sub(b.floats(constants), b.mul(b.sum(terms, 2, false), 0.5));
};

const multinomial: JointLogLikelihood = (e, x, b) =>
  b.linear(x.matrix(), e.matrix('feature_log_prob_'), e.vector('class_log_prior_'));

const complement: JointLogLikelihood = (e, x, b) => {
  const weights = e.matrix('feature_log_prob_');
  return b.linear(x.matrix(), weights, weights.shape[0] === 1 ? e.vector('class_log_prior_') : undefined);
};

const bernoulli: JointLogLikelihood = (e, x, b) => {
  const present = e.matrix('feature_log_prob_');
  const [classes = 0, width = 0] = present.shape;
  const absent = present.data.map((log) => Math.log(1 - Math.exp(log)));
  const offsets = Array.from(e.vector('class_log_prior_'), (prior, i) =>
    absent.subarray(i * width, (i + 1) * width).reduce((sum, log) => sum + log, prior),
  );
  const weights = matrixOf(classes, width, (i, j) => present.data[i * width + j]! - absent[i * width + j]!);
  const threshold = e.has('binarize') ? e.number('binarize') : undefined;
  const rows = threshold === undefined ? x.matrix() : b.toFloat(b.greater(x.matrix(), threshold));
  return b.linear(rows, weights, offsets);
};

/** Rows hold the numbers of the categories. */
const categorical: JointLogLikelihood = (e, x, b) => {
  const columns = e.parts('feature_log_prob_').map(({ value, path }, i) => {
    const { shape, data } = numbersOf(value, path);
    const [classes = 0, categories = 0] = shape;
    const table = matrixOf(categories, classes, (category, k) => data[k * categories + category]!);
    return b.gather(b.constant(table), b.squeeze(b.cast(x.column(i), 'int64'), 1), 0);
  });
  return b.add(
    columns.reduce((sum, column) => b.add(sum, column)),
    b.floats(e.vector('class_log_prior_')),
  );
};

export const naiveBayes: Entries = {
  'naive_bayes.BernoulliNB': classifier(bernoulli),
  'naive_bayes.CategoricalNB': classifier(categorical),
  'naive_bayes.ComplementNB': classifier(complement),
  'naive_bayes.GaussianNB': classifier(gaussian),
  'naive_bayes.MultinomialNB': classifier(multinomial),
};
