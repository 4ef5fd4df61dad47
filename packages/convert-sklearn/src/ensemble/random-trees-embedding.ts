import type { Convert } from '../build/scope.js';
import { roundedRows, Table, treeEnsemble } from '../build/index.js';
import { treesOf } from '../tree/index.js';

/** The leaf that a row reaches in each tree, one-hot. Source: sklearn.ensemble._forest.RandomTreesEmbedding.transform */
export const randomTreesEmbedding: Convert = (e, x, b, scope) => ({
  transform() {
    const members = treesOf(e, scope).map(({ tree: { nodes } }, target) => ({
      nodes,
      target,
      weights: Array.from({ length: nodes.count }, (_, node) => node),
    }));
    const leaves = treeEnsemble(b, roundedRows(b, x.matrix()), members, members.length);
    return scope.convert(e.part('one_hot_encoder_'), Table.of(b, leaves, members.length)).transform!();
  },
});
