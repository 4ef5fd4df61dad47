/** What a network takes: tensors by name. */

import type { DenseTensor, InputPort } from '@brine/core';
import { type Elements, filling, isList, isRecord, wrong, wrongCell } from './cells.js';
import type { Feeds } from './rows.js';

/** Tensors by name; of one input the tensor itself. */
export function tensorFeeds(inputs: readonly InputPort[], given: unknown): Feeds {
  const feeds = Object.create(null) as Feeds;
  const bare = inputs.length === 1 && (isList(given) || isTensor(given));
  for (const port of inputs) {
    const value = bare ? given : isRecord(given) && Object.hasOwn(given, port.name) ? given[port.name] : undefined;
    feeds[port.name] = tensorOf(port, value);
  }
  return feeds;
}

function tensorOf(port: InputPort, value: unknown): DenseTensor {
  const { name, dtype } = port;
  if (isTensor(value)) return { dtype, shape: value.shape, data: filled(port, value.data) };
  if (!isList(value)) throw wrong(`the input ${name} is missing, or is neither nested lists nor { shape, data }`);
  const shape: number[] = [];
  for (let at: unknown = value; isList(at); at = at[0]) shape.push(at.length);
  const flat: unknown[] = [];
  flatten(value, shape, 0, flat);
  return { dtype, shape, data: filled(port, flat) };
}

function filled({ name, dtype }: InputPort, cells: ArrayLike<unknown>): Elements {
  const { data, convert } = filling(dtype, cells.length);
  for (let at = 0; at < cells.length; at++) {
    const element = convert(cells[at]);
    if (element === undefined) throw wrongCell(`input ${name}`, cells[at], dtype);
    data[at] = element;
  }
  return data;
}

function isTensor(value: unknown): value is { shape: readonly number[]; data: ArrayLike<unknown> } {
  return isRecord(value) && Array.isArray(value['shape']) && isList(value['data']);
}

/** As deep as the first elements are: the recursion ends with the shape. */
function flatten(value: unknown, shape: readonly number[], axis: number, into: unknown[]): void {
  if (!isList(value) || value.length !== shape[axis]) throw wrong(`lists of unequal length along axis ${axis}`);
  for (let i = 0; i < value.length; i++) {
    if (axis + 1 < shape.length) flatten(value[i], shape, axis + 1, into);
    else into.push(value[i]);
  }
}
