import type { Value } from '@brine/graph';
import type { Build } from './build.js';
import type { Nodes, SpacedNodes } from '../tree/nodes.js';

/** A tree in an ensemble: the leaf that a row reaches adds its weight to the tree's target. */
export interface Member {
  readonly nodes: Nodes;
  readonly target: number;
  /** By node; only those of leaves count. */
  readonly weights: ArrayLike<number>;
}

/** A member whose nodes are read when its turn comes, and not kept. */
export interface UnreadMember extends Omit<Member, 'nodes'> {
  /** Nodes that it has. */
  readonly count: number;
  read(): SpacedNodes;
}

/**
 * Sums of leaf weights by target, shape [rows, targets].
 *
 * scikit-learn compares `(float32) x <= threshold`, so `x` must be the rows as {@link roundedRows} gives them.
 * @see https://onnx.ai/onnx/operators/onnx_aionnxml_TreeEnsemble.html
 */
export function treeEnsemble(
  b: Build,
  x: Value,
  members: readonly (Member | UnreadMember)[],
  targets: number,
  branch: Branch = 'lessOrEqual',
): Value {
  const counts = members.map((member) => ('read' in member ? member.count : member.nodes.count));
  const inner = counts.reduce((sum, count) => sum + Math.max(1, (count - 1) / 2), 0);
  const leaves = counts.reduce((sum, count) => sum + (count + 1) / 2, 0);
  const arrays = new Arrays(
    inner,
    leaves,
    b.float === 'float64' ? undefined : branch === 'less' ? floatAbove : floatBelow,
  );
  for (const member of members)
    arrays.append('read' in member ? member.read() : { ...member.nodes, steps: SIDE_BY_SIDE }, member);
  return b.op('TreeEnsemble', [x], arrays.attributes(targets, b.float, branch), 'ai.onnx.ml');
}

/** The steps of nodes in columns. */
export const SIDE_BY_SIDE: SpacedNodes['steps'] = { ints: 1, doubles: 1, flags: 1 };

/** Rows as a tree sees them: rounded to float32. */
export function roundedRows(b: Build, x: Value): Value {
  return b.cast(b.cast(x, 'float32'), b.float);
}

const SUM = 1;
/** How rows are compared with a split: where it holds the true branch is taken. NaN takes it only where a node says so. */
const BRANCHES = { lessOrEqual: 0, less: 1 } as const;
/** BRANCH_MEMBER: the true branch is taken by the values that are listed for the node. */
const MEMBER = 6;

export type Branch = keyof typeof BRANCHES;

/** The operator's attributes: parallel arrays of the inner nodes and of the leaves of all trees. */
class Arrays {
  readonly #roots: number[] = [];
  /** Inner nodes. */
  readonly #size: number;
  readonly #features: Int32Array;
  /** By slot: each inner node has one for its true child, `size` slots on one for its false child, and the roots share the last. */
  readonly #ids: Int32Array;
  readonly #leafs: Uint8Array;
  readonly #missingTrue: Uint8Array;
  /** Nodes that list values, and these, a NaN after each list. */
  readonly #memberNodes: number[] = [];
  readonly #memberValues: number[] = [];
  readonly #splits: Float64Array;
  readonly #targets: Int32Array;
  readonly #weights: Float64Array;
  /** A split in the type of the rows, so that each of them takes the same branch as before. */
  readonly #split: ((threshold: number) => number) | undefined;
  /** Of the tree that is appended, by node from 1: its slot, from 1; 0 where it has none yet. */
  #slots = new Int32Array(0);
  #nodes = 0;
  #leaves = 0;
  #anyMissing = false;

  constructor(inner: number, leaves: number, split: ((threshold: number) => number) | undefined) {
    this.#size = inner;
    // Room for what is written for the wrong kind of node behind the last of the right one.
    this.#features = new Int32Array(inner + 1);
    this.#splits = new Float64Array(inner + 1);
    this.#weights = new Float64Array(leaves + 1);
    this.#ids = new Int32Array(2 * inner + 1);
    this.#leafs = new Uint8Array(2 * inner + 1);
    this.#missingTrue = new Uint8Array(inner);
    this.#targets = new Int32Array(leaves);
    this.#split = split;
  }

