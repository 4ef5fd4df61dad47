/** Shapes of one value, known from two sides. */

import type { Dimension } from '@brine/core';
import type { Shape } from '../shapes/types.js';

/** What either says of a value; the first where they differ. */
export function mergeShapes(a: Shape, b: Shape): Shape {
  if (!a || !b || a.length !== b.length) return a ?? b;
  return a.map((axis, i) => mergeAxes(axis, b[i]!));
}

/** A number says more than a name. */
function mergeAxes(a: Dimension, b: Dimension): Dimension {
  if (typeof a === 'number') return a;
  return typeof b === 'number' ? b : (a ?? b);
}

/** What holds of both of two values, of which either may be the one. */
export function commonShape(a: Shape, b: Shape): Shape {
  if (!a || !b || a.length !== b.length) return null;
  return a.map((axis, i) => (axis === b[i] ? axis : null));
}

/** Whether two shapes cannot be those of one value. */
export function differ(a: Shape, b: Shape): boolean {
  if (!a || !b) return false;
  return (
    a.length !== b.length || a.some((axis, i) => typeof axis === 'number' && typeof b[i] === 'number' && axis !== b[i])
  );
}
