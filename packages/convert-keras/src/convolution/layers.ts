/** Convolutions. Source: keras.src.layers.convolutional */

import { activate } from '../activations/activation.js';
import type { Call, Convert } from '../build/call.js';
import { windowLengths } from '../build/padding.js';
import { placesOf } from '../build/places.js';
import type { Entries } from '../registry.js';
import { convolve, depthwiseFirst, kernelFirst, windowOf } from './convolve.js';
import { convolutionTranspose } from './transpose.js';

/** Weights of a kernel for each of some shapes, then the bias where there is one. */
function kernelsOf(call: Call, shapes: readonly (readonly (number | null)[])[], filters: number) {
  const useBias = call.config.boolean('use_bias', true);
  const weights = call.weights(...shapes, ...(useBias ? [[filters]] : []));
  return { kernels: weights.slice(0, shapes.length), bias: useBias ? call.weight(weights.at(-1)!) : undefined };
}

const convolution =
  (rank: number): Convert =>
  (call) => {
    const { config } = call;
    const filters = config.number('filters');
    const window = windowOf(call, rank);
    const places = placesOf(call);
    const { kernels, bias } = kernelsOf(call, [[...window.size, null, filters]], filters);
    const kernel = call.weight(kernelFirst(kernels[0]!));
    const value = convolve(call.b, places.value, kernel, bias, window, places.lengths, config.number('groups', 1));
    return activate(call, places.give(call.round(value), filters, windowLengths(window, places.lengths)));
  };

const depthwise =
  (rank: number): Convert =>
  (call) => {
    const window = windowOf(call, rank);
    const places = placesOf(call);
    const kernelShape = call.layer.weights[0]?.shape ?? [];
    const [inputs = 0, multiplier = 0] = kernelShape.slice(-2);
    const { kernels, bias } = kernelsOf(call, [[...window.size, null, null]], inputs * multiplier);
    const kernel = call.weight(depthwiseFirst(kernels[0]!));
    const value = convolve(call.b, places.value, kernel, bias, window, places.lengths, inputs);
    return activate(call, places.give(call.round(value), inputs * multiplier, windowLengths(window, places.lengths)));
  };

/** A depthwise convolution, then one of single places over all channels. */
const separable =
  (rank: number): Convert =>
  (call) => {
    const filters = call.config.number('filters');
    const window = windowOf(call, rank);
    const places = placesOf(call);
    const single = new Array<number>(rank).fill(1);
    const { kernels, bias } = kernelsOf(
      call,
      [
        [...window.size, null, null],
        [...single, null, filters],
      ],
      filters,
    );
    const [depth, point] = kernels;
    const spread = convolve(
      call.b,
      places.value,
      call.weight(depthwiseFirst(depth!)),
      undefined,
      window,
      places.lengths,
      depth!.shape.at(-2)!,
    );
    const value = call.b.op('Conv', [spread, call.weight(kernelFirst(point!)), bias], { kernel_shape: single });
    return activate(call, places.give(value, filters, windowLengths(window, places.lengths)));
  };

export const convolutions: Entries = {
  Conv1D: convolution(1),
  Conv2D: convolution(2),
  Conv3D: convolution(3),
  Conv1DTranspose: convolutionTranspose(1),
  Conv2DTranspose: convolutionTranspose(2),
  Conv3DTranspose: convolutionTranspose(3),
  DepthwiseConv1D: depthwise(1),
  DepthwiseConv2D: depthwise(2),
  SeparableConv1D: separable(1),
  SeparableConv2D: separable(2),
};
