import type { Value } from '@brine/graph';
import type { Build } from './build.js';
import type { Nodes } from '../tree/nodes.js';

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
  read(): Nodes;
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
    b.float === 'float64' ? identity : branch === 'less' ? floatAbove : floatBelow,
  );
  for (const member of members) arrays.append('read' in member ? member.read() : member.nodes, member);
  return b.op('TreeEnsemble', [x], arrays.attributes(targets, b.float, branch), 'ai.onnx.ml');
}

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
  readonly #features: Int32Array;
  readonly #trueIds: Int32Array;
  readonly #falseIds: Int32Array;
  readonly #trueLeafs: Uint8Array;
  readonly #falseLeafs: Uint8Array;
  readonly #missingTrue: Uint8Array;
  /** Nodes that list values, and these, a NaN after each list. */
  readonly #memberNodes: number[] = [];
  readonly #memberValues: number[] = [];
  readonly #splits: Float64Array;
  readonly #targets: Int32Array;
  readonly #weights: Float64Array;
  /** A split in the type of the rows, so that each of them takes the same branch as before. */
  readonly #split: (threshold: number) => number;
  /** Where the nodes of the tree that is appended go. */
  #places = new Int32Array(0);
  #nodes = 0;
  #leaves = 0;
  #anyMissing = false;

  constructor(inner: number, leaves: number, split: (threshold: number) => number) {
    this.#features = new Int32Array(inner);
    this.#trueIds = new Int32Array(inner);
    this.#falseIds = new Int32Array(inner);
    this.#trueLeafs = new Uint8Array(inner);
    this.#falseLeafs = new Uint8Array(inner);
    this.#missingTrue = new Uint8Array(inner);
    this.#splits = new Float64Array(inner);
    this.#targets = new Int32Array(leaves);
    this.#weights = new Float64Array(leaves);
    this.#split = split;
  }

  append(nodes: Nodes, { target, weights }: Pick<Member, 'target' | 'weights'>): void {
    this.#roots.push(this.#nodes);
    const places = this.#number(nodes, target, weights);
    if (nodes.count === 1) this.#stump(places[0]!);
    else this.#join(nodes, places);
  }

  /** Where each node goes: an inner node's position, or a leaf's. */
  #number({ count, left }: Nodes, target: number, weights: ArrayLike<number>): Int32Array {
    if (this.#places.length < count) this.#places = new Int32Array(count);
    const places = this.#places;
    const [targets, leafWeights] = [this.#targets, this.#weights];
    let inner = this.#nodes;
    let leaf = this.#leaves;
    for (let i = 0; i < count; i++) {
      if (left[i] !== -1) places[i] = inner++;
      else {
        // Zero it is; fresh memory that nobody writes to costs nothing.
        if (target !== 0) targets[leaf] = target;
        leafWeights[leaf] = weights[i]!;
        places[i] = leaf++;
      }
    }
    this.#nodes = inner;
    this.#leaves = leaf;
    return places;
  }

  #join({ count, left, right, feature, threshold, missingLeft, members }: Nodes, places: Int32Array): void {
    const [features, splits, split] = [this.#features, this.#splits, this.#split];
    const [trueIds, falseIds] = [this.#trueIds, this.#falseIds];
    const [trueLeafs, falseLeafs] = [this.#trueLeafs, this.#falseLeafs];
    const missingTrue = this.#missingTrue;
    let missing = 0;
    for (let i = 0; i < count; i++) {
      const yes = left[i]!;
      if (yes === -1) continue;
      const no = right[i]!;
      const at = places[i]!;
      features[at] = feature[i]!;
      splits[at] = split(threshold[i]!);
      trueIds[at] = places[yes]!;
      falseIds[at] = places[no]!;
      if (left[yes] === -1) trueLeafs[at] = 1;
      if (left[no] === -1) falseLeafs[at] = 1;
      if (missingLeft) missing |= missingTrue[at] = missingLeft[i] === 0 ? 0 : 1;
    }
    if (missing !== 0) this.#anyMissing = true;
    if (members) this.#list(members, left, places);
  }

  /** Values that nodes list. */
  #list(members: NonNullable<Nodes['members']>, left: Int32Array, places: Int32Array): void {
    members.forEach((values, i) => {
      if (!values || left[i] === -1) return;
      this.#memberNodes.push(places[i]!);
      this.#memberValues.push(...values, NaN);
    });
  }

  /** A tree that is one leaf: the operator needs a node, whose branches both lead there. */
  #stump(leaf: number): void {
    const at = this.#nodes++;
    for (const ids of [this.#trueIds, this.#falseIds]) ids[at] = leaf;
    for (const flags of [this.#trueLeafs, this.#falseLeafs]) flags[at] = 1;
  }

  attributes(targets: number, dtype: 'float64' | 'float32', branch: Branch) {
    const floats = (data: Float64Array) => ({
      dtype,
      shape: [data.length],
      data: dtype === 'float64' ? data : Float32Array.from(data),
    });
    return {
      aggregate_function: SUM,
      n_targets: targets,
      tree_roots: this.#roots,
      nodes_featureids: this.#features,
      nodes_modes: { dtype: 'uint8', shape: [this.#nodes], data: this.#modes(branch) } as const,
      nodes_splits: floats(this.#splits),
      nodes_truenodeids: this.#trueIds,
      nodes_falsenodeids: this.#falseIds,
      nodes_trueleafs: this.#trueLeafs,
      nodes_falseleafs: this.#falseLeafs,
      nodes_missing_value_tracks_true: this.#anyMissing ? this.#missingTrue : undefined,
      membership_values: this.#memberValues.length > 0 ? floats(Float64Array.from(this.#memberValues)) : undefined,
      leaf_targetids: this.#targets,
      leaf_weights: floats(this.#weights),
    };
  }

  #modes(branch: Branch): Uint8Array {
    const modes = new Uint8Array(this.#nodes).fill(BRANCHES[branch]);
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

const identity = (value: number): number => value;
