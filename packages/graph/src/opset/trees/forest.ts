/** Trees as both generations of operators can have them: inner nodes and leaves, each numbered through all trees. */

export type Float = 'float32' | 'float64';

/** Comparisons as the older operators spell them, by the number that TreeEnsemble has for them. */
export const MODES = ['BRANCH_LEQ', 'BRANCH_LT', 'BRANCH_GTE', 'BRANCH_GT', 'BRANCH_EQ', 'BRANCH_NEQ'] as const;
/** The comparison that the older operators do not have. */
export const MEMBER = 6;

/** Aggregate functions by the number that TreeEnsemble has for them. */
export const AGGREGATES = ['AVERAGE', 'SUM', 'MIN', 'MAX'] as const;
export type Aggregate = (typeof AGGREGATES)[number];

/** Transforms that have one number; SOFTMAX and LOGISTIC are 1 and 2 to the specification, and 2 and 1 to ONNX Runtime. */
export const TRANSFORMS: ReadonlyMap<number, string> = new Map([
  [0, 'NONE'],
  [3, 'SOFTMAX_ZERO'],
  [4, 'PROBIT'],
]);

/** Leaves are told apart by their number in results of float32 too. */
export const MOST_LEAVES = 2 ** 24 - 1;

export interface Forest {
  /** Type of the rows and of the splits. */
  readonly dtype: Float;
  /** Inner node at which each tree begins. */
  readonly roots: ArrayLike<number>;
  readonly features: ArrayLike<number>;
  readonly modes: ArrayLike<number>;
  readonly splits: ArrayLike<number>;
  /** Children by number: of a leaf, or of an inner node. */
  readonly yes: ArrayLike<number>;
  readonly no: ArrayLike<number>;
  readonly yesIsLeaf: ArrayLike<number>;
  readonly noIsLeaf: ArrayLike<number>;
  /** Whether NaN goes to the `yes` child; undefined where it never does. */
  readonly missing: ArrayLike<number> | undefined;
  readonly leaves: number;
}

/** Numbers in an array of their type. */
export const floatsOf = (dtype: Float, length: number): Float32Array | Float64Array =>
  dtype === 'float64' ? new Float64Array(length) : new Float32Array(length);
