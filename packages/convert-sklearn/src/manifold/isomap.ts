import type { Convert } from '../build/scope.js';
import { Table } from '../build/index.js';
import { nearestRows } from '../neighbors/index.js';

/**
 * Geodesic distances by way of the nearest training rows, through the fitted kernel PCA.
 * Source: sklearn.manifold._isomap.Isomap.transform
 */
export const isomap: Convert = (e, x, b, scope) => ({
  transform() {
    if (!e.has('n_neighbors')) throw e.refuse('Isomap of a radius');
    const { indices, distances } = nearestRows(scope.read(e.part('nbrs_')), x, b, e.number('n_neighbors'));
    const fitted = e.matrix('dist_matrix_');
    const ways = b.add(b.gather(b.constant(fitted), indices, 0), b.unsqueeze(distances, 2));
    const shortest = b.reduceMin(ways, 1, false);
    const kernel = b.mul(b.square(shortest), -0.5);
    return scope.convert(e.part('kernel_pca_'), Table.of(b, kernel, fitted.shape[1]!)).transform!();
  },
});
