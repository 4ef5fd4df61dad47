import type { Convert } from '../build/scope.js';
import { Table } from '../build/index.js';
import { identityMatrix, solveEach } from '../math/index.js';
import { nearestRows } from '../neighbors/index.js';

/**
 * Each row as a weighted mean of its nearest training rows, in the space that these were embedded in. All methods of embedding (standard,
 * modified, hessian, ltsa) place new rows alike.
 * Source: sklearn.manifold._locally_linear.LocallyLinearEmbedding.transform, barycenter_weights
 */
export const locallyLinearEmbedding: Convert = (e, x, b, scope) => ({
  transform() {
    const neighbours = scope.read(e.part('nbrs_'));
    const count = e.number('n_neighbors');
    const { indices } = nearestRows(neighbours, x, b, count);
    const near = b.gather(b.constant(neighbours.matrix('_fit_X')), indices, 0);
    const offsets = b.sub(near, b.unsqueeze(x.matrix(), 1));
    const gram = b.matmul(offsets, b.transpose(offsets, [0, 2, 1]));
    const diagonal = b.floats(identityMatrix(count).data, [1, count, count]);
    const trace = b.sum(b.sum(b.mul(gram, diagonal), 2), 1);
    const ridge = b.mul(b.where(b.greater(trace, 0), trace, 1), e.number('reg', 1e-3));
    const ones = b.unsqueeze(b.repeat(x.matrix(), new Float64Array(count).fill(1)), 2);
    const weights = b.squeeze(solveEach(b, b.add(gram, b.mul(diagonal, ridge)), ones, count), 2);
    const shares = b.unsqueeze(b.div(weights, b.sum(weights)), 2);
    const embedding = e.matrix('embedding_');
    const placed = b.sum(b.mul(b.gather(b.constant(embedding), indices, 0), shares), 1, false);
    return Table.of(b, placed, embedding.shape[1]!);
  },
});
