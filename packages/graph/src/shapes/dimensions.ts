/** Arithmetic on axes of which some are unknown. */

import type { Dimension } from '@brine/core';
import type { Shape, ShapeInput } from './types.js';

/**
 * Numpy's broadcasting. Where a known length over 1 meets an unknown one, the known one is the answer: anything else would not run.
 * @see https://github.com/onnx/onnx/blob/main/docs/Broadcasting.md
 */
export function broadcast(a: Shape, b: Shape): Shape {
  if (!a || !b) return null;
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  const shift = long.length - short.length;
  return long.map((axis, i) => (i < shift ? axis : broadcastAxis(axis, short[i - shift]!)));
}

function broadcastAxis(a: Dimension, b: Dimension): Dimension {
  if (a === 1) return b;
  if (b === 1 || a === b) return a;
  if (typeof a === 'number') return a;
  return typeof b === 'number' ? b : null;
}

export function add(...axes: readonly Dimension[]): Dimension {
  return axes.every((axis) => typeof axis === 'number') ? axes.reduce((sum, axis) => sum + axis, 0) : null;
}

export function multiply(axes: readonly Dimension[]): Dimension {
  if (axes.length === 1) return axes[0]!;
  return axes.every((axis) => typeof axis === 'number') ? axes.reduce((product, axis) => product * axis, 1) : null;
}

/** A known length by a formula; any other stays unknown. */
export function map(axis: Dimension, formula: (length: number) => number): Dimension {
  return typeof axis === 'number' ? formula(axis) : null;
}

/** A negative axis counts from the end. */
export function normalAxis(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}

/** The elements of a constant input as numbers. */
export function constantNumbers(input: ShapeInput | undefined): number[] | undefined {
  const data = input?.tensor?.data;
  if (data) return ArrayBuffer.isView(data) ? Array.from(data as ArrayLike<number | bigint>, Number) : undefined;
  const elements = input?.elements;
  return elements?.every((element) => typeof element === 'number') ? (elements as number[]) : undefined;
}

/** A value of more axes than any runtime takes: nothing is said of it, so that a file cannot ask for much work. */
export const MOST_AXES = 256;

/** The elements of an input as lengths, as far as they are known; undefined when not even their number is. */
export function elementsOf(input: ShapeInput | undefined): readonly Dimension[] | undefined {
  if ((input?.tensor?.data.length ?? 0) > MOST_AXES) return undefined;
  return constantNumbers(input) ?? input?.elements;
}

/** `rank` axes of unknown length; the rank is that of a known shape. */
export function unknownAxes(rank: number): Dimension[] {
  return new Array<Dimension>(rank).fill(null);
}

/** A shape that has as many axes as another value has elements, which a file may say at will. */
export function shapeOfRank(rank: Dimension | undefined): Dimension[] | null {
  return typeof rank === 'number' && Number.isInteger(rank) && rank >= 0 && rank <= MOST_AXES
    ? unknownAxes(rank)
    : null;
}
