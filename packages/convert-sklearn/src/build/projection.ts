import type { Convert } from './scope.js';
import { Table } from './table.js';

/** Rows times the transposed components. Source: sklearn.decomposition._truncated_svd.TruncatedSVD.transform */
export const projected: Convert = (e, x, b) => ({
  transform() {
    const components = e.matrix('components_');
    return Table.of(b, b.linear(x.matrix(), components), components.shape[0]!);
  },
});
