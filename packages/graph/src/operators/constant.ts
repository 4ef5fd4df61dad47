/** Attributes as tensors. */

import { bigintsOf, type Attribute, type DenseTensor } from '@brine/core';
import { tensor } from '../tensor.js';
import type { Attributes } from './attribute.js';

/** @returns undefined for what no dense tensor holds */
export function tensorOf(attribute: Attribute): DenseTensor | undefined {
  switch (attribute.type) {
    case 'tensor':
      return attribute.value;
    case 'ints':
      return tensor('int64', bigintsOf(attribute.value));
    case 'int':
      return tensor('int64', [attribute.value], []);
    case 'floats':
      return tensor('float32', Array.from(attribute.value));
    case 'float':
      return tensor('float32', [attribute.value], []);
    case 'strings':
      return tensor('str', attribute.value);
    case 'string':
      return tensor('str', [attribute.value], []);
    default:
      return undefined;
  }
}

/** What a Constant node gives. */
export function constantTensor(attributes: Attributes): DenseTensor | undefined {
  for (const attribute of Object.values(attributes)) {
    const value = tensorOf(attribute);
    if (value) return value;
  }
  return undefined;
}
