import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { type Fitted, once, predictLargest, predictPositive, treeEnsemble } from '../build/index.js';
import type { Entry, Scope } from '../build/scope.js';
import type { Table } from '../build/table.js';
import { bothClasses } from '../linear_model/index.js';
import { attributePart, defaultInput, type Estimator, numbersOf, partsOf } from '../read/index.js';
import { assertTree } from '../tree/index.js';
import { histTree } from './hist-nodes.js';

/**
 * The baseline plus each tree, shape [rows, trees of an iteration]. Rows are compared as they are, in double precision.
 * Source: sklearn.ensemble._hist_gradient_boosting.gradient_boosting.BaseHistGradientBoosting._raw_predict
 */
function rawPredictions(e: Estimator, x: Table, b: Build, scope: Scope): Value {
  const known = knownCategories(e);
  const prepared = e.has('_preprocessor')
    ? scope.convert(e.part('_preprocessor'), x).transform!().matrix()
    : wholeCategories(e, b, x.matrix());
  const features = e.number('n_features_in_', x.width);
  const iterations = e.parts('_predictors').map((iteration) => partsOf(iteration));
  const members = iterations.flatMap((predictors) =>
    predictors.map((predictor, target) => {
      const { nodes, values } = histTree(predictor, known);
      assertTree(nodes, features, predictor.path);
      return { nodes, target, weights: values };
    }),
  );
  const baseline = e.vector('_baseline_prediction');
  return b.add(treeEnsemble(b, prepared, members, baseline.length), b.floats(baseline));
}

/** The categories seen of a feature: its bin thresholds, where it is categorical. */
function knownCategories(e: Estimator): (feature: number) => readonly number[] {
  const thresholds = attributePart(e.part('_bin_mapper'), 'bin_thresholds_');
  const lists = thresholds ? partsOf(thresholds) : [];
  return (feature) => {
    const list = lists[feature];
    return list ? Array.from(numbersOf(list.value, list.path).data, Math.trunc) : [];
  };
}

/** Before 1.4 categories come as they are, and count by their whole part; what is negative is missing. */
function wholeCategories(e: Estimator, b: Build, rows: Value): Value {
  if (!e.has('is_categorical_')) return rows;
  const isCategory = b.tensor({
    dtype: 'bool',
    shape: [e.vector('is_categorical_').length],
    data: Uint8Array.from(e.vector('is_categorical_')),
  });
  const whole = b.where(b.less(rows, 0), NaN, b.floor(rows));
  return b.where(isCategory, whole, rows);
}

const input: NonNullable<Entry['input']> = (e, scope) => ({
  ...(e.has('_preprocessor') ? scope.input(e.part('_preprocessor')) : {}),
  ...defaultInput(e),
});

/** Source: sklearn.ensemble.HistGradientBoostingRegressor.predict */
export const histGradientBoostingRegressor: Entry = {
  input,
  convert: (e, x, b, scope) => ({
    predict() {
      const raw = b.squeeze(rawPredictions(e, x, b, scope), 1);
      const loss = e.choice('loss', [
        'squared_error',
        'least_squares',
        'absolute_error',
        'least_absolute_deviation',
        'quantile',
        'poisson',
        'gamma',
      ]);
      return loss === 'poisson' || loss === 'gamma' ? b.exp(raw) : raw;
    },
  }),
};

/** Source: sklearn.ensemble.HistGradientBoostingClassifier */
export const histGradientBoostingClassifier: Entry = {
  input,
  convert(e, x, b, scope): Fitted {
    const classes = e.labels();
    const isBinary = e.vector('_baseline_prediction').length === 1;
    const decision_function = once(() => {
      const raw = rawPredictions(e, x, b, scope);
      return isBinary ? b.squeeze(raw, 1) : raw;
    });
    return {
      classes,
      decision_function,
      predict_proba: () => (isBinary ? bothClasses(b, b.sigmoid(decision_function())) : b.softmax(decision_function())),
      predict: () =>
        isBinary ? predictPositive(b, classes, decision_function()) : predictLargest(b, classes, decision_function()),
    };
  },
};
