/** Shape inference of one node. */

import type { DenseTensor, Dimension, DType } from '@brine/core';
import type { Attributes } from '../operators/attribute.js';

/** Null when the number of axes is not known. */
export type Shape = readonly Dimension[] | null;

export interface ShapeInput {
  readonly dtype: DType;
  readonly shape: Shape;
  /** Its elements, when it is a constant. */
  readonly tensor?: DenseTensor;
  /** Of integers with one axis or none: its elements as far as they are known, which a shape in the making mostly is. */
  readonly elements?: readonly Dimension[];
}

export interface ShapeCall {
  /** Undefined for an optional input left out. */
  readonly inputs: readonly (ShapeInput | undefined)[];
  readonly attributes: Attributes;
  readonly outputCount: number;
}

/** The shapes of a node's outputs; an array that is too short leaves the others unknown. */
export type ShapeRule = (call: ShapeCall) => readonly Shape[];
