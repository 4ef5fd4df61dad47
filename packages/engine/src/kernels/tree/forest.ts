/**
 * Trees in flat typed arrays. A node is 16 bytes in one buffer, read as float64 and as int32:
 *
 *     | split (float64) | feature (int32) | child (int32) |     an inner node: `child` is taken where the comparison holds, else `child + 1`
 *     | weight          | target          | -1            |     a leaf
 *
 * Siblings lie side by side, so that a step is one comparison and one addition, and a tree's nodes lie in the order in which they are
 * reached from its root.
 */

import { type Extent, type Mode, MODES, type Source } from './source.js';

export interface Forest extends Extent {
  readonly roots: Int32Array;
  /** Splits and weights: `values[2 * node]`. */
  readonly values: Float64Array;
  /** `fields[4 * node + 2]` is the feature or target, `+ 3` the child. The same memory. */
  readonly fields: Int32Array;
  /** The comparison of all nodes; undefined when they differ or NaN goes anywhere but to the second child. */
  readonly mode: Mode | undefined;
  /** Where they differ, by node: the mode, plus 8 where NaN goes to the first child. */
  readonly kinds: Uint8Array | undefined;
  readonly members: ReadonlyMap<number, ReadonlySet<number>>;
}

/** @param extent - of the source, as it was examined */
export function plant(source: Source, extent: Extent): Forest {
  const { roots, features, modes, missing } = source;
  const inner = features.length;
  // Each inner node is placed once, with both children: so there are two places for each, and one for each root.
  const places = 2 * inner + extent.count;
  const values = new Float64Array(2 * places);
  const uniform = isUniform(modes, missing);
  const forest = {
    ...extent,
    roots: new Int32Array(extent.count),
    values,
    fields: new Int32Array(values.buffer),
    mode: uniform ? MODES[modes[0] ?? 0] : undefined,
    kinds: uniform ? undefined : new Uint8Array(places),
    members: new Map<number, ReadonlySet<number>>(),
  };
  // Inner nodes that have a place but no children yet: their positions in the source and their places.
  const waiting = new Int32Array(2 * (inner + 1));
  let next = 0;
  for (let tree = 0; tree < extent.count; tree++) {
    forest.roots[tree] = next;
    next = plantTree(source, roots[tree]!, next, forest, waiting);
  }
  return forest;
}

/**
 * Places a tree, its root at `place`.
 *
 * @returns the first place behind it
 */
function plantTree(
  { features, splits, modes, yes, no, yesIsLeaf, noIsLeaf, missing, targets, weights, members }: Source,
  root: number,
  place: number,
  { values, fields, kinds, members: sets }: Forest & { readonly members: Map<number, ReadonlySet<number>> },
  waiting: Int32Array,
): number {
  let next = place + 1;
  let depth = 1;
  waiting[0] = root;
  waiting[1] = place;
  while (depth > 0) {
    depth--;
    const from = waiting[2 * depth]!;
    const to = waiting[2 * depth + 1]!;
    values[2 * to] = splits[from]!;
    fields[4 * to + 2] = features[from]!;
    fields[4 * to + 3] = next;
    if (kinds) {
      kinds[to] = modes[from]! | (missing?.[from] ? 8 : 0);
      const set = members.size > 0 ? members.get(from) : undefined;
      if (set) sets.set(to, set);
    }
    // The second child waits below the first, which comes next.
    for (let child = 1; child >= 0; child--) {
      const target = child === 1 ? no[from]! : yes[from]!;
      const where = next + child;
      if (child === 1 ? noIsLeaf[from] : yesIsLeaf[from]) {
        values[2 * where] = weights[target]!;
        fields[4 * where + 2] = targets[target]!;
        fields[4 * where + 3] = -1;
      } else {
        waiting[2 * depth] = target;
        waiting[2 * depth + 1] = where;
        depth++;
      }
    }
    next += 2;
  }
  return next;
}

function isUniform(modes: ArrayLike<number>, missing: ArrayLike<number> | undefined): boolean {
  const first = modes[0] ?? 0;
  for (let i = 0; i < modes.length; i++) if (modes[i] !== first || missing?.[i]) return false;
  return first < MODES.indexOf('in');
}
