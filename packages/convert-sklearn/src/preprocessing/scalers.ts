import type { Convert } from '../build/scope.js';
import { Table } from '../build/index.js';

/** Source: sklearn.preprocessing._data.StandardScaler.transform */
export const standardScaler: Convert = (e, x, b) => ({
  transform() {
    const centred = e.flag('with_mean') ? b.sub(x.matrix(), b.floats(e.vector('mean_'))) : x.matrix();
    return Table.of(b, e.flag('with_std') ? b.div(centred, b.floats(e.vector('scale_'))) : centred, x.width);
  },
});

/** Source: sklearn.preprocessing._data.RobustScaler.transform */
export const robustScaler: Convert = (e, x, b) => ({
  transform() {
    const centred = e.flag('with_centering') ? b.sub(x.matrix(), b.floats(e.vector('center_'))) : x.matrix();
    return Table.of(b, e.flag('with_scaling') ? b.div(centred, b.floats(e.vector('scale_'))) : centred, x.width);
  },
});

/** Source: sklearn.preprocessing._data.MinMaxScaler.transform */
export const minMaxScaler: Convert = (e, x, b) => ({
  transform() {
    const scaled = b.add(b.mul(x.matrix(), b.floats(e.vector('scale_'))), b.floats(e.vector('min_')));
    if (!e.flag('clip', false)) return Table.of(b, scaled, x.width);
    const [low = 0, high = 1] = e.vector('feature_range');
    return Table.of(b, b.clip(scaled, low, high), x.width);
  },
});

/** Source: sklearn.preprocessing._data.MaxAbsScaler.transform */
export const maxAbsScaler: Convert = (e, x, b) => ({
  transform() {
    const scaled = b.div(x.matrix(), b.floats(e.vector('scale_')));
    return Table.of(b, e.flag('clip', false) ? b.clip(scaled, -1, 1) : scaled, x.width);
  },
});

/** Rows divided by their norm; a row of zeros stays. Source: sklearn.preprocessing._data.normalize */
export const normalizer: Convert = (e, x, b) => ({
  transform() {
    const rows = x.matrix();
    const norms = {
      l1: () => b.sum(b.abs(rows)),
      l2: () => b.sqrt(b.sum(b.square(rows))),
      max: () => b.reduceMax(b.abs(rows)),
    }[e.choice('norm', ['l1', 'l2', 'max'])]();
    return Table.of(b, b.div(rows, b.where(b.equal(norms, 0), 1, norms)), x.width);
  },
});

/** Source: sklearn.preprocessing._data.binarize */
export const binarizer: Convert = (e, x, b) => ({
  transform: () => Table.of(b, b.toFloat(b.greater(x.matrix(), e.number('threshold'))), x.width),
});

/** Source: sklearn.preprocessing._data.KernelCenterer.transform */
export const kernelCenterer: Convert = (e, x, b) => ({
  transform() {
    const kernel = x.matrix();
    const fitted = e.vector('K_fit_rows_');
    const means = b.div(b.sum(kernel), fitted.length);
    return Table.of(b, b.add(b.sub(b.sub(kernel, b.floats(fitted)), means), e.number('K_fit_all_')), x.width);
  },
});
