/** Normalisations over groups of elements that are computed anew in every run. */

import { misfit } from '../errors.js';
import { type Held, type Numbers, sizeOf } from '../held.js';
import { float, int, ints } from './attributes.js';
import { axisOf, FLOATS, type Kernel, type Kernels } from './kernel.js';

/** Makes `n` elements from `start` have the mean 0 and the variance 1, nearly; then `scale` and `shift` of each. */
function standardise(
  from: Numbers,
  start: number,
  n: number,
  epsilon: number,
  to: Numbers,
  scale: (i: number) => number,
  shift: (i: number) => number,
): void {
  let sum = 0;
  for (let i = start; i < start + n; i++) sum += from[i]!;
  const centre = sum / n;
  let squares = 0;
  for (let i = start; i < start + n; i++) squares += (from[i]! - centre) ** 2;
  const factor = 1 / Math.sqrt(squares / n + epsilon);
  for (let i = start; i < start + n; i++) to[i] = (from[i]! - centre) * factor * scale(i) + shift(i);
}

/** @param groupsOf - how many groups the channels are; each is standardised, then each channel has its scale and bias */
function byGroups(groupsOf: (channels: number, attribute: number) => number): Kernel {
  return {
    types: { T: FLOATS },
    plan(node) {
      const [input, scale, bias] = node.inputs as [Held, Held, Held];
      const out = node.outputs[0]!;
      const epsilon = float(node, 'epsilon', Math.fround(1e-5));
      const attribute = int(node, 'num_groups', 1);
      return () => {
        const [batch = 0, channels = 0] = input.shape;
        const inner = sizeOf(input.shape.slice(2));
        const groups = groupsOf(channels, attribute);
        if (channels % groups !== 0 || scale.size !== channels || bias.size !== channels)
          throw misfit(`${groups} groups and ${scale.size} scales for ${channels} channels`);
        const to = out.reserve(input.shape, input.size).numbers;
        const n = (channels / groups) * inner;
        const channel = (i: number): number => Math.floor(i / inner) % channels;
        for (let group = 0; group < batch * groups; group++)
          standardise(
            input.numbers,
            group * n,
            n,
            epsilon,
            to,
            (i) => scale.numbers[channel(i)]!,
            (i) => bias.numbers[channel(i)]!,
          );
      };
    },
  };
}

/** Divides by the root of the mean of the squares over the last axes. */
const rmsNormalization: Kernel = {
  types: { T: FLOATS, V: FLOATS },
  plan(node) {
    const [input, scale] = node.inputs as [Held, Held];
    const out = node.outputs[0]!;
    const given = int(node, 'axis', -1);
    const epsilon = float(node, 'epsilon', Math.fround(1e-5));
    return () => {
      const n = sizeOf(input.shape.slice(axisOf(given, input.shape.length)));
      const from = input.numbers;
      const to = out.reserve(input.shape, input.size).numbers;
      for (let start = 0; start < input.size; start += n) {
        let squares = 0;
        for (let i = start; i < start + n; i++) squares += from[i]! * from[i]!;
        const factor = 1 / Math.sqrt(squares / n + epsilon);
        for (let i = 0; i < n; i++) to[start + i] = from[start + i]! * factor * scale.numbers[i % scale.size]!;
      }
    };
  },
};

/** Divides by the sum of absolute values or by the length along an axis; nothing stays nothing. */
const lpNormalization: Kernel = {
  types: { T: FLOATS },
  plan(node) {
    const [input, out] = [node.inputs[0]!, node.outputs[0]!];
    const given = int(node, 'axis', -1);
    const p = int(node, 'p', 2);
    return () => {
      const { shape } = input;
      const axis = axisOf(given, shape.length);
      const length = shape[axis] ?? 1;
      const inner = sizeOf(shape.slice(axis + 1));
      const from = input.numbers;
      const to = out.reserve(shape, input.size).numbers;
      for (let block = 0; block < input.size; block += length * inner)
        for (let start = block; start < block + inner; start++) {
          const end = start + length * inner;
          let sum = 0;
          for (let i = start; i < end; i += inner) sum += p === 1 ? Math.abs(from[i]!) : from[i]! * from[i]!;
          const norm = p === 1 ? sum : Math.sqrt(sum);
          for (let i = start; i < end; i += inner) to[i] = norm === 0 ? 0 : from[i]! / norm;
        }
    };
  },
};

/** Divides by what a window of channels around each element holds. */
const lrn: Kernel = {
  types: { T: FLOATS },
  plan(node) {
    const [input, out] = [node.inputs[0]!, node.outputs[0]!];
    const size = int(node, 'size', 1);
    const [alpha, beta] = [float(node, 'alpha', Math.fround(1e-4)), float(node, 'beta', 0.75)];
    const bias = float(node, 'bias', 1);
    const [below, above] = [Math.floor((size - 1) / 2), Math.ceil((size - 1) / 2)];
    return () => {
      const channels = input.shape[1] ?? 1;
      const inner = sizeOf(input.shape.slice(2));
      const from = input.numbers;
      const to = out.reserve(input.shape, input.size).numbers;
      for (let i = 0; i < input.size; i++) {
        const channel = Math.floor(i / inner) % channels;
        let squares = 0;
        for (let c = Math.max(0, channel - below); c <= Math.min(channels - 1, channel + above); c++)
          squares += from[i + (c - channel) * inner]! ** 2;
        to[i] = from[i]! / (bias + (alpha / size) * squares) ** beta;
      }
    };
  },
};

/** Standardises over some axes: all elements that agree in the others are one group. */
const meanVariance: Kernel = {
  types: { T: FLOATS },
  plan(node) {
    const [input, out] = [node.inputs[0]!, node.outputs[0]!];
    const axes = ints(node, 'axes') ?? [0, 2, 3];
    return () => {
      const { shape } = input;
      const gone = new Set(axes.map((axis) => axisOf(axis, shape.length)));
      const groups = sizeOf(shape.filter((_, axis) => !gone.has(axis)));
      const groupOf = new Int32Array(input.size);
      for (let axis = shape.length - 1, stride = 1, step = 1; axis >= 0; stride *= shape[axis--]!) {
        if (gone.has(axis)) continue;
        for (let i = 0; i < input.size; i++) groupOf[i]! += (Math.floor(i / stride) % shape[axis]!) * step;
        step *= shape[axis]!;
      }
      const [sums, squares] = [new Float64Array(groups), new Float64Array(groups)];
      const n = input.size / groups;
      const from = input.numbers;
      const to = out.reserve(shape, input.size).numbers;
      for (let i = 0; i < input.size; i++) sums[groupOf[i]!]! += from[i]!;
      for (let i = 0; i < input.size; i++) squares[groupOf[i]!]! += (from[i]! - sums[groupOf[i]!]! / n) ** 2;
      for (let i = 0; i < input.size; i++)
        to[i] = (from[i]! - sums[groupOf[i]!]! / n) / (Math.sqrt(squares[groupOf[i]!]! / n) + 1e-9);
    };
  },
};

export const groupKernels: Kernels = {
  InstanceNormalization: byGroups((channels) => channels),
  GroupNormalization: byGroups((_, groups) => groups),
  RMSNormalization: rmsNormalization,
  LpNormalization: lpNormalization,
  LRN: lrn,
  MeanVarianceNormalization: meanVariance,
};
