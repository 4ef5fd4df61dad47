/** What makes tensors out of little: constants, ranges, indicators, positions. */

import { tensor } from '@brine/graph';
import type { DenseTensor } from '@brine/core';
import { misfit } from '../errors.js';
import { type Held, int64At, integersOf, scalarOf, setInt64, sizeOf } from '../held.js';
import { int, tensorOf } from './attributes.js';
import { copyLanes } from './gather.js';
import { ALL, type Kernel, type Kernels, type PlannedNode } from './kernel.js';

/** @see https://onnx.ai/onnx/operators/onnx__Constant.html */
function constantOf({ attributes }: PlannedNode): DenseTensor {
  const [[name, attribute] = ['value', undefined]] = Object.entries(attributes).filter(([key]) =>
    key.startsWith('value'),
  );
  switch (attribute?.type) {
    case 'tensor':
      return attribute.value;
    case 'float':
      return tensor('float32', [attribute.value], []);
    case 'int':
      return tensor('int64', [attribute.value], []);
    case 'string':
      return tensor('str', [attribute.value], []);
    case 'floats':
      return tensor('float32', attribute.value);
    case 'ints':
      return tensor('int64', attribute.value);
    case 'strings':
      return tensor('str', attribute.value);
    default:
      throw misfit(`a Constant by ${name}`);
  }
}

const constant: Kernel = {
  types: { T: ALL },
  plan(node) {
    const value = constantOf(node);
    const out = node.outputs[0]!;
    return () => {
      out.hold(value);
    };
  },
};

const constantOfShape: Kernel = {
  types: { T2: ALL },
  plan(node) {
    const shapeOf = integersOf(node.inputs[0]!);
    const out = node.outputs[0]!;
    const value = tensorOf(node, 'value')?.data[0] ?? 0;
    return () => {
      out.reserve(shapeOf());
      (out.data as unknown as { fill(value: unknown, start: number, end: number): void }).fill(value, 0, out.size);
    };
  },
};

const range: Kernel = {
  types: { T: 'dflis' },
  plan({ inputs, outputs }) {
    const [start, limit, delta] = inputs as [Held, Held, Held];
    const out = outputs[0]!;
    return () => {
      const [from, to, by] = [scalarOf(start), scalarOf(limit), scalarOf(delta)];
      const count = Math.max(0, Math.ceil((to - from) / by));
      if (!Number.isFinite(count)) throw misfit(`a range from ${from} to ${to} by ${by}`);
      out.reserve([count], count);
      if (out.width === 2) for (let i = 0; i < count; i++) setInt64(out.words, i, from + i * by);
      else for (let i = 0; i < count; i++) out.numbers[i] = from + i * by;
    };
  },
};

/** Element `at` of a tensor of any number type. */
const at = (held: Held, position: number): number =>
  held.width === 2 ? int64At(held.words, position) : held.numbers[position]!;

const oneHot: Kernel = {
  types: { T1: 'dfli', T2: 'dfli', T3: ALL },
  plan(node) {
    const [indices, depth, values] = node.inputs as [Held, Held, Held];
    const out = node.outputs[0]!;
    const given = int(node, 'axis', -1);
    return () => {
      const classes = scalarOf(depth);
      const axis = given < 0 ? given + indices.shape.length + 1 : given;
      const shape = [...indices.shape.slice(0, axis), classes, ...indices.shape.slice(axis)];
      const inner = sizeOf(indices.shape.slice(axis));
      const { lanes: to, width } = out.reserve(shape);
      const from = values.lanes;
      for (let i = 0; i < out.size; i++) copyLanes(from, 0, to, i * width, width);
      for (let i = 0; i < indices.size; i++) {
        const index = at(indices, i);
        const hot = index < 0 ? index + classes : index;
        if (!(hot >= 0 && hot < classes) || !Number.isInteger(hot)) continue;
        const outer = Math.floor(i / inner);
        copyLanes(from, width, to, ((outer * classes + hot) * inner + (i % inner)) * width, width);
      }
    };
  },
};

const nonZero: Kernel = {
  types: { T: 'dfliscLISC?' },
  plan({ inputs, outputs }) {
    const [input, out] = [inputs[0]!, outputs[0]!];
    return () => {
      const found: number[] = [];
      for (let i = 0; i < input.size; i++) if (at(input, i) !== 0) found.push(i);
      const rank = input.shape.length;
      const { words } = out.reserve([rank, found.length]);
      const strides = input.shape.map((_, axis) => sizeOf(input.shape.slice(axis + 1)));
      for (let axis = 0; axis < rank; axis++) {
        found.forEach((position, i) => {
          setInt64(words, axis * found.length + i, Math.floor(position / strides[axis]!) % input.shape[axis]!);
        });
      }
    };
  },
};

const eyeLike: Kernel = {
  types: { T1: 'dfli?', T2: 'dfli?' },
  plan(node) {
    const [input, out] = [node.inputs[0]!, node.outputs[0]!];
    const k = int(node, 'k', 0);
    return () => {
      const [rows, columns] = input.shape as [number, number];
      const { lanes, width } = out.reserve([rows, columns]);
      lanes.fill(0, 0, out.size * width);
      for (let i = Math.max(0, -k); i < rows && i + k < columns; i++) lanes[(i * columns + i + k) * width] = 1;
    };
  },
};

export const makeKernels: Kernels = {
  Constant: constant,
  ConstantOfShape: constantOfShape,
  Range: range,
  OneHot: oneHot,
  NonZero: nonZero,
  EyeLike: eyeLike,
};
