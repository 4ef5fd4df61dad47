/** A program as a stand-alone module holds it: JSON that points into one block of bytes. */

import type { ClassLabel, DType, InputPort, Port, StageRecord } from '@brine/core';

/** Elements in the block: their dtype, the offset of the first in bytes, and how many there are. */
export type Stretch = readonly [dtype: DType, offset: number, length: number];

/** A tensor's shape, and its elements: texts stand in the JSON. */
export interface PackedTensor {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly at?: Stretch;
  readonly texts?: readonly string[];
}

/** Integers and numbers that JSON does not have travel as text. */
export type PackedAttribute =
  | { readonly type: 'int' | 'float' | 'string'; readonly value: string }
  | { readonly type: 'strings'; readonly value: readonly string[] }
  | { readonly type: 'ints' | 'floats'; readonly at: Stretch }
  | { readonly type: 'tensor'; readonly value: PackedTensor };

export interface PackedNode {
  readonly op: string;
  readonly domain: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, PackedAttribute>>;
  /** By attribute. */
  readonly bodies: Readonly<Record<string, PackedGraph>>;
}

/** A graph whose nodes have been typed. */
export interface PackedGraph {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly initializers: readonly { readonly name: string; readonly tensor: PackedTensor }[];
  readonly nodes: readonly PackedNode[];
  /** Of what the nodes make. */
  readonly dtypes: readonly (readonly [name: string, dtype: DType])[];
}

/** How a method's outputs are given: one by itself, several in order, or by name. */
export type Form = 'one' | 'list' | 'names';

export interface PackedProgram {
  readonly inputs: readonly InputPort[];
  /** Graphs, and what else runs by its description. */
  readonly stages: readonly (PackedGraph | StageRecord)[];
  readonly methods: readonly { readonly method: string; readonly outputs: readonly string[]; readonly form: Form }[];
}

/** Class labels of one target or of several. */
export type Classes = readonly ClassLabel[] | readonly (readonly ClassLabel[])[];
