/** Activations as layers. Source: keras.src.layers.activations */

import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Entries } from '../registry.js';
import { activate, apply } from './activation.js';
import { ACTIVATIONS } from './functions.js';

const RELU = ACTIVATIONS.get('relu')!;

/** A mask may be given as numbers: those over a half are true. */
const maskOf = (b: Build, mask: Value | undefined): Value | undefined =>
  mask && mask.dtype !== 'bool' ? b.greater(mask, 0.5) : mask;

export const activationLayers: Entries = {
  Activation: (call) => activate(call, call.input),
  ReLU: (call) => {
    const { config } = call;
    return apply(call, call.input, RELU, {
      max_value: config.has('max_value') ? config.number('max_value') : null,
      negative_slope: config.number('negative_slope', 0),
      threshold: config.number('threshold', 0),
    });
  },
  // Keras 2 has the slope as `alpha`.
  LeakyReLU: (call) => {
    const { config } = call;
    const slope = config.has('negative_slope') ? config.number('negative_slope') : config.number('alpha', 0.3);
    return apply(call, call.input, ACTIVATIONS.get('leaky_relu')!, { negative_slope: slope });
  },
  ELU: (call) => apply(call, call.input, ACTIVATIONS.get('elu')!, { alpha: call.config.number('alpha', 1) }),
  ThresholdedReLU: (call) => {
    const theta = call.config.number('theta', 1);
    return call.input.map((x) => call.b.mul(x, call.b.toFloat(call.b.greater(x, theta))));
  },
  PReLU: (call) => {
    const { b, input } = call;
    const [alpha] = call.weights(call.layer.weights[0]?.shape ?? []);
    const x = input.value;
    return input.with(b.sub(b.op('Relu', [x]), b.mul(call.weight(alpha!), b.op('Relu', [b.neg(x)]))), input.shape);
  },
  Softmax: (call) => {
    const { b, input, config } = call;
    const axis = config.get('axis') ?? -1;
    const mask = maskOf(call.b, call.tensor('mask', 1)?.value ?? input.mask);
    const x = mask ? b.where(mask, input.value, -1e9) : input.value;
    const y =
      typeof axis === 'number'
        ? b.softmax(x, axis)
        : b.exp(b.sub(x, b.op('ReduceLogSumExp', [x, b.ints(config.integers('axis'))])));
    // Where all of an axis is masked there is nothing to share out.
    return input.with(mask ? b.where(mask, y, 0) : y, input.shape);
  },
};
