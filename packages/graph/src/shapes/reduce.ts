/** Operators that take axes away. */

import { intOf } from '../operators/attribute.js';
import { constantNumbers, normalAxis, unknownAxes } from './dimensions.js';
import type { Shape, ShapeCall, ShapeRule } from './types.js';

const reduce: ShapeRule = ({ inputs, attributes }) => {
  const [data, axesInput] = inputs;
  const keep = (intOf(attributes, 'keepdims') ?? 1) !== 0;
  const axes = axesInput ? constantNumbers(axesInput) : [];
  if (!data?.shape) return [null];
  if (!axes) return [keep ? unknownAxes(data.shape.length) : null];
  if (axes.length === 0 && intOf(attributes, 'noop_with_empty_axes') === 1) return [data.shape];
  return [without(data.shape, axes, keep)];
};

/** @param axes - empty means all */
function without(shape: NonNullable<Shape>, axes: readonly number[], keep: boolean): Shape {
  const gone = new Set(axes.length === 0 ? shape.keys() : axes.map((axis) => normalAxis(axis, shape.length)));
  return keep ? shape.map((length, i) => (gone.has(i) ? 1 : length)) : shape.filter((_, i) => !gone.has(i));
}

const argReduce: ShapeRule = ({ inputs, attributes }) => {
  const shape = inputs[0]?.shape;
  if (!shape) return [null];
  return [without(shape, [intOf(attributes, 'axis') ?? 0], (intOf(attributes, 'keepdims') ?? 1) !== 0)];
};

function topK({ inputs, attributes }: ShapeCall): Shape[] {
  const shape = inputs[0]?.shape;
  if (!shape) return [null, null];
  const axis = normalAxis(intOf(attributes, 'axis') ?? -1, shape.length);
  const kept = shape.map((length, i) => (i === axis ? (constantNumbers(inputs[1])?.[0] ?? null) : length));
  return [kept, kept];
}

const REDUCTIONS = 'L1 L2 LogSum LogSumExp Max Mean Min Prod Sum SumSquare'.split(' ');

export const REDUCING: readonly (readonly [string, ShapeRule])[] = [
  ...REDUCTIONS.map((name) => [`Reduce${name}`, reduce] as const),
  ['ArgMax', argReduce],
  ['ArgMin', argReduce],
  ['TopK', topK],
];
