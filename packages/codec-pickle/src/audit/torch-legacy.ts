/** The end of a file of PyTorch before 1.6: after five pickles the bytes of every storage, in the order of their keys. */

import { isKind, type PyValue } from '@brine/core';
import { elementBytes } from './names/torch.js';

/** @see torch, `MAGIC_NUMBER` in torch/serialization.py */
const MAGIC = 0x1950a86a20f9469cfc6cn;

/**
 * Whether all that follows the pickles is what they announce.
 *
 * @param values - of the pickles: magic number, version, system, the object, keys
 * @param storages - persistent ids, in the order in which they occurred
 * @see torch, `_legacy_save` in torch/serialization.py
 */
export function legacyStorages(values: readonly PyValue[], storages: readonly PyValue[], rest: Uint8Array): boolean {
  const keys = values[4];
  if (values.length !== 5 || values[0] !== MAGIC || !isKind(keys, 'list') || !Array.isArray(keys.items)) return false;
  const bytesOf = new Map<PyValue, { count: bigint; each: number }>();
  for (const id of storages) {
    if (!isKind(id, 'tuple')) return false;
    const [, cls, key, , count] = id.items;
    const each = elementBytes(cls!);
    if (each === undefined || typeof count !== 'bigint') return false;
    bytesOf.set(key!, { count, each });
  }
  const view = new DataView(rest.buffer, rest.byteOffset, rest.byteLength);
  let at = 0;
  for (const key of keys.items) {
    const stored = bytesOf.get(key);
    if (!stored || at + 8 > rest.byteLength || view.getBigInt64(at, true) !== stored.count) return false;
    at += 8 + Number(stored.count) * stored.each;
  }
  return at === rest.byteLength;
}
