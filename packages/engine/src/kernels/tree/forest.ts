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
  /** Largest feature. */
  readonly features: number;
  /** Number of the deepest level. */
  readonly targets: number;
}

/** @throws CodecError `option` for children that are not there, or that two nodes share */
export function plant(source: Source): Forest {
  const { step, roots, features, modes, splits, yes, no, yesIsLeaf, noIsLeaf, missing, targets, weights } = source;
  const inner = features.length / step;
  const trees = roots.length / step;
  const leaves = weights.length;
  // Each inner node is placed once, with both children: so there are two places for each, and one for each root.
  const places = 2 * inner + trees;
  const values = new Float64Array(2 * places);
  const fields = new Int32Array(values.buffer);
  const uniform = isUniform(modes, missing, step);
  const kinds = uniform ? undefined : new Uint8Array(places);
  const members = new Map<number, ReadonlySet<number>>();
  const seen = new Uint8Array(inner);
  // Inner nodes that have a place but no children yet: their positions in the source and their places.
  const waiting = new Int32Array(2 * (inner + 1));
  let next = 0;
  let most = -1;
  let lastTarget = -1;

  const leaf = (from: number, place: number): void => {
    if (!(from >= 0 && from < leaves)) throw misfit(`there is no leaf ${from}`);
    const target = targets[step * from]!;
    values[2 * place] = weights[from]!;
    fields[4 * place + 2] = target;
    fields[4 * place + 3] = -1;
    if (target > lastTarget) lastTarget = target;
  };

  const planted = new Int32Array(trees);
  for (let tree = 0; tree < trees; tree++) {
    const root = next++;
    planted[tree] = root;
    waiting[0] = roots[step * tree]!;
    waiting[1] = root;
    let depth = 1;
    while (depth > 0) {
      depth--;
      const from = waiting[2 * depth]!;
      const place = waiting[2 * depth + 1]!;
      if (!(from >= 0 && from < inner)) throw misfit(`there is no node ${from}`);
      if (seen[from]) throw misfit(`two nodes share the node ${from}`);
      seen[from] = 1;
      const child = next;
      next += 2;
      const at = step * from;
      const feature = features[at]!;
      values[2 * place] = splits[from]!;
      fields[4 * place + 2] = feature;
      fields[4 * place + 3] = child;
      if (!(feature >= 0)) throw misfit(`there is no feature ${feature}`);
      if (feature > most) most = feature;
      if (kinds) {
        kinds[place] = modes[from]! | (missing?.[at] ? 8 : 0);
        const set = source.members.get(from);
        if (set) members.set(place, set);
      }
      // The second child waits below the first, which comes next.
      if (noIsLeaf[at]) leaf(no[at]!, child + 1);
      else {
        waiting[2 * depth] = no[at]!;
        waiting[2 * depth + 1] = child + 1;
        depth++;
      }
      if (yesIsLeaf[at]) leaf(yes[at]!, child);
      else {
        waiting[2 * depth] = yes[at]!;
        waiting[2 * depth + 1] = child;
        depth++;
      }
    }
  }
  return {
    count: trees,
    roots: planted,
    values,
    fields,
    mode: uniform ? MODES[modes[0] ?? 0] : undefined,
    kinds,
    members,
    features: most + 1,
    targets: lastTarget + 1,
  };
}

function isUniform(modes: ArrayLike<number>, missing: ArrayLike<number> | undefined, step: number): boolean {
  const first = modes[0] ?? 0;
  for (let i = 0; i < modes.length; i++) if (modes[i] !== first || missing?.[step * i]) return false;
  return first < MODES.indexOf('in');
}
