/** What changes the shape and not the elements: views of the same memory. */

import { misfit } from '../errors.js';
import { type Held, integersOf, setInt64, sizeOf } from '../held.js';
import { int } from './attributes.js';
import { ALL, axisOf, type Kernel, type Kernels, type PlannedNode } from './kernel.js';

/** @param shapeOf - the shape of the output by that of the input */
function view(shapeOf: (node: PlannedNode) => (shape: readonly number[], size: number) => readonly number[]): Kernel {
  return {
    types: { T: ALL, V: ALL },
    view: true,
    plan(node) {
      const [input, out] = [node.inputs[0]!, node.outputs[0]!];
      const shape = shapeOf(node);
      return () => {
        out.view(input, shape(input.shape, input.size));
      };
    },
  };
}

const reshape = view((node) => {
  const wanted = integersOf(node.inputs[1]!);
  const zeroIsZero = int(node, 'allowzero', 0) !== 0;
  return (shape, size) => {
    const given = wanted();
    const result = given.map((length, axis) => (length === 0 && !zeroIsZero ? (shape[axis] ?? 0) : length));
    const open = result.indexOf(-1);
    if (open >= 0) {
      const known = -sizeOf(result);
      result[open] = known === 0 ? 0 : size / known;
    }
    if (sizeOf(result) !== size || !result.every((length) => Number.isInteger(length) && length >= 0))
      throw misfit(`[${shape.join(', ')}] has no shape [${given.join(', ')}]`);
    return result;
  };
});

const squeeze = view((node) => {
  const wanted = node.inputs[1] && integersOf(node.inputs[1]);
  return (shape) => {
    const axes = wanted?.().map((axis) => axisOf(axis, shape.length));
    for (const axis of axes ?? []) {
      if (shape[axis] !== 1) throw misfit(`axis ${axis} of the shape [${shape.join(', ')}] is not of length 1`);
    }
    return shape.filter((length, axis) => (axes ? !axes.includes(axis) : length !== 1));
  };
});

const unsqueeze = view((node) => {
  const wanted = integersOf(node.inputs[1]!);
  return (shape) => {
    const given = wanted();
    const rank = shape.length + given.length;
    const axes = new Set(given.map((axis) => axisOf(axis, rank)));
    let next = 0;
    return Array.from({ length: rank }, (_, axis) => (axes.has(axis) ? 1 : shape[next++]!));
  };
});

const flatten = view((node) => {
  const given = int(node, 'axis', 1);
  return (shape) => {
    const axis = axisOf(given, shape.length);
    return [sizeOf(shape.slice(0, axis)), sizeOf(shape.slice(axis))];
  };
});

const shapeKernel: Kernel = {
  types: { T: ALL },
  plan(node) {
    const [input, out] = [node.inputs[0]!, node.outputs[0]!];
    const start = int(node, 'start', 0);
    const end = int(node, 'end', Infinity);
    return () => {
      const rank = input.shape.length;
      const clamp = (axis: number) => Math.max(0, Math.min(rank, axisOf(axis, rank)));
      writeInts(out, input.shape.slice(clamp(start), clamp(end)));
    };
  },
};

/** A few int64 with one axis. */
export function writeInts(out: Held, values: readonly number[]): void {
  const { words } = out.reserve([values.length], values.length);
  values.forEach((value, i) => {
    setInt64(words, i, value);
  });
}

const size: Kernel = {
  types: { T: ALL },
  plan: ({ inputs: [input], outputs: [out] }) => {
    return () => {
      setInt64(out!.reserve([], 1).words, 0, input!.size);
    };
  },
};

export const shapeKernels: Kernels = {
  Identity: view(() => (shape) => shape),
  Reshape: reshape,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Flatten: flatten,
  Shape: shapeKernel,
  Size: size,
};
