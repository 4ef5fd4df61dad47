/** Gather and scatter. Indices count from the end when negative; outside the axis they are an error. */

import { misfit } from '../errors.js';
import { type Held, int64At, type Numbers, sizeOf } from '../held.js';
import { int, text } from './attributes.js';
import { ALL, axisOf, type Kernel, type Kernels } from './kernel.js';

/** The index at a position, from 0 to `length - 1`. */
function indexAt(indices: Held, at: number, length: number): number {
  const index = indices.width === 2 ? int64At(indices.words, at) : indices.numbers[at]!;
  const positive = index < 0 ? index + length : index;
  if (!(positive >= 0 && positive < length)) throw misfit(`the index ${index} is outside an axis of length ${length}`);
  return positive;
}

/** Below this many lanes a loop is faster than a call that copies. */
const SHORT = 32;

/** Copies lanes of numbers or of text. */
export function copyLanes(from: Numbers, start: number, to: Numbers, at: number, n: number): void {
  if (n < SHORT || Array.isArray(from)) for (let i = 0; i < n; i++) to[at + i] = from[start + i]!;
  else to.set(from.subarray(start, start + n), at);
}

/** The low words of int64 indices, or int32 ones: all positions that an axis can have. */
const gather: Kernel = {
  types: { T: ALL, Tind: 'li' },
  plan(node) {
    const [data, indices, out] = [node.inputs[0]!, node.inputs[1]!, node.outputs[0]!];
    const given = int(node, 'axis', 0);
    return () => {
      const axis = axisOf(given, data.shape.length);
      const length = data.shape[axis];
      if (length === undefined) throw misfit(`there is no axis ${given} of the shape [${data.shape.join(', ')}]`);
      const outer = sizeOf(data.shape.slice(0, axis));
      const block = sizeOf(data.shape.slice(axis + 1)) * data.width;
      const count = indices.size;
      out.reserve([...data.shape.slice(0, axis), ...indices.shape, ...data.shape.slice(axis + 1)]);
      const [from, to] = [data.lanes, out.lanes];
      const wide = indices.width === 2;
      const words = wide ? indices.words : undefined;
      let at = 0;
      for (let i = 0; i < outer; i++) {
        const start = i * length * block;
        for (let j = 0; j < count; j++) {
          let index = words ? words[2 * j]! : indices.numbers[j]!;
          // Low words that are in range are the index, if the high word is empty.
          if (!(index >= 0 && index < length && (!words || words[2 * j + 1] === 0)))
            index = indexAt(indices, j, length);
          const position = start + index * block;
          if (block === 1) to[at++] = from[position]!;
          else {
            copyLanes(from, position, to, at, block);
            at += block;
          }
        }
      }
    };
  },
};

/** The position in `shape` of each element of a tensor of indices, which replace the coordinate of one axis. */
function eachElement(
  indices: Held,
  shape: readonly number[],
  axis: number,
  visit: (at: number, position: number) => void,
): void {
  const strides = shape.map((_, i) => sizeOf(shape.slice(i + 1)));
  const counter = shape.map(() => 0);
  for (let at = 0; at < indices.size; at++) {
    let position = indexAt(indices, at, shape[axis]!) * strides[axis]!;
    for (let i = 0; i < shape.length; i++) if (i !== axis) position += counter[i]! * strides[i]!;
    visit(at, position);
    for (let i = shape.length - 1; i >= 0 && indices.shape[i] === ++counter[i]!; i--) counter[i] = 0;
  }
}

const gatherElements: Kernel = {
  types: { T: ALL, Tind: 'li' },
  plan(node) {
    const [data, indices, out] = [node.inputs[0]!, node.inputs[1]!, node.outputs[0]!];
    const given = int(node, 'axis', 0);
    return () => {
      out.reserve(indices.shape, indices.size);
      const [from, to, width] = [data.lanes, out.lanes, data.width];
      eachElement(indices, data.shape, axisOf(given, data.shape.length), (at, position) => {
        for (let lane = 0; lane < width; lane++) to[at * width + lane] = from[position * width + lane]!;
      });
    };
  },
};