  append(nodes: SpacedNodes, { target, weights }: Pick<Member, 'target' | 'weights'>): void {
    const { count, left, members } = nodes;
    const [first, firstLeaf] = [this.#nodes, this.#leaves];
    this.#roots.push(first);
    if (this.#slots.length <= count) this.#slots = new Int32Array(count + 1);
    this.#slots.fill(0, 0, count + 1);
    this.#slots[1] = this.#ids.length;
    // Every child has its slot after the first round; one that stands before its parent needs the second.
    if (this.#place(nodes, weights) < 0) this.#place(nodes, weights);
    this.#nodes += (count - 1) / 2;
    this.#leaves += (count + 1) / 2;
    // Zero it is; fresh memory that nobody writes to costs nothing.
    if (target !== 0) this.#targets.fill(target, firstLeaf, this.#leaves);
    const split = this.#split;
    if (split) for (let at = first; at < this.#nodes; at++) this.#splits[at] = split(this.#splits[at]!);
    if (members) this.#list(members, left, first);
    if (count === 1) this.#stump(firstLeaf);
  }

  /**
   * Puts every node where it goes, and where that is into the slot that its parent gave it. No branch asks whether it is a leaf, for leaves come
   * in an order that no processor guesses: what is written for the wrong kind of node is written over by the next of the right one.
   *
   * Nothing but a return stands behind the loop: a compiler that replaces it while it runs would have to guess what has never run.
   *
   * @returns a negative number when a node had no slot yet
   */
  #place(
    { count, left, right, feature, threshold, missingLeft, steps }: SpacedNodes,
    weights: ArrayLike<number>,
  ): number {
    const [features, splits, leafWeights, ids, leafs] = [
      this.#features,
      this.#splits,
      this.#weights,
      this.#ids,
      this.#leafs,
    ];
    const [slots, missingTrue, size] = [this.#slots, this.#missingTrue, this.#size];
    const { ints, doubles, flags } = steps;
    let inner = this.#nodes;
    let leaf = this.#leaves;
    let known = 0;
    for (let i = 0, at = 0; i < count; i++, at += ints) {
      const yes = left[at]!;
      const ifLeaf = yes >> 31;
      const slot = slots[i + 1]! - 1;
      known |= slot;
      ids[slot] = (leaf & ifLeaf) | (inner & ~ifLeaf);
      leafs[slot] = ifLeaf & 1;
      // A leaf's children are -1: its slots fall on the one that no node has.
      slots[yes + 1] = inner + 1;
      slots[right[at]! + 1] = inner + size + 1;
      features[inner] = feature[at]!;
      splits[inner] = threshold[i * doubles]!;
      leafWeights[leaf] = weights[i]!;
      if (missingLeft !== undefined && missingLeft[i * flags] !== 0 && yes >= 0) {
        missingTrue[inner] = 1;
        this.#anyMissing = true;
      }
      leaf -= ifLeaf;
      inner += 1 + ifLeaf;
    }
    return known;
  }

  /** Values that nodes list. */
  #list(members: NonNullable<Nodes['members']>, left: Int32Array, first: number): void {
    for (let i = 0, at = first; i < left.length; i++) {
      if (left[i] === -1) continue;
      const values = members[i];
      if (values) {
        this.#memberNodes.push(at);
        this.#memberValues.push(...values, NaN);
      }
      at++;
    }
  }

  /** A tree that is one leaf: the operator needs a node, whose branches both lead there. */
  #stump(leaf: number): void {
    const at = this.#nodes++;
    this.#features[at] = 0;
    this.#splits[at] = 0;
    for (const slot of [at, at + this.#size]) {
      this.#ids[slot] = leaf;
      this.#leafs[slot] = 1;
    }
  }

  attributes(targets: number, dtype: 'float64' | 'float32', branch: Branch) {
    const floats = (data: Float64Array) => ({
      dtype,
      shape: [data.length],
      data: dtype === 'float64' ? data : Float32Array.from(data),
    });
    const size = this.#size;
    return {
      aggregate_function: SUM,
      n_targets: targets,
      tree_roots: this.#roots,
      nodes_featureids: this.#features.subarray(0, size),
      nodes_modes: { dtype: 'uint8', shape: [this.#nodes], data: this.#modes(branch) } as const,
      nodes_splits: floats(this.#splits.subarray(0, size)),
      nodes_truenodeids: this.#ids.subarray(0, size),
      nodes_falsenodeids: this.#ids.subarray(size, 2 * size),
      nodes_trueleafs: this.#leafs.subarray(0, size),
      nodes_falseleafs: this.#leafs.subarray(size, 2 * size),
      nodes_missing_value_tracks_true: this.#anyMissing ? this.#missingTrue : undefined,
      membership_values: this.#memberValues.length > 0 ? floats(Float64Array.from(this.#memberValues)) : undefined,
      leaf_targetids: this.#targets,
      leaf_weights: floats(this.#weights.subarray(0, -1)),
    };
  }

  #modes(branch: Branch): Uint8Array {
    const modes = new Uint8Array(this.#nodes);
    if (BRANCHES[branch] !== 0) modes.fill(BRANCHES[branch]);
    for (const node of this.#memberNodes) modes[node] = MEMBER;
    return modes;
  }
}

const FLOAT = new Float32Array(1);
const BITS = new Int32Array(FLOAT.buffer);

/** The largest float32 that is not above a number: for float32 rows `x <= floatBelow(t)` is `x <= t`. */
export function floatBelow(value: number): number {
  FLOAT[0] = value;
  if (FLOAT[0] > value) {
    if (FLOAT[0] === 0) return -(2 ** -149);
    BITS[0]! += FLOAT[0] > 0 ? -1 : 1;
  }
  return FLOAT[0];
}

/** The smallest float32 that is not below a number: for float32 rows `x < floatAbove(t)` is `x < t`. */
export function floatAbove(value: number): number {
  return -floatBelow(-value);
}
