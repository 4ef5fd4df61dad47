/** Operators that move, cut, join or repeat elements. */

import type { Dimension } from '@brine/core';
import { intOf, intsOf } from '../operators/attribute.js';
import {
  add,
  broadcast,
  constantNumbers,
  elementsOf,
  multiply,
  normalAxis,
  shapeOfRank,
  unknownAxes,
} from './dimensions.js';
import type { Shape, ShapeRule } from './types.js';

const concat: ShapeRule = ({ inputs, attributes }) => {
  const shapes = inputs.map((input) => input?.shape ?? null);
  const rank = shapes.find((shape) => shape)?.length;
  if (rank === undefined) return [null];
  const at = normalAxis(intOf(attributes, 'axis')!, rank);
  return [
    unknownAxes(rank).map((_, axis) => {
      const lengths = shapes.map((shape) => shape?.[axis] ?? null);
      return axis === at ? add(...lengths) : (lengths.find((length) => typeof length === 'number') ?? lengths[0]!);
    }),
  ];
};

const split: ShapeRule = ({ inputs, attributes, outputCount }) => {
  const shape = inputs[0]?.shape;
  if (!shape) return [];
  const at = normalAxis(intOf(attributes, 'axis') ?? 0, shape.length);
  const sizes = constantNumbers(inputs[1]) ?? (inputs[1] ? undefined : equalParts(shape[at]!, outputCount));
  return Array.from({ length: outputCount }, (_, i) =>
    shape.map((length, axis) => (axis === at ? (sizes?.[i] ?? null) : length)),
  );
};

/** Equal parts, of which the last may be shorter. */
function equalParts(length: Dimension, count: number): number[] | undefined {
  if (typeof length !== 'number') return undefined;
  const part = Math.ceil(length / count);
  return Array.from({ length: count }, (_, i) => Math.min(part, length - i * part));
}

const gather: ShapeRule = ({ inputs, attributes }) => {
  const data = inputs[0]?.shape;
  const indices = inputs[1]?.shape;
  if (!data || !indices) return [null];
  const at = normalAxis(intOf(attributes, 'axis') ?? 0, data.length);
  return [[...data.slice(0, at), ...indices, ...data.slice(at + 1)]];
};

const gatherNd: ShapeRule = ({ inputs, attributes }) => {
  const data = inputs[0]?.shape;
  const indices = inputs[1]?.shape;
  const depth = indices?.at(-1);
  if (!data || !indices || typeof depth !== 'number') return [null];
  return [[...indices.slice(0, -1), ...data.slice((intOf(attributes, 'batch_dims') ?? 0) + depth)]];
};

const transpose: ShapeRule = ({ inputs, attributes }) => {
  const shape = inputs[0]?.shape;
  if (!shape) return [null];
  const order = intsOf(attributes, 'perm') ?? Array.from(shape.keys()).reverse();
  return [order.map((axis) => shape[axis] ?? null)];
};

const reshape: ShapeRule = ({ inputs, attributes }) => {
  const from = inputs[0]?.shape ?? null;
  const rank = inputs[1]?.shape?.[0];
  const target = elementsOf(inputs[1]);
  if (!target) return [shapeOfRank(rank)];
  const copies = intOf(attributes, 'allowzero') !== 1;
  const axes = target.map((length, i): Dimension => (length === 0 && copies ? (from?.[i] ?? null) : length));
  return [axes.map((length) => (length === -1 ? rest(from, axes) : length))];
};

/** The length that makes a reshape keep its elements; axes that are unknown but the same on both sides cancel. */
function rest(from: Shape, axes: readonly Dimension[]): Dimension {
  if (!from) return null;
  const left = [...from];
  for (const axis of axes) {
    if (axis === -1) continue;
    const same = typeof axis === 'string' ? left.indexOf(axis) : -1;
    if (same >= 0) left.splice(same, 1);
    else left.push(typeof axis === 'number' ? 1 / axis : null);
  }
  const length = left.length === 1 ? left[0]! : multiply(left);
  return typeof length === 'number' ? Math.round(length) : length;
}

