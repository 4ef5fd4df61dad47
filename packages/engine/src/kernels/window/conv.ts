/**
 * Convolutions as products of matrices: each filter is a row, and what its taps meet are rows of an image as {@link Planes} lays it out.
 * @see https://onnx.ai/onnx/operators/onnx__Conv.html
 */

import { misfit } from '../../errors.js';
import type { Held, Numbers } from '../../held.js';
import { int, ints } from '../attributes.js';
import { FLOATS, type Kernel, type Kernels } from '../kernel.js';
import { PANEL, rowProduct } from '../product.js';
import { Filters } from './filters.js';
import { type Geometry, geometryOf, slidingOf, three, type Three, volume } from './geometry.js';
import { Planes } from './planes.js';

const conv: Kernel = {
  types: { T: FLOATS },
  absorbs: { Relu: true },
  plan(node) {
    const [input, weights, bias] = node.inputs as [Held, Held, Held | undefined];
    const out = node.outputs[0]!;
    const groups = int(node, 'group', 1);
    const how = slidingOf(node);
    const filters = new Filters(node, weights, bias, groups);
    let planes: Planes | undefined;
    let known = '';
    return () => {
      const shape = input.shape.slice(1).join();
      if (!planes || known !== shape || !weights.constant)
        planes = new Planes(geometryOf(input.shape, weights.shape.slice(2), how));
      known = shape;
      const { g } = planes;
      const [batch, channels] = input.shape as [number, number];
      const [count, perGroup] = weights.shape as [number, number];
      if (perGroup * groups !== channels || count % groups !== 0) throw unfit(input, weights, groups);
      const [depth, height, width] = g.output;
      const to = out.reserve([batch, count, ...g.output.slice(3 - g.rank)]).numbers;
      const own = count / groups;
      filters.meet(planes, perGroup);
      for (let n = 0; n < batch; n++)
        for (let group = 0; group < groups; group++) {
          const base = (n * channels + group * perGroup) * volume(g.input);
          planes.fill(filters.image, filters.at, input.numbers, base, perGroup);
          for (let z = 0; z < depth; z++)
            for (let y = 0; y < height; y += filters.lines) {
              const lines = Math.min(filters.lines, height - y);
              for (let filter = 0; filter < own; filter += filters.rows) {
                filters.times(group, filter, z, y, lines);
                const at = (((n * count + group * own + filter) * depth + z) * height + y) * width;
                filters.give(to, at, depth * height * width, lines * width);
              }
            }
        }
    };
  },
};

