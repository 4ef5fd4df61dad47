/**
 * Trees in flat typed arrays. A node is 16 bytes in one buffer, read as float64 and as int32:
 *
 *     | split (float64) | feature (int32) | child (int32) |     an inner node: `child` is taken where the comparison holds, else `child + 1`
 *     | weight          | target          | -1            |     a leaf
 *
 * Siblings lie side by side, so that a step is one comparison and one addition, and a tree's nodes lie in the order in which they are
 * reached from its root.
 */

import { misfit } from '../../errors.js';

/** How a row is compared with a split; numbered as TreeEnsemble's nodes_modes. */
export const MODES = ['<=', '<', '>=', '>', '==', '!=', 'in'] as const;
export type Mode = (typeof MODES)[number];

/**
 * The trees as a file has them: parallel arrays, children by position. Lists of ints hold one in every `step` numbers: an int64 is two, of
 * which the first is all that a place takes.
 */
export interface Source {
  readonly step: 1 | 2;
  readonly roots: ArrayLike<number>;
  readonly features: ArrayLike<number>;
  /** One after another, whatever the step. */
  readonly modes: ArrayLike<number>;
  readonly splits: ArrayLike<number>;
  readonly yes: ArrayLike<number>;
  readonly no: ArrayLike<number>;
  /** Whether that child is a leaf. */
  readonly yesIsLeaf: ArrayLike<number>;
  readonly noIsLeaf: ArrayLike<number>;
  /** Whether NaN goes to the `yes` child. */
  readonly missing: ArrayLike<number> | undefined;
  readonly targets: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
  /** Of nodes whose mode is `in`: the values, in the order of those nodes. */
  readonly members: ReadonlyMap<number, ReadonlySet<number>>;
}

export interface Forest {
  readonly count: number;
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
  /** One more than the largest feature. */
  readonly features: number;
  /** One more than the largest target. */
  readonly targets: number;
}

/** @throws CodecError `option` for children that are not there, or that two nodes share */
export function plant(source: Source): Forest {
  const { step, roots, features, modes, missing, targets } = source;
  const inner = features.length / step;
  const count = roots.length / step;
  // Each inner node is placed once, with both children: so there are two places for each, and one for each root.
  const places = 2 * inner + count;
  const values = new Float64Array(2 * places);
  const uniform = isUniform(modes, missing, step);
  const [leastFeature, feature] = range(features, step);
  if (leastFeature < 0) throw misfit(`there is no feature ${leastFeature}`);
  const [leastTarget, target] = range(targets, step);
  if (leastTarget < 0) throw misfit(`there is no target ${leastTarget}`);
  const forest = {
    count,
    roots: new Int32Array(count),
    values,
    fields: new Int32Array(values.buffer),
    mode: uniform ? MODES[modes[0] ?? 0] : undefined,
    kinds: uniform ? undefined : new Uint8Array(places),
    members: new Map<number, ReadonlySet<number>>(),
    features: feature + 1,
    targets: target + 1,
  };
  const seen = new Uint8Array(inner);
  // Inner nodes that have a place but no children yet: their positions in the source and their places.
  const waiting = new Int32Array(2 * (inner + 1));
  let next = 0;
  for (let tree = 0; tree < count; tree++) {
    forest.roots[tree] = next;
    next = plantTree(source, roots[step * tree]!, next, forest, seen, waiting);
  }
  return forest;
}

/**
 * Places a tree, its root at `place`.
 *
 * @returns the first place behind it
 */
function plantTree(
  { step, features, splits, modes, yes, no, yesIsLeaf, noIsLeaf, missing, targets, weights, members }: Source,
  root: number,
  place: number,
  { values, fields, kinds, members: sets }: Forest & { readonly members: Map<number, ReadonlySet<number>> },
  seen: Uint8Array,
  waiting: Int32Array,
): number {
  const inner = seen.length;
  const leaves = weights.length;
  let next = place + 1;
  let depth = 1;
  waiting[0] = root;
  waiting[1] = place;
  while (depth > 0) {
    depth--;
    const from = waiting[2 * depth]!;
    const to = waiting[2 * depth + 1]!;
    if (!(from >= 0 && from < inner)) throw misfit(`there is no node ${from}`);
    if (seen[from]) throw misfit(`two nodes share the node ${from}`);
    seen[from] = 1;
    const at = step * from;
    values[2 * to] = splits[from]!;
    fields[4 * to + 2] = features[at]!;
    fields[4 * to + 3] = next;
    if (kinds) {
      kinds[to] = modes[from]! | (missing?.[at] ? 8 : 0);
      const set = members.size > 0 ? members.get(from) : undefined;
      if (set) sets.set(to, set);
    }
    // The second child waits below the first, which comes next.
    for (let child = 1; child >= 0; child--) {
      const target = child === 1 ? no[at]! : yes[at]!;
      const where = next + child;
      if (child === 1 ? noIsLeaf[at] : yesIsLeaf[at]) {
        if (!(target >= 0 && target < leaves)) throw misfit(`there is no leaf ${target}`);
        values[2 * where] = weights[target]!;
        fields[4 * where + 2] = targets[step * target]!;
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

/** The smallest and the largest of the ints; -1 stands for none of them. */
function range(ints: ArrayLike<number>, step: number): [least: number, most: number] {
  let least = 0;
  let most = -1;
  for (let i = 0; i < ints.length; i += step) {
    const value = ints[i]!;
    if (value > most) most = value;
    if (value < least) least = value;
  }
  return [least, most];
}

function isUniform(modes: ArrayLike<number>, missing: ArrayLike<number> | undefined, step: number): boolean {
  const first = modes[0] ?? 0;
  for (let i = 0; i < modes.length; i++) if (modes[i] !== first || missing?.[step * i]) return false;
  return first < MODES.indexOf('in');
}
