/** Layers of several tensors. Source: keras.src.layers.merging */

import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Call, Convert } from '../build/call.js';
import { type Length, Tensor } from '../build/tensor.js';
import type { Entries } from '../registry.js';
import { dot } from './dot.js';

type Merge = (b: Build, values: readonly Value[]) => Value;

/** Element by element, after tensors with fewer axes have got more of them behind the batch. */
function elementwise(merge: Merge): Convert {
  return (call) => {
    const { b, inputs } = call;
    const rank = Math.max(...inputs.map((input) => input.rank));
    const values = inputs.map((input) => {
      const more = rank - input.rank;
      return more === 0 ? input.value : b.unsqueeze(input.value, ...Array.from({ length: more }, (_, i) => i + 1));
    });
    return Tensor.of(b, merge(b, values), broadcast(inputs, rank), eitherMask(b, inputs));
  };
}

function broadcast(inputs: readonly Tensor[], rank: number): readonly Length[] {
  const padded = inputs.map(({ shape }) => [
    shape[0]!,
    ...new Array<Length>(rank - shape.length).fill(1),
    ...shape.slice(1),
  ]);
  return Array.from({ length: rank }, (_, axis) => {
    const lengths: Length[] = padded.map((shape) => shape[axis]!);
    const known = lengths.find((length) => length !== null && length !== 1);
    return known ?? (lengths.includes(null) ? null : 1);
  });
}

/** Keras lets a step through that any of the tensors has, when all of them have a mask. */
function eitherMask(b: Build, inputs: readonly Tensor[]): Value | undefined {
  const masks = inputs.map(({ mask }) => mask);
  return masks.every((mask) => mask !== undefined) ? masks.reduce((some, mask) => b.or(some, mask)) : undefined;
}

/** All tensors by one operator of any number of inputs. */
const variadic =
  (type: string): Merge =>
  (b, values) =>
    values.length === 1 ? values[0]! : b.op(type, values);

/** One after another, as Keras does. */
const inTurn =
  (fold: (b: Build, one: Value, other: Value) => Value): Merge =>
  (b, values) =>
    values.reduce((one, other) => fold(b, one, other));

const sum = inTurn((b, one, other) => b.add(one, other));

/** Where a tensor is masked it counts as 1, and where all are the product is 0. */
const multiply: Convert = (call) => {
  const { b, inputs } = call;
  if (inputs.every(({ mask }) => mask === undefined))
    return elementwise(inTurn((build, x, y) => build.mul(x, y)))(call);
  const spread = inputs.map(({ mask }) => mask && b.unsqueeze(mask, -1));
  const values = inputs.map((input, i) => (spread[i] ? b.where(spread[i], input.value, 1) : input.value));
  const product = values.reduce((one, other) => b.mul(one, other));
  const mask = eitherMask(b, inputs);
  const shape = broadcast(inputs, Math.max(...inputs.map((input) => input.rank)));
  return Tensor.of(b, mask ? b.where(b.unsqueeze(mask, -1), product, 0) : product, shape, mask);
};

const concatenate: Convert = (call) => {
  const { b, inputs, config } = call;
  const rank = inputs[0]?.rank ?? 0;
  const axis = (config.number('axis', -1) + rank) % rank;
  const lengths: Length[] = inputs.map(({ shape }) => shape[axis]!);
  const shape = inputs[0]!.shape.map((length, i) =>
    i !== axis ? length : lengths.includes(null) ? null : lengths.reduce<number>((total, one) => total + one!, 0),
  );
  const joined = b.concat(
    inputs.map(({ value }) => value),
    axis,
  );
  return Tensor.of(b, joined, shape, joinedMask(call, axis, rank));
};

/** A tensor without a mask has every step; joined along the features a step is there that any tensor has. */
function joinedMask({ b, inputs }: Call, axis: number, rank: number): Value | undefined {
  if (inputs.every(({ mask }) => mask === undefined)) return undefined;
  const masks = inputs.map(({ mask, value }) => mask ?? everyStep(b, value, rank));
  if (axis === 1) return b.concat(masks, 1);
  return masks.reduce((some, mask) => b.or(some, mask));
}

const everyStep = (b: Build, value: Value, rank: number): Value => {
  const axes = Array.from({ length: rank - 2 }, (_, i) => i + 2);
  return b.equal(b.reduce('ReduceMax', b.mul(b.toFloat(value), 0), axes, false), 0);
};

export const merging: Entries = {
  Add: elementwise(sum),
  Subtract: elementwise(inTurn((b, one, other) => b.sub(one, other))),
  Multiply: multiply,
  Average: elementwise((b, values) => b.div(sum(b, values), values.length)),
  Maximum: elementwise(variadic('Max')),
  Minimum: elementwise(variadic('Min')),
  Concatenate: concatenate,
  Dot: dot,
};
