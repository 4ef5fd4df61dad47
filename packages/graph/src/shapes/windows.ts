/** Convolutions, pools, and what else slides a window over the axes after the first two. */

import type { Dimension } from '@brine/core';
import { intOf, intsOf, stringOf, type Attributes } from '../operators/attribute.js';
import { constantNumbers, map, multiply, shapeOfRank, unknownAxes } from './dimensions.js';
import type { Shape, ShapeCall, ShapeRule } from './types.js';

interface Window {
  readonly kernel: readonly Dimension[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Padding of both ends together, and of the first one. */
  readonly padding: readonly number[];
  readonly padBegin: readonly number[];
  readonly autoPad: string;
}

function windowOf(attributes: Attributes, kernel: readonly Dimension[]): Window {
  const rank = kernel.length;
  const ones = new Array<number>(rank).fill(1);
  const pads = intsOf(attributes, 'pads') ?? new Array<number>(2 * rank).fill(0);
  return {
    kernel,
    strides: intsOf(attributes, 'strides') ?? ones,
    dilations: intsOf(attributes, 'dilations') ?? ones,
    padding: kernel.map((_, i) => (pads[i] ?? 0) + (pads[i + rank] ?? 0)),
    padBegin: pads.slice(0, rank),
    autoPad: stringOf(attributes, 'auto_pad') ?? 'NOTSET',
  };
}

/** Lengths of the axes over which a window slides. @see https://onnx.ai/onnx/operators/onnx__MaxPool.html */
function slid(axes: readonly Dimension[], window: Window, ceil: boolean): Dimension[] {
  const { kernel, strides, dilations, padding, padBegin, autoPad } = window;
  return axes.map((length, i) => {
    const [size, stride] = [kernel[i] ?? null, strides[i] ?? 1];
    if (typeof length !== 'number' || typeof size !== 'number') return null;
    if (autoPad.startsWith('SAME')) return Math.ceil(length / stride);
    const pad = autoPad === 'VALID' ? 0 : (padding[i] ?? 0);
    const steps = (length + pad - ((size - 1) * (dilations[i] ?? 1) + 1)) / stride;
    if (!ceil) return Math.max(0, Math.floor(steps) + 1);
    const count = Math.ceil(steps) + 1;
    // A last window that begins in the padding is no window.
    return (count - 1) * stride >= length + (autoPad === 'VALID' ? 0 : (padBegin[i] ?? 0)) ? count - 1 : count;
  });
}

/** @param weights - which input has the filters */
const conv =
  (weights: number): ShapeRule =>
  ({ inputs, attributes }) => {
    const data = inputs[0]?.shape;
    const filters = inputs[weights]?.shape;
    if (!data) return [filters ? [null, filters[0]!, ...unknownAxes(Math.max(0, filters.length - 2))] : null];
    const axes = data.slice(2);
    const kernel = intsOf(attributes, 'kernel_shape') ?? filters?.slice(2) ?? unknownAxes(axes.length);
    return [[data[0]!, filters?.[0] ?? null, ...slid(axes, windowOf(attributes, kernel), false)]];
  };

const convTranspose: ShapeRule = ({ inputs, attributes }) => {
  const [data, filters] = [inputs[0]?.shape, inputs[1]?.shape];
  if (!data) return [null];
  const axes = data.slice(2);
  const kernel = intsOf(attributes, 'kernel_shape') ?? filters?.slice(2) ?? unknownAxes(axes.length);
  const { strides, dilations, padding, autoPad } = windowOf(attributes, kernel);
  const more = intsOf(attributes, 'output_padding') ?? [];
  const given = intsOf(attributes, 'output_shape');
  const lengths = axes.map((length, i): Dimension => {
    const size = kernel[i] ?? null;
    if (given) return given[i + given.length - axes.length] ?? null;
    if (typeof length !== 'number' || typeof size !== 'number') return null;
    const whole = strides[i]! * (length - 1) + (more[i] ?? 0) + (size - 1) * dilations[i]! + 1;
    if (autoPad.startsWith('SAME')) return Math.min(length * strides[i]!, whole);
    return autoPad === 'VALID' ? whole : whole - padding[i]!;
  });
  const channels = map(filters?.[1] ?? null, (count) => count * (intOf(attributes, 'group') ?? 1));
  return [[data[0]!, channels, ...lengths]];
};

const pool: ShapeRule = ({ inputs, attributes, outputCount }) => {
  const data = inputs[0]?.shape;
  const kernel = intsOf(attributes, 'kernel_shape');
  if (!data || !kernel) return [];
  const ceil = intOf(attributes, 'ceil_mode') === 1;
  const shape = [...data.slice(0, 2), ...slid(data.slice(2), windowOf(attributes, kernel), ceil)];
  return new Array<Shape>(outputCount).fill(shape);
};

const globalPool: ShapeRule = ({ inputs }) => [inputs[0]?.shape?.map((length, i) => (i < 2 ? length : 1)) ?? null];

const maxUnpool: ShapeRule = ({ inputs, attributes }) => {
  const data = inputs[0]?.shape;
  const kernel = intsOf(attributes, 'kernel_shape');
  if (inputs[2]) return [constantNumbers(inputs[2]) ?? (data ? unknownAxes(data.length) : null)];
  if (!data || !kernel) return [null];
  const { strides, padding } = windowOf(attributes, kernel);
  const lengths = data.slice(2).map((length, i) => {
    return map(length, (count) => (count - 1) * strides[i]! + kernel[i]! - padding[i]!);
  });
  return [[...data.slice(0, 2), ...lengths]];
};

/** Blocks of columns put together to images. */
const col2Im: ShapeRule = ({ inputs }) => {
  const [image, block] = [constantNumbers(inputs[1]), constantNumbers(inputs[2])];
  const data = inputs[0]?.shape;
  const channels = block ? map(data?.[1] ?? null, (count) => count / (multiply(block) as number)) : null;
  const rank = inputs[1]?.shape?.[0];
  const axes = image ?? shapeOfRank(rank);
  return [axes ? [data?.[0] ?? null, channels, ...axes] : null];
};

/** @param boxes - shape of the regions, one a row */
const regions = (data: Shape | undefined, boxes: Shape | undefined, lengths: readonly number[]): Shape[] => [
  [boxes?.[0] ?? null, data?.[1] ?? null, ...lengths],
];

const roiAlign: ShapeRule = ({ inputs, attributes }: ShapeCall) => {
  const lengths = [intOf(attributes, 'output_height') ?? 1, intOf(attributes, 'output_width') ?? 1];
  return regions(inputs[0]?.shape, inputs[1]?.shape, lengths);
};

const maxRoiPool: ShapeRule = ({ inputs, attributes }: ShapeCall) =>
  regions(inputs[0]?.shape, inputs[1]?.shape, intsOf(attributes, 'pooled_shape') ?? []);

export const WINDOWS: readonly (readonly [string, ShapeRule])[] = [
  ['Conv', conv(1)],
  ['ConvInteger', conv(1)],
  ['DeformConv', conv(1)],
  ['QLinearConv', conv(3)],
  ['ConvTranspose', convTranspose],
  ['MaxPool', pool],
  ['AveragePool', pool],
  ['LpPool', pool],
  ['GlobalAveragePool', globalPool],
  ['GlobalMaxPool', globalPool],
  ['GlobalLpPool', globalPool],
  ['MaxUnpool', maxUnpool],
  ['Col2Im', col2Im],
  ['RoiAlign', roiAlign],
  ['MaxRoiPool', maxRoiPool],
];
