/** Operators on images and signals: resizing, sampling, spectra. */

import type { Dimension } from '@brine/core';
import { intOf, intsOf, stringOf } from '../operators/attribute.js';
import { constantNumbers, elementsOf, map, normalAxis, unknownAxes } from './dimensions.js';
import type { Shape, ShapeCall, ShapeRule } from './types.js';

const FITTED: Readonly<Record<string, (...scales: number[]) => number>> = {
  not_larger: Math.min,
  not_smaller: Math.max,
};

/** @see https://onnx.ai/onnx/operators/onnx__Resize.html */
const resize: ShapeRule = ({ inputs, attributes }) => {
  const shape = inputs[0]?.shape;
  if (!shape) return [null];
  const axes = (intsOf(attributes, 'axes') ?? [...shape.keys()]).map((axis) => normalAxis(axis, shape.length));
  // Resize of opset 10 has its scales second.
  const [scales, sizes] = [constantNumbers(inputs.length === 2 ? inputs[1] : inputs[2]), elementsOf(inputs[3])];
  const result: Dimension[] = [...shape];
  if (sizes?.length) {
    const fit = FITTED[stringOf(attributes, 'keep_aspect_ratio_policy') ?? 'stretch'];
    const scale =
      fit &&
      fitted(
        fit,
        axes.map((axis) => shape[axis]!),
        sizes,
      );
    axes.forEach((axis, i) => {
      result[axis] = fit ? map(scale ?? null, (by) => Math.round(by * (shape[axis] as number))) : sizes[i]!;
    });
    return [result];
  }
  if (!scales?.length) return [shape.map((length, axis) => (axes.includes(axis) ? null : length))];
  axes.forEach((axis, i) => {
    result[axis] = scales[i] === 1 ? shape[axis]! : map(shape[axis]!, (length) => Math.floor(length * scales[i]!));
  });
  return [result];
};

function fitted(
  fit: (...scales: number[]) => number,
  lengths: readonly Dimension[],
  sizes: readonly Dimension[],
): number | undefined {
  const scales = sizes.map((size, i) => (size as number) / (lengths[i] as number));
  return scales.every(Number.isFinite) ? fit(...scales) : undefined;
}

/** The operator before Resize. */
const upsample: ShapeRule = ({ inputs: [data, scales], attributes }) =>
  resize({ inputs: [data, undefined, scales], attributes, outputCount: 1 });

const depthToSpace: ShapeRule = ({ inputs, attributes }) => {
  const block = intOf(attributes, 'blocksize')!;
  const [n = null, c = null, h = null, w = null] = inputs[0]?.shape ?? [];
  return [[n, map(c, (x) => x / block ** 2), map(h, (x) => x * block), map(w, (x) => x * block)]];
};

const spaceToDepth: ShapeRule = ({ inputs, attributes }) => {
  const block = intOf(attributes, 'blocksize')!;
  const [n = null, c = null, h = null, w = null] = inputs[0]?.shape ?? [];
  return [[n, map(c, (x) => x * block ** 2), map(h, (x) => x / block), map(w, (x) => x / block)]];
};

const gridSample: ShapeRule = ({ inputs }) => {
  const [data, grid] = [inputs[0]?.shape, inputs[1]?.shape];
  if (!data || !grid) return [null];
  return [[data[0] ?? null, data[1] ?? null, ...grid.slice(1, -1)]];
};

const affineGrid: ShapeRule = ({ inputs }) => {
  const size = elementsOf(inputs[1]);
  return [size ? [size[0]!, ...size.slice(2), size.length - 2] : null];
};

const centerCropPad: ShapeRule = ({ inputs, attributes }) => {
  const shape = inputs[0]?.shape;
  if (!shape) return [null];
  const target = elementsOf(inputs[1]);
  const axes = (intsOf(attributes, 'axes') ?? [...shape.keys()]).map((axis) => normalAxis(axis, shape.length));
  const result: Dimension[] = [...shape];
  axes.forEach((axis, i) => (result[axis] = target?.[i] ?? null));
  return [result];
};

/** Of a real signal the second half of the spectrum says nothing new. */
const half = (length: number) => Math.floor(length / 2) + 1;

const dft: ShapeRule = ({ inputs, attributes }) => {
  const shape = inputs[0]?.shape;
  if (!shape) return [null];
  const given = inputs[2] ? constantNumbers(inputs[2])?.[0] : (intOf(attributes, 'axis') ?? -2);
  if (given === undefined) return [unknownAxes(shape.length)];
  const at = normalAxis(given, shape.length);
  const length = inputs[1] ? (constantNumbers(inputs[1])?.[0] ?? null) : shape[at]!;
  const oneSided = intOf(attributes, 'onesided') === 1;
  const inverse = intOf(attributes, 'inverse') === 1;
  const result = [...shape.slice(0, -1), oneSided && inverse ? 1 : 2];
  result[at] = oneSided && !inverse ? map(length, half) : length;
  return [result];
};

const stft: ShapeRule = ({ inputs, attributes }) => {
  const signal = inputs[0]?.shape;
  const step = constantNumbers(inputs[1])?.[0];
  const frame = inputs[3] ? constantNumbers(inputs[3])?.[0] : inputs[2]?.shape?.[0];
  const oneSided = (intOf(attributes, 'onesided') ?? 1) === 1;
  if (!signal || step === undefined || typeof frame !== 'number') return [null];
  const frames = map(signal[1] ?? null, (length) => Math.floor((length - frame) / step) + 1);
  return [[signal[0]!, frames, oneSided ? half(frame) : frame, 2]];
};

const spectralWindow: ShapeRule = ({ inputs }: ShapeCall): Shape[] => [[constantNumbers(inputs[0])?.[0] ?? null]];

const melWeights: ShapeRule = ({ inputs }) => {
  const [bins, length] = [constantNumbers(inputs[0])?.[0], constantNumbers(inputs[1])?.[0]];
  return [[map(length ?? null, half), bins ?? null]];
};

export const IMAGES: readonly (readonly [string, ShapeRule])[] = [
  ['Resize', resize],
  ['Upsample', upsample],
  ['DepthToSpace', depthToSpace],
  ['SpaceToDepth', spaceToDepth],
  ['GridSample', gridSample],
  ['AffineGrid', affineGrid],
  ['CenterCropPad', centerCropPad],
  ['ImageDecoder', () => [[null, null, null]]],
  ['NonMaxSuppression', () => [[null, 3]]],
  ['DFT', dft],
  ['STFT', stft],
  ['MelWeightMatrix', melWeights],
  ['BlackmanWindow', spectralWindow],
  ['HammingWindow', spectralWindow],
  ['HannWindow', spectralWindow],
];
