/** A computation graph with ONNX semantics: the one form that every converter makes and every engine runs. */

import type { DenseTensor, DType } from './tensor.js';

/** An axis: a length, a symbolic name, or null for unknown. */
export type Dimension = number | string | null;

/** What a value may be beyond a plain tensor. */
export type ValueType =
  | { readonly kind: 'tensor' | 'sparse_tensor'; readonly dtype: DType; readonly shape: readonly Dimension[] | null }
  | { readonly kind: 'sequence' | 'optional'; readonly element: ValueType }
  | { readonly kind: 'map'; readonly key: DType; readonly value: ValueType }
  | { readonly kind: 'opaque'; readonly domain: string; readonly name: string };

/**
 * What a file says of a thing beyond this model: opaque to all but the codec that made it, which writes it back. Whoever changes the
 * thing may copy it along.
 */
export interface Extra {
  /** Format id. */
  readonly format: string;
  readonly fields: unknown;
}

/** A typed name: a graph input or output, a program's port. */
export interface Port {
  readonly name: string;
  /** `object` for what is no tensor: see {@link type}. */
  readonly dtype: DType;
  /** Null when not even the number of axes is known. */
  readonly shape: readonly Dimension[] | null;
  /** Present only for what is not a dense tensor. */
  readonly type?: ValueType;
  readonly doc?: string;
  readonly extra?: Extra;
}

/** A tensor of which only some elements are stored: those at `indices`, the others are zero. */
export interface SparseTensor {
  readonly shape: readonly number[];
  /** `[count]`. */
  readonly values: DenseTensor;
  /** int64, `[count, rank]`, or `[count]` of positions in the flattened tensor. */
  readonly indices: DenseTensor;
}

/**
 * A list of ints: of any length as bigints, a long one in a typed array. A narrow one, where all numbers fit, holds them as numbers: a
 * forest has millions, and fresh memory is what they cost. They mean int64 all the same, so read one of unknown type by
 * `Number(list[i])` or `bigintsOf(list)`.
 */
export type IntList = readonly bigint[] | BigInt64Array | Int32Array | Int16Array | Uint8Array;

/**
 * An attribute's value by ONNX type. Ints are bigint, floats number, so that one never turns into the other; the `type` tells lists of
 * numbers apart. Typed arrays stand for long lists.
 */
export type AttributeValue =
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'tensor'; readonly value: DenseTensor }
  | { readonly type: 'sparse_tensor'; readonly value: SparseTensor }
  | { readonly type: 'graph'; readonly value: Graph }
  | { readonly type: 'type_proto'; readonly value: ValueType }
  | { readonly type: 'ints'; readonly value: IntList }
  | { readonly type: 'floats'; readonly value: readonly number[] | Float32Array }
  | { readonly type: 'strings'; readonly value: readonly string[] }
  | { readonly type: 'tensors'; readonly value: readonly DenseTensor[] }
  | { readonly type: 'sparse_tensors'; readonly value: readonly SparseTensor[] }
  | { readonly type: 'graphs'; readonly value: readonly Graph[] }
  | { readonly type: 'type_protos'; readonly value: readonly ValueType[] }
  /** Inside a function: the attribute of that name of the calling node; `of` is its type. */
  | { readonly type: 'ref'; readonly value: string; readonly of: string };

export type Attribute = AttributeValue & { readonly doc?: string; readonly extra?: Extra };

export interface GraphNode {
  readonly opType: string;
  /** `''` is ai.onnx. */
  readonly domain: string;
  readonly name: string;
  /** Names of values; `''` is an optional input left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly doc?: string;
  readonly extra?: Extra;
}

export interface Initializer {
  readonly name: string;
  readonly tensor: DenseTensor;
  readonly extra?: Extra;
}

export interface SparseInitializer {
  readonly name: string;
  readonly tensor: SparseTensor;
  readonly extra?: Extra;
}

/** An operator defined by a graph: a node whose domain and opType name it stands for its nodes. */
export interface GraphFunction {
  readonly domain: string;
  readonly name: string;
  readonly opsets: Readonly<Record<string, number>>;
  /** Names of values within the function. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Attributes that a call must give. */
  readonly required: readonly string[];
  /** Attributes that a call may give, with their defaults. */
  readonly defaults: Readonly<Record<string, Attribute>>;
  readonly nodes: readonly GraphNode[];
  readonly doc?: string;
  readonly extra?: Extra;
}

/**
 * A graph in topological order.
 * @see https://github.com/onnx/onnx/blob/main/docs/IR.md
 */
export interface Graph {
  readonly name: string;
  /** Version by domain (`''` is ai.onnx). Empty for a subgraph: it has its outer graph's. */
  readonly opsets: Readonly<Record<string, number>>;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly initializers: readonly Initializer[];
  readonly sparseInitializers?: readonly SparseInitializer[];
  readonly nodes: readonly GraphNode[];
  /** Types of values between the nodes, where stated. */
  readonly values?: readonly Port[];
  readonly functions?: readonly GraphFunction[];
  /** Model metadata (`metadata_props`). */
  readonly metadata: Readonly<Record<string, string>>;
  readonly doc?: string;
  readonly extra?: Extra;
}
