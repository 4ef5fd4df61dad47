/**
 * Resize: each axis by itself. What an element of the result is made of along an axis are a few taps: positions and their weights.
 * @see https://onnx.ai/onnx/operators/onnx__Resize.html
 */

import { misfit } from '../errors.js';
import { type Held, integers, type Numbers, sizeOf } from '../held.js';
import { float, int, ints, text } from './attributes.js';
import { axisOf, FLOATS, type Kernel, type Kernels, type PlannedNode } from './kernel.js';

/** One axis: its lengths, the factor between them, and the part of it that `tf_crop_and_resize` takes. */
interface Axis {
  readonly length: number;
  readonly resized: number;
  readonly scale: number;
  readonly roi: readonly [start: number, end: number];
}

/** Where the centre of an element of the result lies in the input. */
const COORDINATES: Readonly<Record<string, (x: number, axis: Axis) => number>> = {
  half_pixel: (x, { scale }) => (x + 0.5) / scale - 0.5,
  half_pixel_symmetric(x, { scale, length, resized }) {
    const adjusted = resized / (scale * length);
    return (length / 2) * (1 - adjusted) + (x + 0.5) / scale - 0.5;
  },
  pytorch_half_pixel: (x, { scale, resized }) => (resized > 1 ? (x + 0.5) / scale - 0.5 : 0),
  align_corners: (x, { length, resized }) => (resized === 1 ? 0 : (x * (length - 1)) / (resized - 1)),
  asymmetric: (x, { scale }) => x / scale,
  tf_crop_and_resize: (x, { length, resized, roi: [start, end] }) =>
    resized > 1
      ? start * (length - 1) + (x * (end - start) * (length - 1)) / (resized - 1)
      : 0.5 * (start + end) * (length - 1),
};

const ROUNDINGS: Readonly<Record<string, (x: number) => number>> = {
  round_prefer_floor: (x) => Math.ceil(x - 0.5),
  round_prefer_ceil: (x) => Math.floor(x + 0.5),
  floor: Math.floor,
  ceil: Math.ceil,
};

interface Settings {
  readonly mode: string;
  readonly coordinates: string;
  readonly rounding: string;
  readonly cubic: number;
  readonly excluding: boolean;
  readonly antialias: boolean;
}

/** For each element of the result along an axis `count` positions and weights. */
interface Taps {
  readonly count: number;
  readonly positions: Int32Array;
  readonly weights: Float64Array;
  /** Elements whose centre lies outside, where that matters. */
  readonly outside: Uint8Array | undefined;
}

function tapsOf(axis: Axis, { mode, coordinates, rounding, cubic, excluding, antialias }: Settings): Taps {
  const { length, resized, scale } = axis;
  const place = COORDINATES[coordinates]!;
  const cropping = coordinates === 'tf_crop_and_resize';
  const outside = cropping ? new Uint8Array(resized) : undefined;
  // A smaller picture is smoothed: the kernel is as wide as the elements that become one.
  const stretch = antialias && scale < 1 && mode !== 'nearest' ? scale : 1;
  const reach = mode === 'nearest' ? 0 : Math.ceil((mode === 'cubic' ? 2 : 1) / stretch);
  const count = Math.max(1, 2 * reach);
  const positions = new Int32Array(resized * count);
  const weights = new Float64Array(resized * count);
  const kernel = mode === 'cubic' ? cubicKernel(cubic) : (x: number) => Math.max(0, 1 - Math.abs(x));
  for (let i = 0; i < resized; i++) {
    const at = place(i, axis);
    if (outside && (at < 0 || at > length - 1)) outside[i] = 1;
    if (mode === 'nearest') {
      positions[i] = clamp(ROUNDINGS[rounding]!(at), length);
      weights[i] = 1;
      continue;
    }
    const first = Math.floor(at) - reach + 1;
    let sum = 0;
    for (let k = 0; k < count; k++) {
      const position = first + k;
      const inside = position >= 0 && position < length;
      const weight = excluding && !inside ? 0 : kernel((position - at) * stretch);
      positions[i * count + k] = clamp(position, length);
      weights[i * count + k] = weight;
      sum += weight;
    }
    if (excluding || antialias) for (let k = 0; k < count; k++) weights[i * count + k]! /= sum;
  }
  return { count, positions, weights, outside };
}

const clamp = (at: number, length: number): number => Math.max(0, Math.min(length - 1, at));

/** @see R. Keys, Cubic convolution interpolation for digital image processing, 1981, (4) */
function cubicKernel(a: number): (x: number) => number {
  return (x) => {
    const d = Math.abs(x);
    if (d >= 2) return 0;
    return d <= 1 ? ((a + 2) * d - (a + 3)) * d * d + 1 : ((a * d - 5 * a) * d + 8 * a) * d - 4 * a;
  };
}

