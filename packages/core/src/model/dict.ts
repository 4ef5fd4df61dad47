/** Dicts and sets with Python's semantics: insertion order, keys equal as Python says, the first key stays. */

import type { PyDict, PyFrozenSet, PySet, PyValue } from '../contract/value.js';
import { type Key, keyOf } from './key.js';

/** Up to this many entries a scan beats an index. */
const SCAN = 8;

interface Index {
  /** Position of each key in `entries` (dict) or `items` (set). */
  readonly byKey: Map<Key, number>;
  /** How many of the entries are in it. */
  length: number;
}

/** Indexes of the larger ones; made on demand, dropped with the record. */
const indexes = new WeakMap<readonly PyValue[], Index>();

/** Number of entries. */
export function dictSize(dict: PyDict): number {
  return dict.entries.length / 2;
}

/** The value of a key, or undefined. */
export function dictGet(dict: PyDict, key: PyValue): PyValue | undefined {
  const at = find(dict.entries, 2, key);
  return at < 0 ? undefined : dict.entries[at + 1];
}

/**
 * Sets as `dict[key] = value` does: a key that is there keeps its place and its first spelling.
 *
 * @returns false for a key that Python cannot hash
 */
export function dictSet(dict: PyDict, key: PyValue, value: PyValue): boolean {
  return dictExtend(dict, [key, value]) < 0;
}

/**
 * Sets the pairs `pairs[0], pairs[1]`, ... one after another, as {@link dictSet} does. May keep the array as the dict's own.
 *
 * @returns the position of the first key that Python cannot hash, else -1
 */
export function dictExtend(dict: PyDict, pairs: PyValue[]): number {
  if (dict.entries.length === 0 && pairs.length <= 2 * SCAN && distinctStrings(pairs)) {
    dict.entries = pairs;
    return -1;
  }
  const { entries } = dict;
  for (let i = 0; i < pairs.length; i += 2) {
    const at = place(entries, 2, pairs[i]!);
    if (at === UNHASHABLE) return i;
    if (at >= 0) entries[at + 1] = pairs[i + 1]!;
    else entries.push(pairs[i]!, pairs[i + 1]!);
  }
  return -1;
}

/** Whether the keys among a few pairs are strings, and none is twice. */
function distinctStrings(pairs: readonly PyValue[]): boolean {
  for (let i = 0; i < pairs.length; i += 2) {
    const key = pairs[i]!;
    if (typeof key !== 'string') return false;
    for (let j = 0; j < i; j += 2) if (pairs[j] === key) return false;
  }
  return true;
}

/** Entries as pairs, in order. */
export function* dictEntries(dict: PyDict): Generator<[key: PyValue, value: PyValue]> {
  const { entries } = dict;
  for (let i = 0; i < entries.length; i += 2) yield [entries[i]!, entries[i + 1]!];
}

/**
 * Adds as `set.add` does.
 *
 * @returns false for an item that Python cannot hash
 */
export function setAdd(set: PySet | PyFrozenSet, item: PyValue): boolean {
  const at = place(set.items, 1, item);
  if (at === ABSENT) set.items.push(item);
  return at !== UNHASHABLE;
}

export function setHas(set: PySet | PyFrozenSet, item: PyValue): boolean {
  return find(set.items, 1, item) >= 0;
}

function bothStrings(a: PyValue, b: PyValue): boolean {
  return typeof a === 'string' && typeof b === 'string';
}

const ABSENT = -1;
const UNHASHABLE = -2;

/** Position of the key, or ABSENT, or UNHASHABLE. `stride` is 2 for a dict's entries, 1 for a set's items. */
function find(entries: readonly PyValue[], stride: 1 | 2, key: PyValue): number {
  const wanted = keyOf(key);
  if (wanted === undefined) return UNHASHABLE;
  if (entries.length <= SCAN * stride) return scan(entries, stride, key, wanted);
  return indexOf(entries, stride).byKey.get(wanted) ?? ABSENT;
}

/** As {@link find}, for one who puts an absent key at the end. */
function place(entries: readonly PyValue[], stride: 1 | 2, key: PyValue): number {
  const wanted = keyOf(key);
  if (wanted === undefined) return UNHASHABLE;
  if (entries.length <= SCAN * stride) return scan(entries, stride, key, wanted);
  const index = indexOf(entries, stride);
  const at = index.byKey.get(wanted);
  if (at !== undefined) return at;
  index.byKey.set(wanted, entries.length);
  index.length += stride;
  return ABSENT;
}

function scan(entries: readonly PyValue[], stride: 1 | 2, key: PyValue, wanted: Key): number {
  for (let i = 0; i < entries.length; i += stride) {
    const entry = entries[i]!;
    // Strings, by far the most common, are compared without making a key.
    if (entry === key || (!bothStrings(entry, key) && keyOf(entry) === wanted)) return i;
  }
  return ABSENT;
}

function indexOf(entries: readonly PyValue[], stride: 1 | 2): Index {
  let index = indexes.get(entries);
  if (!index) indexes.set(entries, (index = { byKey: new Map(), length: 0 }));
  for (; index.length < entries.length; index.length += stride) {
    const key = keyOf(entries[index.length]!);
    if (key !== undefined && !index.byKey.has(key)) index.byKey.set(key, index.length);
  }
  return index;
}
