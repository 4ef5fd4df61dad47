/** What a graph under construction is made of. */

import type { AttributeValue, DenseTensor, Dimension, DType } from '@brine/core';

/** A value of a graph under construction. Made by a builder, and only good in it and its subgraphs. */
export interface Value {
  /** Its name so far: `output` may still change it. */
  readonly name: string;
  readonly dtype: DType;
  /** Null when not even the number of axes is known. */
  readonly shape: readonly Dimension[] | null;
  /** Of a constant: its elements. */
  readonly tensor?: DenseTensor;
  /** Of integers with one axis or none: its elements, as far as they are known. */
  readonly elements?: readonly Dimension[];
}

/** A value with what the builder knows of it beside. */
export interface OwnValue extends Value {
  name: string;
  readonly from: 'input' | 'constant' | 'node';
  /** The graph or subgraph that it belongs to. */
  readonly scope: Scope;
}

/** A node by its values, not their names, so that renaming one costs nothing. */
export interface PendingNode {
  readonly opType: string;
  readonly domain: string;
  readonly inputs: readonly (OwnValue | undefined)[];
  readonly outputs: readonly OwnValue[];
  readonly attributes: Readonly<Record<string, PendingAttribute>>;
  /** Lowest opset of its domain in which it is valid. */
  readonly opset: number;
}

export type PendingAttribute = AttributeValue | { readonly type: 'graph'; readonly value: Scope };

/** A graph or subgraph as its nodes and ports. */
export interface Scope {
  readonly name: string;
  /** The graph around it; undefined for the outermost. */
  readonly outer: Scope | undefined;
  readonly inputs: OwnValue[];
  readonly nodes: PendingNode[];
  readonly outputs: { readonly name: string; readonly value: OwnValue }[];
}

/** The body of a Loop, an If or a Scan: given to `op` as an attribute. */
export interface Subgraph {
  readonly kind: 'subgraph';
  readonly scope: Scope;
}
