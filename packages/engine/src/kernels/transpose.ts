import type { Numbers } from '../held.js';
import { sizeOf } from '../held.js';
import { ints } from './attributes.js';
import { ALL, type Kernels } from './kernel.js';

/**
 * Writes elements with the axes in another order.
 *
 * @param width - lanes of an element
 */
export function transposeInto(
  from: Numbers,
  shape: readonly number[],
  perm: readonly number[],
  to: Numbers,
  width: number,
): void {
  const rank = shape.length;
  const strides = new Array<number>(rank).fill(width);
  for (let axis = rank - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1]! * shape[axis + 1]!;
  const lengths = perm.map((axis) => shape[axis]!);
  const steps = perm.map((axis) => strides[axis]!);
  const inner = lengths[rank - 1] ?? 1;
  const step = steps[rank - 1] ?? width;
  const counter = new Array<number>(rank).fill(0);
  const total = sizeOf(shape) * width;
  let start = 0;
  for (let at = 0; at < total;) {
    let position = start;
    for (let i = 0; i < inner; i++, position += step) {
      for (let lane = 0; lane < width; lane++) to[at++] = from[position + lane]!;
    }
    for (let axis = rank - 2; axis >= 0; axis--) {
      start += steps[axis]!;
      if (++counter[axis]! < lengths[axis]!) break;
      start -= counter[axis]! * steps[axis]!;
      counter[axis] = 0;
    }
  }
}

export const transposeKernels: Kernels = {
  Transpose: {
    types: { T: ALL },
    plan(node) {
      const [input, out] = [node.inputs[0]!, node.outputs[0]!];
      const given = ints(node, 'perm');
      return () => {
        const perm = given ?? [...input.shape.keys()].reverse();
        const to = out.reserve(
          perm.map((axis) => input.shape[axis]!),
          input.size,
        );
        transposeInto(input.lanes, input.shape, perm, to.lanes, input.width);
      };
    },
  },
};
