/** Lists in lists as the tensor of a port. */

import type { DenseTensor, InputPort, NumericData } from '@brine/core';
import { sizeOf } from '@brine/core';
import { optionError } from '../errors.js';
import { castTo, checked, isTensorLike } from './cast.js';
import { elementType } from './fill.js';
import { describe, isListLike } from './table.js';

/** Axes looked for in the lists when the port does not say how many it has; numpy has no more. */
const MOST_AXES = 64;

/** The tensor of one input of a network. */
export function inputTensor(value: unknown, port: InputPort): DenseTensor {
  const tensor = isTensorLike(value)
    ? castTo(checked(value, `input ${JSON.stringify(port.name)}`), port.dtype, port.name)
    : nestedTensor(value, port);
  checkShape(tensor.shape, port);
  return tensor;
}

function nestedTensor(nested: unknown, port: InputPort): DenseTensor {
  const shape: number[] = [];
  const axes = port.shape?.length ?? MOST_AXES;
  // The first list of each level gives the length of that axis.
  for (let level = nested; isListLike(level) && shape.length < axes; level = level[0]) shape.push(level.length);
  const type = elementType(port.dtype, port.name);
  const data = type.make(sizeOf(shape)) as unknown[];
  const at = (indexes: readonly number[]) =>
    `input ${JSON.stringify(port.name)}${indexes.map((i) => `[${i}]`).join('')}`;
  let next = 0;
  const walk = (value: unknown, indexes: readonly number[]) => {
    const axis = indexes.length;
    if (axis === shape.length) {
      const element = type.convert(value);
      if (element === undefined) throw optionError('TYPE', `${at(indexes)}: ${describe(value)} is not ${type.noun}`);
      data[next++] = element;
      return;
    }
    if (!isListLike(value) || value.length !== shape[axis]) {
      throw optionError(
        'SHAPE',
        `${at(indexes)} is ${describe(value)}, but the lists beside it have ${shape[axis]} items`,
      );
    }
    if (axis === shape.length - 1) {
      // The innermost lists hold nearly all of the time.
      for (let i = 0; i < value.length; i++) {
        const element = type.convert(value[i]);
        if (element === undefined) {
          throw optionError('TYPE', `${at([...indexes, i])}: ${describe(value[i])} is not ${type.noun}`);
        }
        data[next++] = element;
      }
      return;
    }
    for (let i = 0; i < value.length; i++) walk(value[i], [...indexes, i]);
  };
  walk(nested, []);
  return { dtype: port.dtype, shape, data: data as unknown as NumericData | string[] };
}

/** Lengths that the port fixes must be met; symbolic and unknown ones take any. */
export function checkShape(shape: readonly number[], port: InputPort): void {
  if (!port.shape) return;
  if (
    shape.length === port.shape.length &&
    port.shape.every((want, i) => typeof want !== 'number' || want === shape[i])
  )
    return;
  const wanted = port.shape.map((dimension) => dimension ?? '?').join(', ');
  throw optionError(
    'SHAPE',
    `input ${JSON.stringify(port.name)} has shape [${wanted}], but [${shape.join(', ')}] was given`,
  );
}
