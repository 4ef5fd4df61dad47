/**
 * What scikit-learn calls an attribute now, and what it called it before: the one place that knows (1.0 to 1.9).
 * The reader looks for the present name first, then for these in order.
 */
export const FORMER_NAMES: Readonly<Record<string, readonly string[]>> = {
  estimator: ['base_estimator'], // 1.2
  estimator_: ['base_estimator_'], // 1.2
  var_: ['sigma_'], // GaussianNB, 1.0
  sparse_output: ['sparse'], // OneHotEncoder, 1.2
  n_features_in_: ['n_features_'], // 0.24
  _drop_idx_after_grouping: ['drop_idx_'], // OneHotEncoder, 1.3
  _loss: ['_loss_', 'loss_'], // 1.1, 1.2
  _x_mean: ['x_mean_', '_x_mean_'], // cross_decomposition, 1.1
  _x_std: ['x_std_'], // cross_decomposition, 1.1
  _y_mean: ['y_mean_'], // cross_decomposition, 1.1
  _y_std: ['y_std_'], // cross_decomposition, 1.1
  coef_: ['_coef'],
};

/** Versions compare by their first two numbers: `1.10` is later than `1.9`. */
export function isAtLeast(version: string, major: number, minor: number): boolean {
  const [a = 0, b = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return a > major || (a === major && b >= minor);
}
