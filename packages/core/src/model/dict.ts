/** Dicts and sets with Python's semantics: insertion order, keys equal as Python says, the first key stays. */

import type { PyDict, PyFrozenSet, PySet, PyValue } from '../contract/value.js';
import { type Key, keyOf } from './key.js';

/** Up to this many entries a scan beats an index. */
const SCAN = 8;

/** Position of each key in `entries` (dict) or `items` (set), for the larger ones; made on demand, dropped with the record. */
const indexes = new WeakMap<readonly PyValue[], { byKey: Map<Key, number>; length: number }>();

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
  const { entries } = dict;
  const at = find(entries, 2, key);
  if (at >= 0) entries[at + 1] = value;
  else if (at === UNHASHABLE) return false;
  else entries.push(key, value);
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
  const at = find(set.items, 1, item);
  if (at === UNHASHABLE) return false;
  if (at < 0) set.items.push(item);
  return true;
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
  if (entries.length <= SCAN * stride) {
    for (let i = 0; i < entries.length; i += stride) {
      const entry = entries[i]!;
      // Strings, by far the most common, are compared without making a key.
      if (entry === key || (!bothStrings(entry, key) && keyOf(entry) === wanted)) return i;
    }
    return ABSENT;
  }
  let index = indexes.get(entries);
  if (!index) indexes.set(entries, (index = { byKey: new Map(), length: 0 }));
  for (; index.length < entries.length; index.length += stride) {
    const entryKey = keyOf(entries[index.length]!);
    if (entryKey !== undefined && !index.byKey.has(entryKey)) index.byKey.set(entryKey, index.length);
  }
  return index.byKey.get(wanted) ?? ABSENT;
}
