/** A computation graph with ONNX semantics: the one form that every converter makes and every engine runs. */

import type { DenseTensor, DType } from './tensor.js';

/** An axis: a length, a symbolic name, or null for unknown. */
export type Dimension = number | string | null;

/** A typed name: a graph input or output, a program's port. */
export interface Port {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly Dimension[];
  readonly doc?: string;
}

/**
 * An attribute's value by ONNX type. Ints are bigint, floats number, so that one never turns into the other.
 * Typed arrays stand for long lists.
 */
export type Attribute =
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'tensor'; readonly value: DenseTensor }
  | { readonly type: 'graph'; readonly value: Graph }
  | { readonly type: 'ints'; readonly value: readonly bigint[] | BigInt64Array }
  | { readonly type: 'floats'; readonly value: readonly number[] | Float32Array }
  | { readonly type: 'strings'; readonly value: readonly string[] }
  | { readonly type: 'tensors'; readonly value: readonly DenseTensor[] }
  | { readonly type: 'graphs'; readonly value: readonly Graph[] };

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
}

export interface Initializer {
  readonly name: string;
  readonly tensor: DenseTensor;
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
  readonly nodes: readonly GraphNode[];
  /** Model metadata (`metadata_props`). */
  readonly metadata: Readonly<Record<string, string>>;
  readonly doc?: string;
}
