/** What moves elements between axes, along an axis, or out of one. */

import { misfit } from '../errors.js';
import { type Held, integers, sizeOf } from '../held.js';
import { int, text } from './attributes.js';
import { copyLanes } from './gather.js';
import { ALL, axisOf, FLOATS, type Kernel, type Kernels } from './kernel.js';
import { transposeInto } from './transpose.js';

/** An image whose axes are split, put into another order, and joined. */
function rearranged(
  split: (shape: readonly number[], block: number, mode: string) => readonly number[],
  order: (mode: string) => readonly number[],
  join: (shape: readonly number[], block: number) => readonly number[],
): Kernel {
  return {
    types: { T: ALL },
    plan(node) {
      const [input, out] = [node.inputs[0]!, node.outputs[0]!];
      const block = int(node, 'blocksize', 1);
      const mode = text(node, 'mode', 'DCR');
      return () => {
        const { shape, width } = input;
        const parts = split(shape, block, mode);
        if (shape.length !== 4 || !parts.every(Number.isInteger))
          throw misfit(`blocks of ${block} in an image of shape [${shape.join(', ')}]`);
        out.reserve(join(shape, block), input.size);
        transposeInto(input.lanes, parts, order(mode), out.lanes, width);
      };
    },
  };
}

const depthToSpace = rearranged(
  ([n, c, h, w], block, mode) =>
    mode === 'DCR' ? [n!, block, block, c! / block ** 2, h!, w!] : [n!, c! / block ** 2, block, block, h!, w!],
  (mode) => (mode === 'DCR' ? [0, 3, 4, 1, 5, 2] : [0, 1, 4, 2, 5, 3]),
  ([n, c, h, w], block) => [n!, c! / block ** 2, h! * block, w! * block],
);

const spaceToDepth = rearranged(
  ([n, c, h, w], block) => [n!, c!, h! / block, block, w! / block, block],
  () => [0, 3, 5, 1, 2, 4],
  ([n, c, h, w], block) => [n!, c! * block ** 2, h! / block, w! / block],
);

/** The first elements of each sequence the other way round; the rest stays. */
const reverseSequence: Kernel = {
  types: { T: ALL },
  plan(node) {
    const [input, lengths] = node.inputs as [Held, Held];
    const out = node.outputs[0]!;
    const [batchAxis, timeAxis] = [int(node, 'batch_axis', 1), int(node, 'time_axis', 0)];
    return () => {
      const { shape, width } = input;
      const [time, batch] = [shape[timeAxis], shape[batchAxis]];
      const counts = integers(lengths);
      if (time === undefined || batch === undefined || batchAxis + timeAxis !== 1 || counts.length !== batch)
        throw misfit(`${counts.length} lengths of sequences for the shape [${shape.join(', ')}]`);
      out.reserve(shape, input.size);
      const inner = sizeOf(shape.slice(2)) * width;
      const place = (t: number, b: number): number => (timeAxis === 0 ? t * batch + b : b * time + t) * inner;
      for (let b = 0; b < batch; b++)
        for (let t = 0; t < time; t++) {
          const from = t < counts[b]! ? counts[b]! - 1 - t : t;
          copyLanes(input.lanes, place(from, b), out.lanes, place(t, b), inner);
        }
    };
  },
};

/** The slices of an axis that a condition picks; without an axis, elements. */
const compress: Kernel = {
  types: { T: ALL, T1: '?' },
  plan(node) {
    const [input, condition] = node.inputs as [Held, Held];
    const out = node.outputs[0]!;
    const given = node.attributes['axis'] ? int(node, 'axis', 0) : undefined;
    return () => {
      const shape = given === undefined ? [input.size] : input.shape;
      const axis = given === undefined ? 0 : axisOf(given, shape.length);
      const length = shape[axis] ?? 0;
      const chosen: number[] = [];
      for (let i = 0; i < Math.min(length, condition.size); i++) if (condition.numbers[i] !== 0) chosen.push(i);
      const inner = sizeOf(shape.slice(axis + 1)) * input.width;
      const outer = sizeOf(shape.slice(0, axis));
      out.reserve(shape.map((n, i) => (i === axis ? chosen.length : n)));
      let at = 0;
      for (let o = 0; o < outer; o++)
        for (const i of chosen) {
          copyLanes(input.lanes, (o * length + i) * inner, out.lanes, at, inner);
          at += inner;
        }
    };
  },
};

/** Nothing is dropped outside of training: the elements as they are, and a mask that keeps all. */
const dropout: Kernel = {
  types: { T: FLOATS, T1: FLOATS, T2: '?' },
  plan(node) {
    const [input, , training] = node.inputs as [Held, Held?, Held?];
    const [out, mask] = node.outputs;
    return () => {
      if (training && training.numbers[0] !== 0) throw misfit('training');
      out!.reserve(input.shape, input.size);
      copyLanes(input.lanes, 0, out!.lanes, 0, input.size);
      mask?.reserve(input.shape, input.size).numbers.fill(1, 0, input.size);
    };
  },
};

export const blockKernels: Kernels = {
  DepthToSpace: depthToSpace,
  SpaceToDepth: spaceToDepth,
  ReverseSequence: reverseSequence,
  Compress: compress,
  Dropout: dropout,
};
