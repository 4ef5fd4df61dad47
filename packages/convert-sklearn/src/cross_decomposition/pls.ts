import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Convert, Entries } from '../build/scope.js';
import { Table } from '../build/index.js';
import { matrixOf, product, transpose } from '../math/index.js';
import type { Estimator } from '../read/estimator.js';

/**
 * The regression is written with the rotations and loadings, which have kept their meaning, and not with `coef_`, which has been
 * transposed (1.3) and scaled in different ways.
 * Source: sklearn.cross_decomposition._pls._PLS
 */
const pls: Convert = (e, x, b) => ({
  predict() {
    const coefficients = product(e.matrix('x_rotations_'), transpose(e.matrix('y_loadings_')));
    const spread = e.vector('_y_std');
    const targets = spread.length;
    const scaled = matrixOf(
      coefficients.shape[0]!,
      targets,
      (i, j) => coefficients.data[i * targets + j]! * spread[j]!,
    );
    const predicted = b.add(b.matmul(standardised(e, x, b), b.constant(scaled)), b.floats(e.vector('_y_mean')));
    return e.flag('_predict_1d', false) ? b.squeeze(predicted, 1) : predicted;
  },
  transform() {
    const rotations = e.matrix('x_rotations_');
    return Table.of(b, b.matmul(standardised(e, x, b), b.constant(rotations)), rotations.shape[1]!);
  },
});

/** Source: sklearn.cross_decomposition._pls.PLSSVD.transform */
const plsSvd: Convert = (e, x, b) => ({
  transform() {
    const weights = e.matrix('x_weights_');
    return Table.of(b, b.matmul(standardised(e, x, b), b.constant(weights)), weights.shape[1]!);
  },
});

function standardised(e: Estimator, x: Table, b: Build): Value {
  return b.div(b.sub(x.matrix(), b.floats(e.vector('_x_mean'))), b.floats(e.vector('_x_std')));
}

export const crossDecomposition: Entries = {
  'cross_decomposition.CCA': pls,
  'cross_decomposition.PLSCanonical': pls,
  'cross_decomposition.PLSRegression': pls,
  'cross_decomposition.PLSSVD': plsSvd,
};