/** One axis resized: `[outer, length, inner]` to `[outer, resized, inner]`. */
function along(from: Numbers, outer: number, { length, resized }: Axis, inner: number, taps: Taps): Float64Array {
  const { count, positions, weights } = taps;
  const to = new Float64Array(outer * resized * inner);
  for (let o = 0; o < outer; o++)
    for (let i = 0; i < resized; i++) {
      const target = (o * resized + i) * inner;
      for (let k = 0; k < count; k++) {
        const weight = weights[i * count + k]!;
        if (weight === 0) continue;
        const source = (o * length + positions[i * count + k]!) * inner;
        for (let j = 0; j < inner; j++) to[target + j]! += weight * from[source + j]!;
      }
    }
  return to;
}

/** The axes of a run: what is given by sizes or scales. */
function axesOf(node: PlannedNode, wanted: readonly number[] | undefined): Axis[] {
  const [input, roi, scales, sizes] = node.inputs as [Held, Held?, Held?, Held?];
  const { shape } = input;
  const rank = shape.length;
  const chosen = (wanted ?? [...shape.keys()]).map((axis) => axisOf(axis, rank));
  const policy = text(node, 'keep_aspect_ratio_policy', 'stretch');
  const given = sizes && sizes.size > 0 ? integers(sizes) : undefined;
  const factors = scales && scales.size > 0 ? scales.numbers : undefined;
  if (!given && !factors) throw misfit('a Resize without sizes and scales');
  const ratios = given?.map((size, i) => size / shape[chosen[i]!]!);
  const one =
    policy === 'stretch' || !ratios ? undefined : policy === 'not_larger' ? Math.min(...ratios) : Math.max(...ratios);
  return shape.map((length, axis): Axis => {
    const i = chosen.indexOf(axis);
    if (i < 0) return { length, resized: length, scale: 1, roi: [0, 1] };
    const size = one === undefined ? given?.[i] : Math.floor(one * length + 0.5);
    const resized = size ?? Math.floor(length * factors![i]!);
    if (!(resized >= 0)) throw misfit(`an axis of ${resized} elements`);
    const bounds = roi && roi.size > 0 ? roi.numbers : undefined;
    return {
      length,
      resized,
      scale: factors && !given ? factors[i]! : (one ?? resized / length),
      roi: bounds ? [bounds[i]!, bounds[i + chosen.length]!] : [0, 1],
    };
  });
}

const resize: Kernel = {
  types: { T1: FLOATS, T2: FLOATS },
  refuses(node) {
    const [coordinates, mode] = [
      text(node, 'coordinate_transformation_mode', 'half_pixel'),
      text(node, 'mode', 'nearest'),
    ];
    if (!Object.hasOwn(COORDINATES, coordinates)) return `the coordinates ${coordinates}`;
    return ['nearest', 'linear', 'cubic'].includes(mode) ? undefined : `the mode ${mode}`;
  },
  plan(node) {
    const [input, out] = [node.inputs[0]!, node.outputs[0]!];
    const settings: Settings = {
      mode: text(node, 'mode', 'nearest'),
      coordinates: text(node, 'coordinate_transformation_mode', 'half_pixel'),
      rounding: text(node, 'nearest_mode', 'round_prefer_floor'),
      cubic: float(node, 'cubic_coeff_a', -0.75),
      excluding: int(node, 'exclude_outside', 0) !== 0,
      antialias: int(node, 'antialias', 0) !== 0,
    };
    const beyond = float(node, 'extrapolation_value', 0);
    const wanted = ints(node, 'axes');
    return () => {
      const axes = axesOf(node, wanted);
      const shape = input.shape.slice();
      let data = input.numbers as Numbers;
      const outsides: (Uint8Array | undefined)[] = [];
      axes.forEach((axis, at) => {
        const taps = axis.length === axis.resized && axis.scale === 1 && axis.roi[1] - axis.roi[0] === 1;
        if (taps) return void outsides.push(undefined);
        const made = tapsOf(axis, settings);
        outsides.push(made.outside);
        data = along(data, sizeOf(shape.slice(0, at)), axis, sizeOf(shape.slice(at + 1)), made);
        (shape as number[])[at] = axis.resized;
      });
      const to = out.reserve([...shape]).numbers;
      for (let i = 0; i < out.size; i++) to[i] = data[i]!;
      outsides.forEach((outside, at) => {
        if (!outside) return;
        const inner = sizeOf(shape.slice(at + 1));
        for (let i = 0; i < out.size; i++) if (outside[Math.floor(i / inner) % shape[at]!]) to[i] = beyond;
      });
    };
  },
};

export const resizeKernels: Kernels = { Resize: resize };
