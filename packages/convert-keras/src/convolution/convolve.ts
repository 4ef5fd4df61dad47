/** One convolution of ONNX. */

import type { DenseTensor } from '@brine/core';
import type { Value } from '@brine/graph';
import { type Build, movedAxes } from '../build/build.js';
import type { Call } from '../build/call.js';
import { paddingOf, type Window } from '../build/padding.js';
import type { Length } from '../build/tensor.js';

/** The window of a layer over `rank` axes of places. */
export function windowOf({ config }: Call, rank: number): Window {
  return {
    size: config.integers('kernel_size', rank),
    strides: config.integers('strides', rank),
    dilations: config.integers('dilation_rate', rank, new Array<number>(rank).fill(1)),
    padding: config.choice('padding', ['valid', 'same', 'causal']),
  };
}

/** Keras has the channels of a kernel last, `[...size, in, out]`; ONNX first, `[out, in, ...size]`. */
export function kernelFirst(kernel: DenseTensor): DenseTensor {
  const rank = kernel.shape.length - 2;
  return movedAxes(kernel, [rank + 1, rank, ...Array.from({ length: rank }, (_, i) => i)]);
}

/** `[...size, in, multiplier]` as `[in * multiplier, 1, ...size]`: every channel of the input has kernels of its own. */
export function depthwiseFirst(kernel: DenseTensor): DenseTensor {
  const rank = kernel.shape.length - 2;
  const { dtype, data, shape } = movedAxes(kernel, [rank, rank + 1, ...Array.from({ length: rank }, (_, i) => i)]);
  return { dtype, data, shape: [shape[0]! * shape[1]!, 1, ...shape.slice(2)] };
}

/** @param lengths - of the axes of places of `x` */
export function convolve(
  b: Build,
  x: Value,
  kernel: Value,
  bias: Value | undefined,
  window: Window,
  lengths: readonly Length[],
  group = 1,
): Value {
  return b.op('Conv', [x, kernel, bias], {
    kernel_shape: window.size,
    strides: window.strides,
    dilations: window.dilations,
    group,
    ...paddingOf(window, lengths),
  });
}
