/** Layers with places between the batch and the channels: convolutions, pools, padding. */

import type { JsonValue } from '@brine/core';
import { get, listAt } from '../json.js';
import { integerAt, integersAt, type Length, placesOf, type Rule, type Shape, type ShapeCall } from './shape.js';

interface Window {
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
}

const windowed = (length: Length, size: number, stride: number, dilation: number, padding: unknown): Length => {
  if (length === null) return null;
  const room = padding === 'same' || padding === 'causal' ? length - 1 : length - ((size - 1) * dilation + 1);
  return Math.max(0, Math.floor(room / stride) + 1);
};

function windowOf(config: JsonValue, rank: number, size: string): Window | undefined {
  const lengths = integersAt(config, size, rank);
  const strides =
    (get(config, 'strides') ?? null) === null
      ? size === 'pool_size'
        ? lengths
        : ones(rank)
      : integersAt(config, 'strides', rank);
  const dilations =
    (get(config, 'dilation_rate') ?? null) === null ? ones(rank) : integersAt(config, 'dilation_rate', rank);
  const isWhole = strides?.every((stride) => stride > 0);
  return lengths && strides && dilations && isWhole ? { size: lengths, strides, dilations } : undefined;
}

const ones = (rank: number): readonly number[] => new Array<number>(rank).fill(1);

/** Lengths of the places that a window is put at. */
export function windowLengths(config: JsonValue, places: Shape, size: string): Shape | undefined {
  const window = windowOf(config, places.length, size);
  const padding = get(config, 'padding');
  return (
    window &&
    places.map((length, i) => windowed(length, window.size[i]!, window.strides[i]!, window.dilations[i]!, padding))
  );
}

const convolution =
  (rank: number, channels: (call: ShapeCall, given: Length) => Length | undefined, size = 'kernel_size'): Rule =>
  (call) => {
    const places = placesOf(call, rank);
    const lengths = places && windowLengths(call.config, places.lengths, size);
    const count = places && channels(call, places.channels);
    return lengths && count !== undefined ? [places.give(lengths, count)] : undefined;
  };

const filters = ({ config }: ShapeCall) => integerAt(config, 'filters');
const multiplied = ({ config }: ShapeCall, channels: Length) =>
  channels === null ? null : channels * (integerAt(config, 'depth_multiplier') ?? 1);

/** @see keras/src/backend/common/backend_utils.py, compute_conv_transpose_output_shape */
const transposed =
  (rank: number): Rule =>
  (call) => {
    const { config } = call;
    const places = placesOf(call, rank);
    const window = windowOf(config, rank, 'kernel_size');
    const count = filters(call);
    const more =
      (get(config, 'output_padding') ?? null) === null ? undefined : integersAt(config, 'output_padding', rank);
    if (!places || !window || count === undefined) return undefined;
    const lengths = places.lengths.map((length, i) => {
      if (length === null) return null;
      const [stride, size] = [window.strides[i]!, (window.size[i]! - 1) * window.dilations[i]! + 1];
      if (get(config, 'padding') === 'same')
        return more ? (length - 1) * stride + size - 2 * Math.floor(size / 2) + more[i]! : length * stride;
      return (length - 1) * stride + size + (more ? more[i]! : Math.max(stride - size, 0));
    });
    return [places.give(lengths, count)];
  };

const global =
  (rank: number): Rule =>
  (call) => {
    const places = placesOf(call, rank);
    if (!places) return undefined;
    return [
      get(call.config, 'keepdims') === true
        ? places.give(ones(rank), places.channels)
        : [call.inputs[0][0]!, places.channels],
    ];
  };

const sized =
  (rank: number): Rule =>
  (call) => {
    const places = placesOf(call, rank);
    const lengths = integersAt(call.config, 'output_size', rank);
    return places && lengths ? [places.give(lengths, places.channels)] : undefined;
  };

const multipliedPlaces =
  (rank: number): Rule =>
  (call) => {
    const places = placesOf(call, rank);
    const sizes = integersAt(call.config, 'size', rank);
    if (!places || !sizes) return undefined;
    return [
      places.give(
        places.lengths.map((length, i) => (length === null ? null : length * sizes[i]!)),
        places.channels,
      ),
    ];
  };

/** What is added at both ends of each axis: one number stands for all, one for each axis for both of its ends. */
const ends =
  (rank: number, key: string, sign: 1 | -1): Rule =>
  (call) => {
    const places = placesOf(call, rank);
    const stored = listAt(call.config, key) ?? new Array<JsonValue>(rank).fill(get(call.config, key) ?? null);
    // The one axis of a sequence has its two ends alone.
    const perAxis = rank === 1 && stored.length === 2 ? [stored as JsonValue] : stored;
    const sums = perAxis.map((one) => {
      const pair = (Array.isArray(one) ? one : [one, one]) as readonly unknown[];
      return Number(pair[0] ?? NaN) + Number(pair[1] ?? NaN);
    });
    if (!places || sums.length !== rank || !sums.every(Number.isSafeInteger)) return undefined;
    const lengths = places.lengths.map((length, i) => (length === null ? null : Math.max(0, length + sign * sums[i]!)));
    return [places.give(lengths, places.channels)];
  };

const resized: Rule = (call) => {
  const [height, width] = [integerAt(call.config, 'height'), integerAt(call.config, 'width')];
  const [input] = call.inputs;
  if (height === undefined || width === undefined || input.length < 3) return undefined;
  const isFirst = get(call.config, 'data_format') === 'channels_first';
  return [isFirst ? [...input.slice(0, -2), height, width] : [...input.slice(0, -3), height, width, input.at(-1)!]];
};

const RANKED: readonly (readonly [name: string, rule: (rank: number) => Rule])[] = [
  ['Conv#D', (rank) => convolution(rank, filters)],
  ['Convolution#D', (rank) => convolution(rank, filters)],
  ['SeparableConv#D', (rank) => convolution(rank, filters)],
  ['DepthwiseConv#D', (rank) => convolution(rank, multiplied)],
  ['Conv#DTranspose', transposed],
  ...['Max', 'Average'].flatMap((kind): [string, (rank: number) => Rule][] => [
    [`${kind}Pooling#D`, (rank) => convolution(rank, (_, channels) => channels, 'pool_size')],
    [`Global${kind}Pooling#D`, global],
    [`Adaptive${kind}Pooling#D`, sized],
  ]),
  ['ZeroPadding#D', (rank) => ends(rank, 'padding', 1)],
  ['Cropping#D', (rank) => ends(rank, 'cropping', -1)],
  ['UpSampling#D', multipliedPlaces],
];

export const places: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(
    RANKED.flatMap(([name, rule]) => [1, 2, 3].map((rank) => [name.replace('#', String(rank)), rule(rank)])),
  ),
  Resizing: resized,
  CenterCrop: resized,
};
