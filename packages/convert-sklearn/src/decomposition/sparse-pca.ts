import type { Convert } from '../build/scope.js';
import { Table } from '../build/index.js';
import { matrixOf, product, solve, transpose } from '../math/index.js';

/**
 * A ridge regression of the rows on the components, whose normal equations are constant.
 * Source: sklearn.decomposition._sparse_pca._BaseSparsePCA.transform
 */
export const sparsePca: Convert = (e, x, b) => ({
  transform() {
    const components = e.matrix('components_');
    const count = components.shape[0]!;
    const ridge = e.number('ridge_alpha');
    const gram = product(components, transpose(components));
    const normal = matrixOf(count, count, (i, j) => gram.data[i * count + j]! + (i === j ? ridge : 0));
    const rows = b.sub(x.matrix(), b.floats(e.vector('mean_')));
    return Table.of(b, b.linear(rows, solve(normal, components).solution), count);
  },
});
