/** Normalisations. Source: keras.src.layers.normalization */

import type { DenseTensor } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Call, Convert } from '../build/call.js';
import { malformed } from '../read/errors.js';
import type { Entries } from '../registry.js';

/** The axes of a parameter that is one or several, counted from the first. */
function axesOf({ config, input }: Call): readonly number[] {
  const stored = config.get('axis') ?? -1;
  const axes = typeof stored === 'number' ? [stored] : config.integers('axis');
  return axes.map((axis) => (axis < 0 ? axis + input.rank : axis)).sort((a, b) => a - b);
}

/** A weight of some axes, in the place of those among all. */
function spread({ b, input }: Call, weight: DenseTensor, axes: readonly number[]): Value {
  const shape = input.shape.map((_, axis) => (axes.includes(axis) ? weight.shape[axes.indexOf(axis)]! : 1));
  return b.weight({ ...weight, shape });
}

/** Scale and shift, which a layer may do without. */
function scaleAndCenter(call: Call, more = 0): readonly (DenseTensor | undefined)[] {
  const { config, layer } = call;
  const names = [config.boolean('scale', true), config.boolean('center', true), ...new Array<boolean>(more).fill(true)];
  const weights = layer.weights.values();
  if (layer.weights.length < names.filter(Boolean).length) throw malformed('weights of it are missing', layer.path);
  return names.map((present) => (present ? weights.next().value : undefined));
}

/** With the moving moments all that is left is one factor and one term for each channel. */
const batchNormalization: Convert = (call) => {
  const { b, input, config } = call;
  const [gamma, beta, mean, variance] = scaleAndCenter(call, 2);
  const epsilon = Math.fround(config.number('epsilon', 1e-3));
  const numbers = (weight: DenseTensor | undefined, i: number) => (weight?.data as Float32Array | undefined)?.[i];
  const count = mean!.data.length;
  const factor = Float32Array.from(
    { length: count },
    (_, i) => (numbers(gamma, i) ?? 1) / Math.sqrt(numbers(variance, i)! + epsilon),
  );
  const term = Float32Array.from({ length: count }, (_, i) => (numbers(beta, i) ?? 0) - numbers(mean, i)! * factor[i]!);
  const axes = axesOf(call);
  return input.mapChannels(axes[0]!, (x, shape) => b.add(b.mul(x, b.floats(factor, shape)), b.floats(term, shape)));
};

const layerNormalization: Convert = (call) => {
  const { b, input, config } = call;
  const axes = axesOf(call);
  const epsilon = config.number('epsilon', 1e-3);
  if (config.boolean('rms_scaling', false)) {
    const [gamma] = call.layer.weights;
    const variance = moments(call, input.value, axes).variance;
    const scaled = b.div(input.value, b.sqrt(b.add(variance, epsilon)));
    return input.with(gamma ? b.mul(scaled, spread(call, gamma, axes)) : scaled, input.shape);
  }
  const [gamma, beta] = scaleAndCenter(call);
  const { centred, variance } = moments(call, input.value, axes);
  const unit = b.div(centred, b.sqrt(b.add(variance, epsilon)));
  const scaled = gamma ? b.mul(unit, spread(call, gamma, axes)) : unit;
  return input.with(beta ? b.add(scaled, spread(call, beta, axes)) : scaled, input.shape);
};

function moments({ b }: Call, x: Value, axes: readonly number[]): { centred: Value; variance: Value } {
  const centred = b.sub(x, b.reduce('ReduceMean', x, axes));
  return { centred, variance: b.reduce('ReduceMean', b.square(centred), axes) };
}

/** The channels in groups, each with moments of its own over its channels and all places. */
const groupNormalization: Convert = (call) => {
  const { b, input, config } = call;
  const [axis] = axesOf(call);
  const channels = input.shape[axis!];
  if (typeof channels !== 'number') throw config.refuse('normalisation of channels whose number is open');
  const groups = config.number('groups', 32) === -1 ? channels : config.number('groups', 32);
  const [gamma, beta] = scaleAndCenter(call);
  const inGroups = [0, ...input.shape.slice(1, axis).map(() => 0), groups, channels / groups];
  // Axes before the channels keep their lengths; those behind are named, for a 0 there would mean an axis that has moved.
  const behind = input.shape.slice(axis! + 1).map((length) => length ?? -1);
  const grouped = b.reshape(input.value, [...inGroups, ...behind]);
  const axes = Array.from({ length: input.rank }, (_, i) => i + 1).filter((i) => i !== axis);
  const { centred, variance } = moments(call, grouped, axes);
  const unit = b.div(centred, b.sqrt(b.add(variance, config.number('epsilon', 1e-3))));
  const whole = b.op('Reshape', [unit, b.op('Shape', [input.value])]);
  const scaled = gamma ? b.mul(whole, spread(call, gamma, [axis!])) : whole;
  return input.with(beta ? b.add(scaled, spread(call, beta, [axis!])) : scaled, input.shape);
};

const unitNormalization: Convert = (call) => {
  const { b, input } = call;
  const total = b.reduce('ReduceSum', b.square(input.value), axesOf(call));
  return input.with(b.div(input.value, b.sqrt(b.max(total, 1e-12))), input.shape);
};

const rmsNormalization: Convert = (call) => {
  const { b, input, config } = call;
  const axes = axesOf(call);
  const mean = b.reduce('ReduceMean', b.square(input.value), axes);
  const unit = b.div(input.value, b.sqrt(b.add(mean, config.number('epsilon', 1e-6))));
  const [scale] = call.layer.weights;
  return input.with(scale ? b.mul(unit, spread(call, scale, axes)) : unit, input.shape);
};

export const normalization: Entries = {
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
  GroupNormalization: groupNormalization,
  UnitNormalization: unitNormalization,
  RMSNormalization: rmsNormalization,
};