/** The start of the slice that each index tuple names, and how long slices are. */
function tuples(indices: Held, shape: readonly number[], batch: number): { starts: number[]; length: number } {
  const depth = indices.shape.at(-1) ?? 0;
  const length = sizeOf(shape.slice(batch + depth));
  const strides = shape.slice(batch, batch + depth).map((_, i) => sizeOf(shape.slice(batch + i + 1)));
  const batches = sizeOf(shape.slice(0, batch));
  const whole = sizeOf(shape.slice(batch));
  const count = depth === 0 ? sizeOf(indices.shape.slice(0, -1)) : indices.size / depth;
  const each = count / batches;
  const starts = Array.from({ length: count }, (_, at) => {
    let start = Math.floor(at / each) * whole;
    for (let i = 0; i < depth; i++) start += indexAt(indices, at * depth + i, shape[batch + i]!) * strides[i]!;
    return start;
  });
  return { starts, length };
}

const gatherND: Kernel = {
  types: { T: ALL },
  plan(node) {
    const [data, indices, out] = [node.inputs[0]!, node.inputs[1]!, node.outputs[0]!];
    const batch = int(node, 'batch_dims', 0);
    return () => {
      const { starts, length } = tuples(indices, data.shape, batch);
      const depth = indices.shape.at(-1) ?? 0;
      out.reserve([...indices.shape.slice(0, -1), ...data.shape.slice(batch + depth)]);
      const [from, to, width] = [data.lanes, out.lanes, data.width];
      starts.forEach((start, i) => {
        copyLanes(from, start * width, to, i * length * width, length * width);
      });
    };
  },
};

type Combine = (old: number, update: number) => number;

const REDUCTIONS: Readonly<Record<string, Combine>> = {
  add: (old, update) => old + update,
  mul: (old, update) => old * update,
  max: (old, update) => (update > old ? update : old),
  min: (old, update) => (update < old ? update : old),
};

/** Puts updates into the output: moved in lanes, or combined as numbers (int64 as BigInts) where the node says how. */
function writer(reduction: string, updates: Held, out: Held): (at: number, position: number) => void {
  if (reduction === 'none') {
    const [from, to, width] = [updates.lanes, out.lanes, out.width];
    return (at, position) => {
      for (let lane = 0; lane < width; lane++) to[position * width + lane] = from[at * width + lane]!;
    };
  }
  const combine = REDUCTIONS[reduction]!;
  const [from, to] = [updates.numbers, out.numbers];
  return (at, position) => {
    to[position] = combine(to[position]!, from[at]!);
  };
}

const scatterElements: Kernel = {
  types: { T: ALL, Tind: 'li' },
  plan(node) {
    const [data, indices, updates] = node.inputs as [Held, Held, Held];
    const out = node.outputs[0]!;
    const given = int(node, 'axis', 0);
    const reduction = text(node, 'reduction', 'none');
    return () => {
      out.reserve(data.shape, data.size);
      copyLanes(data.lanes, 0, out.lanes, 0, data.size * data.width);
      eachElement(indices, data.shape, axisOf(given, data.shape.length), writer(reduction, updates, out));
    };
  },
};

const scatterND: Kernel = {
  types: { T: ALL },
  plan(node) {
    const [data, indices, updates] = node.inputs as [Held, Held, Held];
    const out = node.outputs[0]!;
    const reduction = text(node, 'reduction', 'none');
    return () => {
      out.reserve(data.shape, data.size);
      copyLanes(data.lanes, 0, out.lanes, 0, data.size * data.width);
      const { starts, length } = tuples(indices, data.shape, 0);
      const write = writer(reduction, updates, out);
      starts.forEach((start, i) => {
        for (let j = 0; j < length; j++) write(i * length + j, start + j);
      });
    };
  },
};

export const gatherKernels: Kernels = {
  Gather: gather,
  GatherElements: gatherElements,
  GatherND: gatherND,
  ScatterElements: scatterElements,
  ScatterND: scatterND,
};
