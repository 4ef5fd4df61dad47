/** `repr()` and `str()` of small values, as parts of other texts (`operator.itemgetter(1)`). */

import type { PyValue } from '../../contract/value.js';
import { NESTED_LIMIT } from '../errors.js';
import { complexRepr, floatRepr } from './numbers.js';
import { bytearrayRepr, bytesRepr, stringRepr } from './text.js';

/**
 * `repr(value)`.
 *
 * @returns undefined for what only Python could print, or is nested deeper than 64
 */
export function reprOf(value: PyValue, depth = 0): string | undefined {
  if (depth > NESTED_LIMIT) return undefined;
  switch (typeof value) {
    case 'string':
      return stringRepr(value);
    case 'bigint':
      return String(value);
    case 'number':
      return floatRepr(value);
    case 'boolean':
      return value ? 'True' : 'False';
  }
  if (value === null) return 'None';
  switch (value.kind) {
    case 'bytes':
      return bytesRepr(value.data);
    case 'bytearray':
      return bytearrayRepr(value.data);
    case 'complex':
      return complexRepr(value.re, value.im);
    case 'constant':
      return value.name;
    case 'tuple': {
      const items = reprs(value.items, depth);
      return items && `(${items.join(', ')}${items.length === 1 ? ',' : ''})`;
    }
    case 'list': {
      const items = reprs(value.items, depth);
      return items && `[${items.join(', ')}]`;
    }
    case 'set': {
      const items = reprs(value.items, depth);
      return items && (items.length === 0 ? 'set()' : `{${items.join(', ')}}`);
    }
    case 'frozenset': {
      const items = reprs(value.items, depth);
      return items && `frozenset(${items.length === 0 ? '' : `{${items.join(', ')}}`})`;
    }
    case 'dict': {
      const items = reprs(value.entries, depth);
      return items && `{${items.map((text, i) => (i % 2 ? `: ${text}` : `${i ? ', ' : ''}${text}`)).join('')}}`;
    }
    default:
      return undefined;
  }
}

function reprs(items: ArrayLike<PyValue>, depth: number): string[] | undefined {
  const texts: string[] = [];
  for (let i = 0; i < items.length; i++) {
    const text = reprOf(items[i]!, depth + 1);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts;
}
