/** What a kernel is. */

import type { Attribute, DType, Limits } from '@brine/core';
import type { Held } from '../held.js';

/** The body of a Loop or an If: slots of its own, and those of the graph around it. */
export interface Body {
  readonly inputs: readonly Held[];
  readonly outputs: readonly Held[];
  /** Declared shapes of the outputs, 0 for lengths that are not said: for a body that never runs. */
  readonly shapes: readonly (readonly number[])[];
  run(): void;
}

/** A node whose names are slots. */
export interface PlannedNode {
  readonly opType: string;
  readonly inputs: readonly (Held | undefined)[];
  readonly outputs: readonly (Held | undefined)[];
  readonly attributes: Readonly<Record<string, Attribute>>;
  /** A constant with an element for each place of the last axis, which an Add that follows adds: of a kernel that {@link Kernel.absorbs} it. */
  readonly term: Held | undefined;
  /** Whether a Relu follows: of a kernel that {@link Kernel.absorbs} it. */
  readonly relu: boolean;
  body(attribute: string): Body;
  /** Memory of its own for a value like another one. */
  scratch(like: Held): Held;
  /** What all kernels of a graph have in common: made by the first that asks. */
  shared<T>(make: (limits: Limits) => T): T;
}

/**
 * One operator. `plan` looks at the attributes once and returns what computes: shapes and elements of the inputs are there when that
 * runs, and it reserves the outputs.
 */
export interface Kernel {
  /** Dtypes that it takes, by the type parameter of the operator table, in its letters. A parameter that is absent takes all. */
  readonly types: Readonly<Record<string, string>>;
  /** Its first output is the first input's elements under another shape. */
  readonly view?: boolean;
  /** What it does with its result while that is at hand, instead of the only node that reads it. */
  readonly absorbs?: Readonly<Partial<Record<'Add' | 'Relu', boolean>>>;
  /** What of a node's attributes it does not do. */
  readonly refuses?: (node: Pick<PlannedNode, 'attributes'>) => string | undefined;
  /** The dtypes of its outputs, for an operator that the table of graph does not have: one that nobody should emit any more. */
  readonly outputs?: (node: Pick<PlannedNode, 'attributes'>) => readonly DType[];
  readonly plan: (node: PlannedNode) => () => void;
}

export type Kernels = Readonly<Record<string, Kernel>>;

/** An axis counted from the end when negative. */
export function axisOf(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}

/** Letters of dtypes: float64 float32, all numbers of one JavaScript number, and so on. */
export const FLOATS = 'df';
export const NUMBERS = 'dfliscLISC';
export const ALL = 'dfliscLISC?t';