const flatten: ShapeRule = ({ inputs, attributes }) => {
  const shape = inputs[0]?.shape;
  if (!shape) return [[null, null]];
  const at = normalAxis(intOf(attributes, 'axis') ?? 1, shape.length);
  return [[multiply(shape.slice(0, at)), multiply(shape.slice(at))]];
};

const squeeze: ShapeRule = ({ inputs }) => {
  const shape = inputs[0]?.shape;
  const axes = inputs[1] && constantNumbers(inputs[1]);
  if (!shape || (inputs[1] && !axes) || (!axes && shape.some((length) => typeof length !== 'number'))) return [null];
  const gone = new Set(axes?.map((axis) => normalAxis(axis, shape.length)));
  return [shape.filter((length, i) => (axes ? !gone.has(i) : length !== 1))];
};

const unsqueeze: ShapeRule = ({ inputs }) => {
  const shape = inputs[0]?.shape;
  const axes = constantNumbers(inputs[1]);
  if (!shape || !axes) return [null];
  const rank = shape.length + axes.length;
  const added = new Set(axes.map((axis) => normalAxis(axis, rank)));
  let next = 0;
  return [unknownAxes(rank).map((_, i) => (added.has(i) ? 1 : shape[next++]!))];
};

const slice: ShapeRule = ({ inputs }) => {
  const shape = inputs[0]?.shape;
  const [starts, ends] = [constantNumbers(inputs[1]), constantNumbers(inputs[2])];
  const axes = inputs[3] ? constantNumbers(inputs[3]) : starts && Array.from(starts.keys());
  const steps = inputs[4] ? constantNumbers(inputs[4]) : starts?.map(() => 1);
  if (!shape) return [null];
  if (!starts || !ends || !axes || !steps) return [unknownAxes(shape.length)];
  const result = [...shape];
  axes.forEach((axis, i) => {
    const at = normalAxis(axis, shape.length);
    result[at] = sliced(shape[at]!, starts[i]!, ends[i]!, steps[i]!);
  });
  return [result];
};

/** How many elements Python's `[start:stop:step]` takes. */
function sliced(length: Dimension, start: number, stop: number, step: number): Dimension {
  if (typeof length !== 'number') return step > 0 && start === 0 && stop >= 2 ** 31 - 1 && step === 1 ? length : null;
  const low = step > 0 ? 0 : -1;
  const clamp = (at: number) => Math.min(Math.max(at < 0 ? at + length : at, low), length + low);
  return Math.max(0, Math.ceil((clamp(stop) - clamp(start)) / step));
}

const expand: ShapeRule = ({ inputs }) => {
  const target = elementsOf(inputs[1]);
  return [target ? broadcast(inputs[0]?.shape ?? null, target) : null];
};

const tile: ShapeRule = ({ inputs }) => {
  const shape = inputs[0]?.shape;
  if (!shape) return [null];
  const repeats = constantNumbers(inputs[1]);
  return [shape.map((length, i) => (repeats?.[i] === 1 ? length : multiply([length, repeats?.[i] ?? null])))];
};

const pad: ShapeRule = ({ inputs }) => {
  const shape = inputs[0]?.shape;
  if (!shape) return [null];
  const pads = constantNumbers(inputs[1]);
  const axes = inputs[3] ? constantNumbers(inputs[3]) : Array.from(shape.keys());
  if (!pads || !axes) return [unknownAxes(shape.length)];
  const result = [...shape];
  axes.forEach((axis, i) => {
    const at = normalAxis(axis, shape.length);
    const more = pads[i]! + pads[i + axes.length]!;
    if (more !== 0) result[at] = add(shape[at]!, more);
  });
  return [result];
};

