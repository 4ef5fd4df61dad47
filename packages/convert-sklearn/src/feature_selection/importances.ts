import type { Scope } from '../build/scope.js';
import type { Estimator } from '../read/estimator.js';
import { meanImportances, treeImportances } from '../tree/index.js';

/**
 * The importance of each feature to an estimator: its coefficients' norm, or what its trees say.
 * Source: sklearn.feature_selection._base._get_feature_importances
 *
 * @param order - of the norm over several rows of coefficients
 */
export function featureImportances(e: Estimator, scope: Scope, order: number): Float64Array {
  if (e.has('coef_')) return coefficientNorms(e, order);
  if (e.has('tree_')) return treeImportances(e) ?? new Float64Array(e.number('n_features_in_'));
  if (e.has('estimators_') && /Forest|ExtraTrees|GradientBoosting/.test(e.name)) {
    const boosts = e.name.startsWith('Gradient');
    const trees = e.parts('estimators_').map((part) => scope.read(part));
    return meanImportances(trees, e.number('n_features_in_'), !boosts);
  }
  throw e.refuse(`the importances of ${e.name}`);
}

function coefficientNorms(e: Estimator, order: number): Float64Array {
  const coef = e.numbers('coef_');
  if (coef.shape.length < 2) return coef.data.map(Math.abs);
  const [rows = 0, width = 0] = coef.shape;
  return Float64Array.from({ length: width }, (_, j) => {
    const column = Array.from({ length: rows }, (_, i) => Math.abs(coef.data[i * width + j]!));
    if (order === Infinity) return Math.max(...column);
    if (order === -Infinity) return Math.min(...column);
    if (order === 1) return column.reduce((sum, item) => sum + item, 0);
    return column.reduce((sum, item) => sum + item ** order, 0) ** (1 / order);
  });
}
