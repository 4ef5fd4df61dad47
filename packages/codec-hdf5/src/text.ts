/** Element types in words. */

import type { ElementType } from '@brine/core';
import { dtypeOf } from './tensors.js';

export function typeText(type: ElementType): string {
  if (type.kind === 'string') return type.variable ? 'string' : `string of ${type.size} bytes`;
  const dtype = dtypeOf(type);
  const order = 'bigEndian' in type && type.bigEndian ? ' big-endian' : '';
  if (dtype !== undefined) return `${dtype}${order}`;
  switch (type.kind) {
    case 'compound':
      return `record (${type.fields.map(({ name, type: inner }) => `${name}: ${typeText(inner)}`).join(', ')})`;
    case 'array':
      return `array (${type.shape.join(', ')}) of ${typeText(type.base)}`;
    case 'sequence':
      return `sequence of ${typeText(type.base)}`;
    case 'reference':
      return `reference to ${type.to}`;
    default:
      return `${type.kind} of ${type.size} bytes${order}`;
  }
}
