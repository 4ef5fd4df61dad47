import { once, takeLabels } from '../build/index.js';
import type { Convert } from '../build/scope.js';
import { nearestRows } from './nearest.js';

/** How much sparser a row's place is than its neighbours'. Source: sklearn.neighbors._lof.LocalOutlierFactor */
export const localOutlierFactor: Convert = (e, x, b) => {
  if (!e.flag('novelty', false)) {
    throw e.refuse('LocalOutlierFactor(novelty=False) has no predict for new rows', 'Fit it with novelty=True.');
  }
  const score_samples = once(() => {
    const count = e.number('n_neighbors_');
    const { indices, distances } = nearestRows(e, x, b, count);
    const fitted = e.matrix('_distances_fit_X_');
    const width = fitted.shape[1]!;
    const reach = Float64Array.from({ length: fitted.shape[0]! }, (_, i) => fitted.data[i * width + count - 1]!);
    const reachable = b.max(distances, b.gather(b.floats(reach), indices, 0));
    const density = b.div(1, b.add(b.mean(reachable), 1e-10));
    return b.squeeze(b.neg(b.mean(b.div(b.gather(b.floats(e.vector('_lrd')), indices, 0), density))), 1);
  });
  const decision_function = once(() => b.sub(score_samples(), e.number('offset_')));
  const labels = { dtype: 'int64', shape: [2], data: BigInt64Array.of(1n, -1n) } as const;
  return {
    score_samples,
    decision_function,
    predict: () => takeLabels(b, labels, b.cast(b.less(decision_function(), 0), 'int64')),
  };
};
