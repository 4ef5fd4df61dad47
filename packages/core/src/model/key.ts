/** Python's equality of hashable values, as keys of a JavaScript Map. */

import type { PyValue } from '../contract/value.js';
import { CodecError } from '../errors.js';
import { scalarValue } from './scalar.js';

/**
 * A Map key that is equal for values that Python holds equal and hash alike: a str and an int are themselves, other plain values
 * text that begins with a NUL, an object stands for itself.
 */
export type Key = string | bigint | number | object;

/** Text of keys up to this long is kept whole, longer text as its digest: else tuples in tuples would double it at each level. */
const LONGEST = 512;

/** Tuples deeper than this are no keys that anyone uses, and each level is a recursion. */
const DEEPEST = 1000;

/** The key of a long tuple, frozenset or bytes, which Python cannot change either: else tuples that share tuples take 2^n steps. */
const known = new WeakMap<object, Key>();

/**
 * The key of a value: `1`, `1.0`, `True` and `numpy.int64(1)` are one, tuples and frozensets compare by content, NaN equals
 * only itself as an object (so never another NaN), and objects whose `__eq__` we cannot run compare by identity.
 *
 * @returns undefined for a value that Python cannot hash (list, dict, set, bytearray, array)
 * @throws CodecError `limit` for tuples nested more than 1,000 deep
 * @see https://docs.python.org/3/reference/datamodel.html#object.__hash__
 */
export function keyOf(value: PyValue): Key | undefined {
  return typeof value === 'string' ? textKey(value) : typeof value === 'bigint' ? value : keyAt(value, 0);
}

function keyAt(value: PyValue, depth: number): Key | undefined {
  switch (typeof value) {
    case 'string':
      return textKey(value);
    case 'bigint':
      return value;
    case 'boolean':
      return value ? 1n : 0n;
    case 'number':
      return floatKey(value);
  }
  if (value === null) return '\0N';
  switch (value.kind) {
    case 'bytes':
      return known.get(value) ?? remember(value, '\0b' + latin1(value.data));
    case 'complex':
      return value.im === 0 ? floatKey(value.re) : `\0c${value.re},${value.im}`;
    case 'tuple':
    case 'frozenset':
      return known.get(value) ?? joined(value, depth);
    case 'global':
      return `\0g${value.module}.${value.name}`;
    case 'npscalar': {
      const plain = scalarValue(value);
      return plain === undefined ? value : keyAt(plain, depth + 1);
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

function textKey(value: string): Key {
  return value.charCodeAt(0) === 0 ? '\0s' + value : value;
}

function floatKey(value: number): Key {
  if (Number.isInteger(value)) return BigInt(value);
  return Number.isNaN(value) ? {} : value;
}

const identities = new WeakMap<object, number>();
let nextIdentity = 0;

function joined(value: { kind: 'tuple' | 'frozenset'; items: readonly PyValue[] }, depth: number): Key | undefined {
  if (depth > DEEPEST) {
    throw new CodecError({
      codec: 'core',
      code: 'BRINE-LIMIT-KEY',
      fault: 'limit',
      message: `a dict key or set item is a tuple more than ${DEEPEST} deep`,
      hint: 'Such keys are found in crafted files only.',
    });
  }
  const parts: string[] = [];
  for (const item of value.items) {
    const key = keyAt(item, depth + 1);
    if (key === undefined) return undefined;
    const text = typeof key === 'object' ? `o${identityOf(key)}` : `${(typeof key)[0]}${key}`;
    // The length goes first so that no two sequences join to the same text.
    parts.push(`${text.length}:${text}`);
  }
  if (value.kind === 'tuple') return remember(value, '\0t' + parts.join(''));
  return remember(value, '\0z' + parts.sort().join(''));
}

function remember(value: object, text: string): Key {
  if (text.length <= LONGEST) return text;
  const key = `\0#${text.length}:${digest(text)}`;
  known.set(value, key);
  return key;
}

/** 128 bits of the text (four multiplicative hashes): equal by chance never, by design only where nothing is gained. */
function digest(text: string): string {
  let [a, b, c, d] = [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ (a >>> 15) ^ unit, 0x2c1b3c6d);
    c = Math.imul(c ^ (b >>> 13) ^ unit, 0x297a2d39);
    d = Math.imul(d ^ (c >>> 16) ^ unit, 0x5bd1e995);
  }
  return [a, b, c, d].map((word) => (word >>> 0).toString(36)).join('.');
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
