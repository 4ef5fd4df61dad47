import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { inputOf } from '../build/index.js';
import type { Entry, Scope } from '../build/scope.js';
import { elementwise, functionName, interpolate } from '../math/index.js';
import type { Estimator } from '../read/estimator.js';

/** Rows of targets back to what they were before a transformer. Each is the `inverse_transform` of its class. */
const INVERSES: Readonly<Record<string, (e: Estimator, y: Value, b: Build, scope: Scope) => Value>> = {
  FunctionTransformer(e, y, b) {
    if (!e.has('inverse_func')) return y;
    const func = e.value('inverse_func');
    const formula = elementwise(func);
    if (!formula)
      throw e.refuse(
        `the inverse function ${functionName(func) ?? 'of its own'}, which is not among the known functions`,
      );
    return formula(b, y);
  },
  StandardScaler(e, y, b) {
    const scaled = e.flag('with_std') ? b.mul(y, b.floats(e.vector('scale_'))) : y;
    return e.flag('with_mean') ? b.add(scaled, b.floats(e.vector('mean_'))) : scaled;
  },
  RobustScaler(e, y, b) {
    const scaled = e.flag('with_scaling') ? b.mul(y, b.floats(e.vector('scale_'))) : y;
    return e.flag('with_centering') ? b.add(scaled, b.floats(e.vector('center_'))) : scaled;
  },
  MinMaxScaler: (e, y, b) => b.div(b.sub(y, b.floats(e.vector('min_'))), b.floats(e.vector('scale_'))),
  MaxAbsScaler: (e, y, b) => b.mul(y, b.floats(e.vector('scale_'))),
  PowerTransformer(e, y, b, scope) {
    const lambdas = Array.from(e.vector('lambdas_'));
    const powered = e.flag('standardize') ? INVERSES['StandardScaler']!(scope.read(e.part('_scaler')), y, b, scope) : y;
    const inverse = e.choice('method', ['box-cox', 'yeo-johnson']) === 'box-cox' ? inverseBoxCox : inverseYeoJohnson;
    return b.concat(lambdas.map((lambda, i) => inverse(b, b.slice(powered, i, i + 1), lambda)));
  },
  QuantileTransformer(e, y, b) {
    if (e.choice('output_distribution', ['uniform', 'normal'], 'uniform') === 'normal')
      throw e.refuse('the inverse of a normal QuantileTransformer');
    const { shape, data } = e.matrix('quantiles_');
    const [count = 0, columns = 0] = shape;
    const references = e.vector('references_');
    const corners = Array.from({ length: columns }, (_, j) => ({
      xs: references,
      ys: Float64Array.from({ length: count }, (__, i) => data[i * columns + j]!),
    }));
    return interpolate(b, y, corners);
  },
};

/** `(1 + lambda y) ** (1 / lambda)`, its limit `exp(y)` where lambda is 0. */
function inverseBoxCox(b: Build, y: Value, lambda: number): Value {
  return lambda === 0 ? b.exp(y) : b.pow(b.add(b.mul(y, lambda), 1), 1 / lambda);
}

/** Source: sklearn.preprocessing._data.PowerTransformer._yeo_johnson_inverse_transform */
function inverseYeoJohnson(b: Build, y: Value, lambda: number): Value {
  const isPositive = b.greaterOrEqual(y, 0);
  const above = b.max(y, 0);
  const below = b.max(b.neg(y), 0);
  const upper =
    Math.abs(lambda) < 2 ** -52 ? b.sub(b.exp(above), 1) : b.sub(b.pow(b.add(b.mul(above, lambda), 1), 1 / lambda), 1);
  const other = 2 - lambda;
  const lower =
    Math.abs(other) > 2 ** -52 ? b.sub(1, b.pow(b.add(b.mul(below, other), 1), 1 / other)) : b.sub(1, b.exp(below));
  return b.where(isPositive, upper, lower);
}

/** Source: sklearn.compose._target.TransformedTargetRegressor.predict */
export const transformedTargetRegressor: Entry = {
  input: (e, scope) => inputOf(e, scope, 'regressor_'),
  convert(e, x, b, scope) {
    const child = scope.convert(e.part('regressor_'), x);
    return {
      predict() {
        const predicted = b.toFloat(child.predict!());
        const columns = predicted.shape?.length === 1 ? b.unsqueeze(predicted, 1) : predicted;
        const transformer = scope.read(e.part('transformer_'));
        const inverse = INVERSES[transformer.name];
        if (!inverse) throw transformer.refuse(`the inverse of ${transformer.name}`);
        const restored = inverse(transformer, columns, b, scope);
        return e.number('_training_dim', 1) === 1 && restored.shape?.[1] === 1 ? b.squeeze(restored, 1) : restored;
      },
    };
  },
};
