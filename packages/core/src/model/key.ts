/** Python's equality of hashable values, as keys of a JavaScript Map. */

import type { PyValue } from '../contract/value.js';
import { scalarValue } from './scalar.js';

/** A Map key that is equal for values that Python holds equal and hash alike; an object stands for itself. */
export type Key = string | object;

/**
 * The key of a value: `1`, `1.0`, `True` and `numpy.int64(1)` are one, tuples and frozensets compare by content, NaN equals
 * only itself as an object (so never another NaN), and objects whose `__eq__` we cannot run compare by identity.
 *
 * @returns undefined for a value that Python cannot hash (list, dict, set, bytearray, array)
 * @see https://docs.python.org/3/reference/datamodel.html#object.__hash__
 */
export function keyOf(value: PyValue): Key | undefined {
  switch (typeof value) {
    case 'string':
      return 's' + value;
    case 'bigint':
      return 'i' + value;
    case 'boolean':
      return value ? 'i1' : 'i0';
    case 'number':
      return floatKey(value);
  }
  if (value === null) return 'N';
  switch (value.kind) {
    case 'bytes':
      return 'b' + latin1(value.data);
    case 'complex':
      return value.im === 0 ? floatKey(value.re) : `c${value.re},${value.im}`;
    case 'tuple':
      return joined('t', value.items, false);
    case 'frozenset':
      return joined('z', value.items, true);
    case 'global':
      return `g${value.module}.${value.name}`;
    case 'npscalar': {
      const plain = scalarValue(value);
      return plain === undefined ? value : keyOf(plain);
    }
    case 'list':
    case 'dict':
    case 'set':
    case 'bytearray':
    case 'ndarray':
      return undefined;
    default:
      return value;
  }
}

function floatKey(value: number): Key {
  if (Number.isInteger(value)) return 'i' + BigInt(value);
  return Number.isNaN(value) ? {} : 'f' + value;
}

const identities = new WeakMap<object, number>();
let nextIdentity = 0;

function joined(tag: string, items: readonly PyValue[], sorted: boolean): Key | undefined {
  const parts: string[] = [];
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) return undefined;
    const text = typeof key === 'string' ? key : `o${identityOf(key)}`;
    // The length goes first so that no two sequences join to the same text.
    parts.push(`${text.length}:${text}`);
  }
  if (sorted) parts.sort();
  return tag + parts.join('');
}

function identityOf(object: object): number {
  let id = identities.get(object);
  if (id === undefined) identities.set(object, (id = nextIdentity++));
  return id;
}

function latin1(data: Uint8Array): string {
  let text = '';
  for (let i = 0; i < data.length; i += 4096) text += String.fromCharCode(...data.subarray(i, i + 4096));
  return text;
}
