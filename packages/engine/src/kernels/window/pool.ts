/** Pools: one number for each window, or for a whole image. @see https://onnx.ai/onnx/operators/onnx__MaxPool.html */

import { type Held, type Numbers, setInt64, sizeOf } from '../../held.js';
import { int, ints } from '../attributes.js';
import { FLOATS, type Kernel, type Kernels, type PlannedNode } from '../kernel.js';
import { type Geometry, geometryOf, slidingOf, volume } from './geometry.js';
import { Largest } from './largest.js';

/** Where a window stands: its first element, which may lie in the padding, and the part `[from, to)` of it in the image. */
class Place {
  readonly start = [0, 0, 0];
  readonly from = [0, 0, 0];
  readonly to = [0, 0, 0];

  constructor(readonly g: Geometry) {}

  move(axis: 0 | 1 | 2, at: number): void {
    const { input, kernel, strides, dilations, before } = this.g;
    const start = at * strides[axis] - before[axis];
    const step = dilations[axis];
    this.start[axis] = start;
    this.from[axis] = start < 0 ? start + Math.ceil(-start / step) * step : start;
    this.to[axis] = Math.min(input[axis], start + (kernel[axis] - 1) * step + 1);
  }

  /** Elements of the window, those in the padding too, but none beyond it. */
  get size(): number {
    const { input, kernel, dilations, after } = this.g;
    let size = 1;
    for (const axis of [0, 1, 2] as const) {
      const end = Math.min(this.start[axis]! + (kernel[axis] - 1) * dilations[axis] + 1, input[axis] + after[axis]);
      size *= Math.ceil((end - this.start[axis]!) / dilations[axis]);
    }
    return size;
  }
}

/** What becomes of the elements of a window of the image at `base`. */
type Pooling = (image: Numbers, base: number, place: Place) => number;

/**
 * Runs a pooling over every window of every channel.
 *
 * @param prepare - gets the shape before anything is computed
 * @param each - gets the position of each result
 * @param whole - does all at once, if it can
 */
function slide(
  { inputs, attributes }: PlannedNode,
  out: Held,
  pooling: Pooling,
  prepare?: (shape: readonly number[], g: Geometry) => void,
  each?: (at: number) => void,
  whole?: (image: Numbers, planes: number, g: Geometry, to: Numbers) => boolean,
): () => void {
  const input = inputs[0]!;
  const how = slidingOf({ attributes });
  const kernel = ints({ attributes }, 'kernel_shape') ?? [];
  return () => {
    const g = geometryOf(input.shape, kernel, how);
    const planes = input.shape[0]! * input.shape[1]!;
    const shape = [...input.shape.slice(0, 2), ...g.output.slice(3 - g.rank)];
    const to = out.reserve(shape).numbers;
    prepare?.(shape, g);
    const image = input.numbers;
    if (whole?.(image, planes, g, to)) return;
    const place = new Place(g);
    const size = volume(g.input);
    let at = 0;
    for (let plane = 0; plane < planes; plane++)
      for (let z = 0; z < g.output[0]; z++) {
        place.move(0, z);
        for (let y = 0; y < g.output[1]; y++) {
          place.move(1, y);
          for (let x = 0; x < g.output[2]; x++, at++) {
            place.move(2, x);
            to[at] = pooling(image, plane * size, place);
            each?.(at);
          }
        }
      }
  };
}

const maxPool: Kernel = {
  types: { T: 'dfcC' },
  plan(node) {
    const [out, indices] = node.outputs;
    const largest = indices ? undefined : new Largest(node, out!);
    const byColumn = int(node, 'storage_order', 0) !== 0;
    let found = 0;
    let words: Int32Array | undefined;
    let [depth, height, width] = [1, 1, 1];
    /** A position in an image whose first axis runs fastest. */
    const turned = (at: number): number => {
      const inner = at % (depth * height * width);
      const row = Math.floor(inner / width);
      return at - inner + ((inner % width) * height + (row % height)) * depth + Math.floor(row / height);
    };
    return slide(
      node,
      out!,
      (image, base, { from, to, g: { input, dilations } }) => {
        let best = -Infinity;
        found = -1;
        for (let z = from[0]!; z < to[0]!; z += dilations[0])
          for (let y = from[1]!; y < to[1]!; y += dilations[1]) {
            const line = base + (z * input[1] + y) * input[2];
            for (let x = line + from[2]!; x < line + to[2]!; x += dilations[2])
              if (image[x]! > best || found < 0) {
                best = image[x]!;
                found = x;
              }
          }
        return best;
      },
      (shape, { input }) => {
        words = indices?.reserve(shape).words;
        [depth, height, width] = input;
      },
      indices && ((at) => setInt64(words!, at, byColumn ? turned(found) : found)),
      largest && ((image, planes, g, to) => largest.run(image, planes, g, to)),
    );
  },
};

/** A pool of sums: of a function of the elements, and what is made of the sum and the window. */
function summing(
  of: (x: number, p: number) => number,
  finish: (sum: number, count: number, place: Place, node: Settings) => number,
): Kernel {
  return {
    types: { T: FLOATS },
    plan(node) {
      const settings = { padded: int(node, 'count_include_pad', 0) !== 0, p: int(node, 'p', 2) };
      return slide(node, node.outputs[0]!, (image, base, place) => {
        const {
          from,
          to,
          g: { input, dilations },
        } = place;
        let sum = 0;
        let count = 0;
        for (let z = from[0]!; z < to[0]!; z += dilations[0])
          for (let y = from[1]!; y < to[1]!; y += dilations[1]) {
            const line = base + (z * input[1] + y) * input[2];
            for (let x = line + from[2]!; x < line + to[2]!; x += dilations[2], count++)
              sum += of(image[x]!, settings.p);
          }
        return finish(sum, count, place, settings);
      });
    },
  };
}

interface Settings {
  readonly padded: boolean;
  readonly p: number;
}

const power = (x: number, p: number): number => (p === 2 ? x * x : Math.abs(x) ** p);
const root = (sum: number, p: number): number => (p === 2 ? Math.sqrt(sum) : sum ** (1 / p));

/** Of whole images: each channel is one number. */
function global(pool: (image: Numbers, from: number, to: number, p: number) => number): Kernel {
  return {
    types: { T: FLOATS },
    plan(node) {
      const [input, out] = [node.inputs[0]!, node.outputs[0]!];
      const p = int(node, 'p', 2);
      return () => {
        const size = sizeOf(input.shape.slice(2));
        const to = out.reserve(input.shape.map((length, axis) => (axis < 2 ? length : 1))).numbers;
        for (let i = 0; i < out.size; i++) to[i] = pool(input.numbers, i * size, (i + 1) * size, p);
      };
    },
  };
}

export const poolKernels: Kernels = {
  MaxPool: maxPool,
  AveragePool: summing(
    (x) => x,
    (sum, count, place, { padded }) => sum / (padded ? place.size : count),
  ),
  LpPool: summing(power, (sum, _count, _place, { p }) => root(sum, p)),
  GlobalAveragePool: global((image, from, to) => {
    let sum = 0;
    for (let i = from; i < to; i++) sum += image[i]!;
    return sum / (to - from);
  }),
  GlobalMaxPool: global((image, from, to) => {
    let most = -Infinity;
    for (let i = from; i < to; i++) if (image[i]! > most || image[i] !== image[i]) most = image[i]!;
    return most;
  }),
  GlobalLpPool: global((image, from, to, p) => {
    let sum = 0;
    for (let i = from; i < to; i++) sum += power(image[i]!, p);
    return root(sum, p);
  }),
};
