import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { type Fitted, once, predictLargest, predictPositive, Table } from '../build/index.js';
import type { Convert, Entries } from '../build/scope.js';
import { bothClasses } from '../linear_model/index.js';
import { log1p } from '../math/index.js';
import type { Estimator } from '../read/estimator.js';
import { numbersOf } from '../read/index.js';

/** Source: sklearn.neural_network._base.ACTIVATIONS */
const ACTIVATIONS = {
  identity: (_b: Build, x: Value) => x,
  logistic: (b: Build, x: Value) => b.sigmoid(x),
  tanh: (b: Build, x: Value) => b.tanh(x),
  relu: (b: Build, x: Value) => b.max(x, 0),
  softmax: (b: Build, x: Value) => b.softmax(x),
  exp: (b: Build, x: Value) => b.exp(x),
};
const NAMES = Object.keys(ACTIVATIONS) as (keyof typeof ACTIVATIONS)[];

/** What goes into the last activation. Source: sklearn.neural_network._multilayer_perceptron.BaseMultilayerPerceptron._forward_pass_fast */
function lastSums(e: Estimator, x: Table, b: Build): Value {
  const weights = e.parts('coefs_').map(({ value, path }) => numbersOf(value, path));
  const offsets = e.parts('intercepts_').map(({ value, path }) => numbersOf(value, path).data);
  const hidden = ACTIVATIONS[e.choice('activation', NAMES)];
  return weights.reduce((rows, matrix, i) => {
    const sums = b.op('Gemm', [rows, b.constant(matrix), b.floats(offsets[i]!)]);
    return i === weights.length - 1 ? sums : hidden(b, sums);
  }, x.matrix());
}

function activated(e: Estimator, b: Build, sums: Value): Value {
  return ACTIVATIONS[e.choice('out_activation_', NAMES)](b, sums);
}

const regressor: Convert = (e, x, b) => ({
  predict() {
    const output = activated(e, b, lastSums(e, x, b));
    return e.number('n_outputs_') === 1 ? b.squeeze(output, 1) : output;
  },
});

/** Labels come back through the label binarizer: the largest of several classes, one above a half of two or of each label. */
const classifier: Convert = (e, x, b, scope): Fitted => {
  const classes = e.labels();
  const sums = once(() => lastSums(e, x, b));
  const output = once(() => activated(e, b, sums()));
  const kind = scope
    .read(e.part('_label_binarizer'))
    .choice('y_type_', ['binary', 'multiclass', 'multilabel-indicator']);
  if (kind === 'multilabel-indicator') {
    return { classes, predict_proba: output, predict: () => b.cast(b.greater(output(), 0.5), 'int64') };
  }
  // Of float32 the logarithm of what is nearly 0 is taken before that is rounded.
  const logs = (compute: () => Value) => (b.float === 'float32' ? { predict_log_proba: compute } : {});
  if (kind === 'multiclass') {
    return {
      classes,
      predict_proba: output,
      ...logs(() => b.sub(sums(), b.logSumExp(sums()))),
      predict: () => predictLargest(b, classes, output()),
    };
  }
  const second = once(() => b.squeeze(output(), 1));
  return {
    classes,
    predict_proba: () => bothClasses(b, second()),
    ...logs(() => b.concat([logSigmoid(b, b.neg(sums())), logSigmoid(b, sums())])),
    predict: () => predictPositive(b, classes, b.sub(second(), 0.5)),
  };
};

function logSigmoid(b: Build, x: Value): Value {
  return b.sub(b.min(x, 0), log1p(b, b.exp(b.neg(b.abs(x)))));
}

/** The hidden units' probabilities; score_samples draws random numbers. Source: sklearn.neural_network._rbm.BernoulliRBM */
const bernoulliRbm: Convert = (e, x, b) => ({
  transform() {
    const components = e.matrix('components_');
    return Table.of(
      b,
      b.sigmoid(b.linear(x.matrix(), components, e.vector('intercept_hidden_'))),
      components.shape[0]!,
    );
  },
});

export const neuralNetwork: Entries = {
  'neural_network.BernoulliRBM': bernoulliRbm,
  'neural_network.MLPClassifier': classifier,
  'neural_network.MLPRegressor': regressor,
};
