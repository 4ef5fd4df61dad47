import type { Convert } from '../build/scope.js';
import { Table } from '../build/table.js';

/** Source: sklearn.preprocessing._data.StandardScaler.transform */
export const standardScaler: Convert = (e, x, b) => ({
  transform() {
    const centred = e.flag('with_mean') ? b.sub(x.matrix(), b.floats(e.vector('mean_'))) : x.matrix();
    return Table.of(b, e.flag('with_std') ? b.div(centred, b.floats(e.vector('scale_'))) : centred, x.width);
  },
});
