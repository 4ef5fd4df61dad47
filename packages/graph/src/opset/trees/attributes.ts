/** Attributes of trees as numbers. */

import type { Attribute, DenseTensor } from '@brine/core';
import { tensor } from '../../tensor.js';
import type { Call } from '../call.js';
import type { Float } from './forest.js';

/** Small integers, however many. */
export function numbersOf({ node }: Call, name: string): Float64Array | undefined {
  const attribute = node.attributes[name];
  return attribute?.type === 'ints' ? Float64Array.from<bigint | number>(attribute.value, Number) : undefined;
}

export function neededNumbers(call: Call, name: string): Float64Array {
  return numbersOf(call, name) ?? call.refuse(`it has no ${name}`);
}

export function tensorIn({ node }: Call, name: string): DenseTensor | undefined {
  const attribute = node.attributes[name];
  return attribute?.type === 'tensor' ? attribute.value : undefined;
}

/** What the older operators hold as float32, or in a tensor of the rows' type. */
export function floatsIn(call: Call, name: string): ArrayLike<number> | undefined {
  const attribute = call.node.attributes[name];
  if (attribute?.type === 'floats') return attribute.value;
  const value = tensorIn(call, `${name}_as_tensor`);
  if (value && value.dtype !== 'float32' && value.dtype !== 'float64')
    return call.refuse(`its ${name} are ${value.dtype}`);
  return value?.data as Float64Array | undefined;
}

/** {@link floatsIn}, written. */
export function floatsAttribute(name: string, dtype: Float, values: Float32Array | Float64Array) {
  return dtype === 'float64'
    ? { [`${name}_as_tensor`]: { type: 'tensor', value: tensor('float64', values as Float64Array) } as const }
    : { [name]: { type: 'floats', value: values as Float32Array } as const };
}

export function ints(values: ArrayLike<number>): Attribute {
  const narrow = Int32Array.from(values);
  const fits = narrow.every((value, i) => value === values[i]);
  return { type: 'ints', value: fits ? narrow : BigInt64Array.from(values, BigInt) };
}
