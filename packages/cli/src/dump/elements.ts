/** Elements of a tensor as JSON. */

import type { DenseTensor } from '@brine/core';
import type { Json } from '@brine/core/values';
import { type Items, toNested } from '@brine/runtime';
import { jsonItems } from '../json.js';
import { widened } from './widen.js';

/** How many elements a collapsed tensor shows. */
const FIRST = 8;

/** Every element, nested as the shape is; a complex number is `[re, im]`. */
export function nestedElements(tensor: DenseTensor): Json {
  return jsonItems(items(tensor));
}

/** Every element, in one list. */
export function flatElements(tensor: DenseTensor): Json {
  return nestedElements({ ...tensor, shape: [tensor.shape.reduce((size, length) => size * length, 1)] });
}

/** The first elements, in one list. */
export function firstElements(tensor: DenseTensor): Json {
  return (flatElements(tensor) as Json[]).slice(0, FIRST);
}

function items(tensor: DenseTensor): Items {
  const { dtype, shape, data } = widened(tensor);
  if (dtype === 'complex64' || dtype === 'complex128')
    return toNested({ dtype: 'float64', shape: [...shape, 2], data });
  return toNested({ dtype, shape, data });
}
