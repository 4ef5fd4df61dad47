import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Convert } from '../build/scope.js';
import { Table } from '../build/index.js';
import { functionName } from '../math/index.js';

/** By the name of numpy's function. */
const POOLS: Readonly<Record<string, (b: Build, group: Value, size: number) => Value>> = {
  mean: (b, group, size) => b.div(b.sum(group), size),
  sum: (b, group) => b.sum(group),
  max: (b, group) => b.reduceMax(group),
  amax: (b, group) => b.reduceMax(group),
  min: (b, group) => b.reduceMin(group),
  amin: (b, group) => b.reduceMin(group),
  median: (b, group, size) => median(b, group, size),
};

function median(b: Build, group: Value, size: number): Value {
  const [sorted] = b.graph.ops('TopK', [group, b.ints([size])], { axis: 1, largest: 0 }, 2);
  const middle = [Math.floor((size - 1) / 2), Math.floor(size / 2)];
  return b.div(b.sum(b.gather(sorted!, middle)), 2);
}

/** Columns of one cluster as one. Source: sklearn.cluster._feature_agglomeration.AgglomerationTransform.transform */
export const featureAgglomeration: Convert = (e, x, b) => ({
  transform() {
    const name = functionName(e.value('pooling_func')) ?? '';
    const pool = name.startsWith('numpy.') ? POOLS[name.slice(name.lastIndexOf('.') + 1)] : undefined;
    if (!pool)
      throw e.refuse(
        `pooling by ${name || 'a function of its own'}`,
        `Known are numpy's ${Object.keys(POOLS).join(', ')}.`,
      );
    const groups = new Map<number, number[]>();
    e.vector('labels_').forEach((label, column) => groups.set(label, [...(groups.get(label) ?? []), column]));
    const ordered = [...groups.entries()].sort(([a], [z]) => a - z);
    const columns = ordered.map(([, members]) => pool(b, x.select(members).matrix(), members.length));
    return Table.of(b, b.concat(columns), columns.length);
  },
});
