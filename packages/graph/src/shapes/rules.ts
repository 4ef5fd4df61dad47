/** Shape rules by operator name (names do not repeat across our domains). An operator without one gives unknown shapes. */

import { MOST_AXES } from './dimensions.js';
import { ELEMENTWISE } from './elementwise.js';
import { IMAGES } from './images.js';
import { LAYOUT } from './layout.js';
import { NETWORKS } from './networks.js';
import { PRODUCTS } from './products.js';
import { REDUCING } from './reduce.js';
import { WINDOWS } from './windows.js';
import type { Shape, ShapeCall, ShapeRule } from './types.js';

const RULES: ReadonlyMap<string, ShapeRule> = new Map([
  ...ELEMENTWISE,
  ...REDUCING,
  ...PRODUCTS,
  ...LAYOUT,
  ...WINDOWS,
  ...IMAGES,
  ...NETWORKS,
]);

/** A shape for each output of a node. */
export function inferShapes(opType: string, call: ShapeCall): Shape[] {
  const shapes = RULES.get(opType)?.(call) ?? [];
  return Array.from({ length: call.outputCount }, (_, i) => {
    const shape = shapes[i] ?? null;
    return shape && shape.length > MOST_AXES ? null : shape;
  });
}
