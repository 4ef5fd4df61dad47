import type { Convert } from '../build/scope.js';
import { Table } from '../build/index.js';
import { searchSorted } from '../math/index.js';
import { numbersOf } from '../read/index.js';

/** Source: sklearn.preprocessing._discretization.KBinsDiscretizer.transform */
export const kBinsDiscretizer: Convert = (e, x, b) => ({
  transform() {
    const edges = e.parts('bin_edges_').map(({ value, path }) => numbersOf(value, path).data);
    // Only inner edges: the outer bins are open.
    const bins = searchSorted(
      b,
      x.matrix(),
      edges.map((list) => list.subarray(1, -1)),
      'right',
    );
    if (e.choice('encode', ['onehot', 'onehot-dense', 'ordinal']) === 'ordinal') return Table.of(b, bins, x.width);
    const source = edges.flatMap((list, i) => Array<number>(list.length - 1).fill(i));
    const wanted = edges.flatMap((list) => Array.from({ length: list.length - 1 }, (_, k) => k));
    return Table.of(b, b.toFloat(b.equal(b.gather(bins, source), b.floats(wanted))), wanted.length);
  },
});
