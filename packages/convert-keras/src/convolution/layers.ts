/** Convolutions. Source: keras.src.layers.convolutional */

import type { DenseTensor } from '@brine/core';
import type { Value } from '@brine/graph';
import { activate } from '../activations/activation.js';
import { movedAxes } from '../build/build.js';
import type { Call, Convert } from '../build/call.js';
import { paddingOf, type Window, windowLengths } from '../build/padding.js';
import { type Places, placesOf } from '../build/places.js';
import type { Entries } from '../registry.js';
import { convolutionTranspose } from './transpose.js';

function windowOf({ config }: Call, rank: number): Window {
  return {
    size: config.integers('kernel_size', rank),
    strides: config.integers('strides', rank),
    dilations: config.integers('dilation_rate', rank, new Array<number>(rank).fill(1)),
    padding: config.choice('padding', ['valid', 'same', 'causal']),
  };
}

/** Keras has the channels of a kernel last, `[...size, in, out]`; ONNX first, `[out, in, ...size]`. */
function kernelFirst(kernel: DenseTensor): DenseTensor {
  const rank = kernel.shape.length - 2;
  return movedAxes(kernel, [rank + 1, rank, ...Array.from({ length: rank }, (_, i) => i)]);
}

/** `[...size, in, multiplier]` as `[in * multiplier, 1, ...size]`: every channel of the input has kernels of its own. */
function depthwiseFirst(kernel: DenseTensor): DenseTensor {
  const rank = kernel.shape.length - 2;
  const { dtype, data, shape } = movedAxes(kernel, [rank, rank + 1, ...Array.from({ length: rank }, (_, i) => i)]);
  return { dtype, data, shape: [shape[0]! * shape[1]!, 1, ...shape.slice(2)] };
}

/** One ONNX convolution. */
function convolve(
  call: Call,
  x: Value,
  kernel: Value,
  bias: Value | undefined,
  window: Window,
  places: Places,
  group: number,
): Value {
  return call.b.op('Conv', [x, kernel, bias], {
    kernel_shape: window.size,
    strides: window.strides,
    dilations: window.dilations,
    group,
    ...paddingOf(window, places.lengths),
  });
}

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
    const value = convolve(call, places.value, kernel, bias, window, places, config.number('groups', 1));
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
    const value = convolve(call, places.value, kernel, bias, window, places, inputs);
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
      call,
      places.value,
      call.weight(depthwiseFirst(depth!)),
      undefined,
      window,
      places,
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