const shapeOf: ShapeRule = ({ inputs, attributes }) => {
  const rank = inputs[0]?.shape?.length;
  if (rank === undefined) return [[null]];
  return [[Math.max(0, sliced(rank, intOf(attributes, 'start') ?? 0, intOf(attributes, 'end') ?? rank, 1) as number)]];
};

const range: ShapeRule = ({ inputs }) => {
  const [start, limit, delta] = inputs.map((input) => constantNumbers(input)?.[0]);
  if (start === undefined || limit === undefined || delta === undefined) return [[null]];
  return [[Math.max(0, Math.ceil((limit - start) / delta))]];
};

const constantOfShape: ShapeRule = ({ inputs }) => {
  const rank = inputs[0]?.shape?.[0];
  return [elementsOf(inputs[0]) ?? shapeOfRank(rank)];
};

const oneHot: ShapeRule = ({ inputs, attributes }) => {
  const shape = inputs[0]?.shape;
  if (!shape) return [null];
  const at = normalAxis(intOf(attributes, 'axis') ?? -1, shape.length + 1);
  return [[...shape.slice(0, at), constantNumbers(inputs[1])?.[0] ?? null, ...shape.slice(at)]];
};

const unique: ShapeRule = ({ inputs, attributes }) => {
  const axis = intOf(attributes, 'axis');
  const shape = inputs[0]?.shape;
  const values =
    axis === undefined ? [null] : shape?.map((length, i) => (i === normalAxis(axis, shape.length) ? null : length));
  return [values ?? null, [null], [null], [null]];
};

const statedShape: ShapeRule = ({ attributes }) => [intsOf(attributes, 'shape') ?? null];

const multinomial: ShapeRule = ({ inputs, attributes }) => [
  [inputs[0]?.shape?.[0] ?? null, intOf(attributes, 'sample_size') ?? 1],
];

/** Words are the last axis; how many remain is not known. */
const stringNormalizer: ShapeRule = ({ inputs }) => [inputs[0]?.shape ? [...inputs[0].shape.slice(0, -1), null] : null];

const stringSplit: ShapeRule = ({ inputs }) => {
  const shape = inputs[0]?.shape ?? null;
  return [shape && [...shape, null], shape];
};

const nonZero: ShapeRule = ({ inputs }) => [[inputs[0]?.shape?.length ?? null, null]];

const compress: ShapeRule = ({ inputs, attributes }) => {
  const axis = intOf(attributes, 'axis');
  const shape = inputs[0]?.shape;
  if (axis === undefined) return [[null]];
  return [shape ? shape.map((length, i) => (i === normalAxis(axis, shape.length) ? null : length)) : null];
};

const constant: ShapeRule = ({ attributes }) => {
  const { value, value_ints: ints, value_floats: floats, value_strings: strings } = attributes;
  if (value?.type === 'tensor') return [value.value.shape];
  const list = ints ?? floats ?? strings;
  return [list ? [(list.value as readonly unknown[]).length] : []];
};

export const LAYOUT: readonly (readonly [string, ShapeRule])[] = [
  ['Concat', concat],
  ['Split', split],
  ['Gather', gather],
  ['GatherND', gatherNd],
  ['Transpose', transpose],
  ['Reshape', reshape],
  ['Flatten', flatten],
  ['Squeeze', squeeze],
  ['Unsqueeze', unsqueeze],
  ['Slice', slice],
  ['Expand', expand],
  ['Tile', tile],
  ['Pad', pad],
  ['Shape', shapeOf],
  ['Size', () => [[]]],
  ['Range', range],
  ['ConstantOfShape', constantOfShape],
  ['Constant', constant],
  ['OneHot', oneHot],
  ['NonZero', nonZero],
  ['Compress', compress],
  ['Unique', unique],
  ['RandomNormal', statedShape],
  ['RandomUniform', statedShape],
  ['Multinomial', multinomial],
  ['StringNormalizer', stringNormalizer],
  ['StringSplit', stringSplit],
  ['Det', ({ inputs }) => [inputs[0]?.shape?.slice(0, -2) ?? null]],
];