/** The other way round: each input spreads over a window of outputs. @see https://onnx.ai/onnx/operators/onnx__ConvTranspose.html */
const convTranspose: Kernel = {
  types: { T: FLOATS },
  plan(node) {
    const [input, weights, bias] = node.inputs as [Held, Held, Held | undefined];
    const out = node.outputs[0]!;
    const groups = int(node, 'group', 1);
    const how = slidingOf(node);
    const outputPadding = ints(node, 'output_padding');
    const outputShape = ints(node, 'output_shape');
    let plane = new Float64Array(0);
    let packed = new Float64Array(0);
    let sums = new Float64Array(0);
    return () => {
      const rank = input.shape.length - 2;
      const kernel = weights.shape.slice(2);
      const [batch, channels] = input.shape as [number, number];
      const [rows, own] = weights.shape as [number, number];
      if (rank < 1 || rank > 3 || rows !== channels || channels % groups !== 0) throw unfit(input, weights, groups);
      const strides = how.strides ?? kernel.map(() => 1);
      const dilations = how.dilations ?? kernel.map(() => 1);
      const before: number[] = [];
      const lengths = input.shape.slice(2).map((length, axis) => {
        const full =
          strides[axis]! * (length - 1) + (outputPadding?.[axis] ?? 0) + (kernel[axis]! - 1) * dilations[axis]! + 1;
        const same = how.autoPad.startsWith('SAME');
        const wanted = outputShape?.[axis + outputShape.length - rank] ?? (same ? length * strides[axis]! : undefined);
        if (wanted === undefined) {
          before.push(how.autoPad === 'VALID' ? 0 : (how.pads?.[axis] ?? 0));
          return full - before[axis]! - (how.autoPad === 'VALID' ? 0 : (how.pads?.[axis + rank] ?? 0));
        }
        const total = Math.max(full - wanted, 0);
        const half = Math.floor(total / 2);
        before.push(how.autoPad === 'SAME_UPPER' ? half : total - half);
        return wanted;
      });
      if (lengths.some((length) => !(length >= 0))) throw unfit(input, weights, groups);
      const g = {
        input: three(input.shape.slice(2), 1),
        kernel: three(kernel, 1),
        strides: three(strides, 1),
        dilations: three(dilations, 1),
        before: three(before, 0),
        output: three(lengths, 1),
      };
      const [image, size, taps] = [volume(g.input), volume(g.output), volume(g.kernel)];
      const perGroup = channels / groups;
      const to = out.reserve([batch, own * groups, ...lengths]).numbers;
      const [from, factors] = [input.numbers, weights.numbers];
      if (plane.length < size) plane = new Float64Array(size);
      if (packed.length < perGroup * image) packed = new Float64Array(perGroup * image);
      if (sums.length < image) sums = new Float64Array(image);
      for (let n = 0; n < batch; n++)
        for (let group = 0; group < groups; group++) {
          panels(from, (n * channels + group * perGroup) * image, perGroup, image, packed);
          for (let filter = 0; filter < own; filter++) {
            plane.fill(bias ? bias.numbers[group * own + filter]! : 0, 0, size);
            for (let tap = 0; tap < taps; tap++) {
              const at = group * perGroup * own * taps + filter * taps + tap;
              rowProduct(factors, at, own * taps, perGroup, packed, 0, image, true, sums);
              spread(sums, g, tap, plane);
            }
            const at = (n * own * groups + group * own + filter) * size;
            for (let i = 0; i < size; i++) to[at + i] = plane[i]!;
          }
        }
    };
  },
};

/** The rows of a matrix of `n` columns as {@link rowProduct} reads them. */
function panels(from: Numbers, base: number, rows: number, n: number, packed: Float64Array): void {
  let at = 0;
  for (let j = 0; j < n; j += PANEL) {
    const end = Math.min(n, j + PANEL);
    for (let row = 0; row < rows; row++)
      for (let column = j; column < end; column++) packed[at++] = from[base + row * n + column]!;
  }
}

/** Adds what each input gives to the output that one tap of the window stands over. */
function spread(
  sums: Float64Array,
  g: Pick<Geometry, 'input' | 'kernel' | 'strides' | 'dilations' | 'before' | 'output'>,
  tap: number,
  plane: Float64Array,
): void {
  const [depth, height, width] = g.input;
  const [, kernelHeight, kernelWidth] = g.kernel;
  const [outDepth, outHeight, outWidth] = g.output;
  const tapRow = Math.floor(tap / kernelWidth);
  const offset: Three = [
    Math.floor(tapRow / kernelHeight) * g.dilations[0] - g.before[0],
    (tapRow % kernelHeight) * g.dilations[1] - g.before[1],
    (tap % kernelWidth) * g.dilations[2] - g.before[2],
  ];
  for (let i = 0, z = 0; z < depth; z++) {
    const oz = z * g.strides[0] + offset[0];
    for (let y = 0; y < height; y++) {
      const oy = y * g.strides[1] + offset[1];
      const inside = oz >= 0 && oz < outDepth && oy >= 0 && oy < outHeight;
      const line = (oz * outHeight + oy) * outWidth;
      for (let x = 0, ox = offset[2]; x < width; x++, i++, ox += g.strides[2])
        if (inside && ox >= 0 && ox < outWidth) plane[line + ox]! += sums[i]!;
    }
  }
}

function unfit(input: Held, weights: Held, groups: number): Error {
  return misfit(
    `filters of shape [${weights.shape.join(', ')}] in ${groups} groups for an image of shape [${input.shape.join(', ')}]`,
  );
}

export const convKernels: Kernels = { Conv: conv, ConvTranspose: convTranspose };
