import { movedAxes } from '../build/build.js';
import type { Convert } from '../build/call.js';
import { placesOf } from '../build/places.js';
import { activate } from '../activations/activation.js';

/** How a transposed convolution places what it makes along one axis. */
interface Placement {
  /** Taken off at the beginning and the end. */
  readonly before: number;
  readonly after: number;
  /** Added at the end. */
  readonly more: number;
  outputLength(length: number): number;
}

/**
 * TensorFlow makes it of the gradient of a convolution with the same padding: what `same` took off is as far from the middle as there.
 * Source: keras.src.backend.common.backend_utils, _get_output_shape_given_tf_padding; tf.nn.conv_transpose
 */
function placement(extent: number, stride: number, padding: 'valid' | 'same', asked: number | null): Placement {
  const whole = (length: number) => (length - 1) * stride + extent;
  const change =
    padding === 'valid'
      ? (asked ?? Math.max(stride - extent, 0))
      : asked === null
        ? stride - extent
        : (extent % 2) + asked - extent;
  // The convolution that this is the gradient of takes as much off as its own output needs.
  const taken = padding === 'valid' ? 0 : Math.max(-change, 0);
  return {
    before: Math.floor(taken / 2),
    after: taken - Math.floor(taken / 2),
    more: Math.max(change, 0),
    outputLength: (length) => whole(length) + change,
  };
}

/** A kernel is `[...size, out, in]` in Keras and `[in, out, ...size]` in ONNX. */
export const convolutionTranspose =
  (rank: number): Convert =>
  (call) => {
    const { b, config } = call;
    const filters = config.number('filters');
    const useBias = config.boolean('use_bias', true);
    const size = config.integers('kernel_size', rank);
    const strides = config.integers('strides', rank);
    const dilations = config.integers('dilation_rate', rank, new Array<number>(rank).fill(1));
    const padding = config.choice('padding', ['valid', 'same']);
    const asked = config.has('output_padding') ? config.integers('output_padding', rank) : undefined;
    const [kernel, bias] = call.weights([...size, filters, null], ...(useBias ? [[filters]] : []));
    const places = placesOf(call);
    const axes = size.map((length, axis) =>
      placement((length - 1) * dilations[axis]! + 1, strides[axis]!, padding, asked?.[axis] ?? null),
    );
    const order = [rank + 1, rank, ...Array.from({ length: rank }, (_, i) => i)];
    const value = b.op(
      'ConvTranspose',
      [places.value, call.weight(movedAxes(kernel!, order)), bias && call.weight(bias)],
      {
        kernel_shape: size,
        strides,
        dilations,
        pads: [...axes.map(({ before }) => before), ...axes.map(({ after }) => after)],
        output_padding: axes.map(({ more }) => more),
      },
    );
    const lengths = places.lengths.map((length, axis) => (length === null ? null : axes[axis]!.outputLength(length)));
    return activate(call, places.give(call.round(value), filters, lengths));
  };
