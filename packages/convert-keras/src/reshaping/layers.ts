/** Layers that move and copy elements. Source: keras.src.layers.reshaping */

import type { Call, Convert } from '../build/call.js';
import { type Places, placesOf } from '../build/places.js';
import { type Length, Tensor } from '../build/tensor.js';
import { bicubic } from './bicubic.js';
import { malformed } from '../read/errors.js';
import type { Entries } from '../registry.js';

/** Elements of all axes but the batch; null when one is open. */
const product = (lengths: readonly Length[]): Length =>
  lengths.reduce<Length>((total, length) => (total === null || length === null ? null : total * length), 1);

const flatten: Convert = (call) => {
  const { b, input, config } = call;
  const first = config.get('data_format') === 'channels_first' && input.rank > 2;
  const order = [0, ...Array.from({ length: input.rank - 2 }, (_, i) => i + 2), 1];
  const value = first ? b.transpose(input.value, order) : input.value;
  const length = product(input.shape.slice(1));
  return Tensor.of(b, input.rank === 1 ? b.unsqueeze(value, 1) : b.op('Flatten', [value], { axis: 1 }), [
    input.shape[0]!,
    length,
  ]);
};

const reshape: Convert = (call) => {
  const { b, input, config } = call;
  const target = config.integers('target_shape');
  const total = product(input.shape.slice(1));
  const known = target.reduce((sum, length) => (length === -1 ? sum : sum * length), 1);
  const shape = target.map((length) => (length === -1 ? (total === null ? null : total / known) : length));
  // 0 is the batch as it is; ONNX has at most one open axis beside it, as Keras.
  return Tensor.of(b, b.reshape(input.value, [0, ...target]), [input.shape[0]!, ...shape]);
};

const permute: Convert = ({ b, input, config }) => {
  const order = [0, ...config.integers('dims')];
  return Tensor.of(
    b,
    b.transpose(input.value, order),
    order.map((axis) => input.shape[axis]!),
  );
};

const repeatVector: Convert = ({ b, input, config }) => {
  const count = config.number('n');
  const repeated = b.op('Tile', [b.unsqueeze(input.value, 1), b.ints([1, count, 1])]);
  return Tensor.of(b, repeated, [input.shape[0]!, count, input.shape[1]!]);
};

/** `[[before, after], ...]` of each axis: one number stands for all, one for each axis for both ends. */
function ends({ config, layer }: Call, name: string, rank: number): readonly (readonly [number, number])[] {
  const stored = config.get(name);
  const list = Array.isArray(stored) ? (stored as readonly unknown[]) : new Array<unknown>(rank).fill(stored);
  // The one axis of a sequence has its two ends alone.
  const perAxis = rank === 1 && list.length === 2 ? [list] : list;
  return perAxis.map((one): [number, number] => {
    const [before, after] = Array.isArray(one) ? (one as readonly unknown[]) : [one, one];
    if (!Number.isSafeInteger(before) || !Number.isSafeInteger(after))
      throw malformed(`its ${name} is not of whole numbers`, layer.path);
    return [before as number, after as number];
  });
}

const padding =
  (rank: number): Convert =>
  (call) => {
    const places = placesOf(call);
    const around = ends(call, 'padding', rank);
    const pads = [0, 0, ...around.map(([before]) => before), 0, 0, ...around.map(([, after]) => after)];
    const value = call.b.op('Pad', [places.value, call.b.ints(pads)]);
    return places.give(
      value,
      places.channels,
      resized(places, (length, axis) => length + around[axis]![0] + around[axis]![1]),
    );
  };

const cropping =
  (rank: number): Convert =>
  (call) => {
    const { b } = call;
    const places = placesOf(call);
    const cut = ends(call, 'cropping', rank);
    const axes = cut.map((_, axis) => axis + 2);
    // Nothing off the end is written as an end that no axis reaches.
    const stops = cut.map(([, after]) => (after === 0 ? Number.MAX_SAFE_INTEGER : -after));
    const value = b.op('Slice', [places.value, b.ints(cut.map(([before]) => before)), b.ints(stops), b.ints(axes)]);
    return places.give(
      value,
      places.channels,
      resized(places, (length, axis) => length - cut[axis]![0] - cut[axis]![1]),
    );
  };

const resized = ({ lengths }: Places, change: (length: number, axis: number) => number): readonly Length[] =>
  lengths.map((length, axis) => (length === null ? null : change(length, axis)));

/** How each interpolation of Keras is one of Resize. */
const INTERPOLATIONS = {
  nearest: { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' },
  bilinear: { mode: 'linear', coordinate_transformation_mode: 'half_pixel' },
} as const;

const upSampling =
  (rank: number): Convert =>
  (call) => {
    const { b, config } = call;
    const places = placesOf(call);
    const size = config.integers('size', rank);
    const lengths = resized(places, (length, axis) => length * size[axis]!);
    const interpolation = config.choice('interpolation', ['nearest', 'bilinear', 'bicubic'], 'nearest');
    if (interpolation === 'bicubic') return places.give(bicubic(call, places, lengths), places.channels, lengths);
    const scales = b.graph.constant({ dtype: 'float32', data: Float32Array.of(1, 1, ...size) });
    const value = b.op('Resize', [places.value, undefined, scales], INTERPOLATIONS[interpolation]);
    return places.give(value, places.channels, lengths);
  };

export const reshaping: Entries = {
  Flatten: flatten,
  Reshape: reshape,
  Permute: permute,
  RepeatVector: repeatVector,
  ZeroPadding1D: padding(1),
  ZeroPadding2D: padding(2),
  ZeroPadding3D: padding(3),
  Cropping1D: cropping(1),
  Cropping2D: cropping(2),
  Cropping3D: cropping(3),
  UpSampling1D: upSampling(1),
  UpSampling2D: upSampling(2),
  UpSampling3D: upSampling(3),
};
