import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { type Fitted, once, predictLargest, predictPositive } from '../build/fitted.js';
import type { Convert, Entries } from '../build/scope.js';
import { Table } from '../build/table.js';
import { bothClasses } from '../linear_model/linear-classifier.js';
import type { Estimator } from '../read/estimator.js';
import { numbersOf } from '../read/numbers.js';

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

/** Source: sklearn.neural_network._multilayer_perceptron.BaseMultilayerPerceptron._forward_pass_fast */
function forwardPass(e: Estimator, x: Table, b: Build): Value {
  const weights = e.parts('coefs_').map(({ value, path }) => numbersOf(value, path));
  const offsets = e.parts('intercepts_').map(({ value, path }) => numbersOf(value, path).data);
  const hidden = ACTIVATIONS[e.choice('activation', NAMES)];
  const last = ACTIVATIONS[e.choice('out_activation_', NAMES)];
  return weights.reduce((rows, matrix, i) => {
    const sums = b.op('Gemm', [rows, b.constant(matrix), b.floats(offsets[i]!)]);
    return i === weights.length - 1 ? last(b, sums) : hidden(b, sums);
  }, x.matrix());
}

const regressor: Convert = (e, x, b) => ({
  predict() {
    const output = forwardPass(e, x, b);
    return e.number('n_outputs_') === 1 ? b.squeeze(output, 1) : output;
  },
});

/** Labels come back through the label binarizer: the largest of several classes, one above a half of two or of each label. */
const classifier: Convert = (e, x, b, scope): Fitted => {
  const classes = e.labels();
  const output = once(() => forwardPass(e, x, b));
  const kind = scope
    .read(e.part('_label_binarizer'))
    .choice('y_type_', ['binary', 'multiclass', 'multilabel-indicator']);
  if (kind === 'multilabel-indicator') {
    return { classes, predict_proba: output, predict: () => b.cast(b.greater(output(), 0.5), 'int64') };
  }
  if (kind === 'multiclass')
    return { classes, predict_proba: output, predict: () => predictLargest(b, classes, output()) };
  const second = once(() => b.squeeze(output(), 1));
  return {
    classes,
    predict_proba: () => bothClasses(b, second()),
    predict: () => predictPositive(b, classes, b.sub(second(), 0.5)),
  };
};

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
