/** How PyTorch refers to the bytes of tensors: by a persistent id that only its own loader resolves. */

import { isKind, type PyTuple, type PyValue } from '@brine/core';
import type { Known } from '../schema.js';

/** Whether a persistent id is `('storage', class, key, location, count[, view])`. */
export function isTorchStorage(id: PyValue, known: Known): id is PyTuple {
  if (!isKind(id, 'tuple') || id.items.length < 5 || id.items.length > 6) return false;
  const [tag, cls, key, location, count, view] = id.items;
  return (
    tag === 'storage' &&
    isKind(cls, 'global') &&
    known.knows(`${cls.module}.${cls.name}`) &&
    typeof key === 'string' &&
    /^[\w-]+$/.test(key) &&
    typeof location === 'string' &&
    typeof count === 'bigint' &&
    (view === undefined || view === null || (isKind(view, 'tuple') && view.items.length === 3))
  );
}

/**
 * Whether a persistent id is `('module', class, file, source)`, which stands for the class: its source is compared and never run.
 * @see torch, `persistent_load` and `_check_container_source` in `_legacy_load`, torch/serialization.py
 */
export function isTorchSource(id: PyValue, known: Known): id is PyTuple {
  if (!isKind(id, 'tuple') || id.items.length !== 4) return false;
  const [tag, cls, file, source] = id.items;
  const isKnown = isKind(cls, 'global') && known.knows(`${cls.module}.${cls.name}`);
  return tag === 'module' && isKnown && typeof file === 'string' && typeof source === 'string';
}

/** Bytes of an element, by the name of the storage's class. */
const BYTES: Readonly<Record<string, number>> = {
  DoubleStorage: 8, FloatStorage: 4, HalfStorage: 2, BFloat16Storage: 2, LongStorage: 8, IntStorage: 4, ShortStorage: 2, CharStorage: 1,
  ByteStorage: 1, BoolStorage: 1, ComplexFloatStorage: 8, ComplexDoubleStorage: 16, QInt8Storage: 1, QUInt8Storage: 1, QInt32Storage: 4,
  UntypedStorage: 1,
}; // prettier-ignore

export function elementBytes(storage: PyValue): number | undefined {
  return isKind(storage, 'global') ? BYTES[storage.name] : undefined;
}

/** Functions whose first arguments are a storage, an offset, a shape and strides. */
export const REBUILDS_TENSOR = /^torch\._utils\._rebuild_(?:tensor(?:_v[23])?|qtensor)$/;

/** Whether every element of such a tensor lies in its storage: PyTorch looks, a careless reader reads what lies beyond. */
export function fitsStorage([storage, offset, shape, strides]: readonly PyValue[]): boolean {
  const id = isKind(storage, 'persistent') && isKind(storage.id, 'tuple') ? storage.id.items : undefined;
  const count = id?.[4];
  if (typeof count !== 'bigint' || typeof offset !== 'bigint' || !isKind(shape, 'tuple') || !isKind(strides, 'tuple'))
    return false;
  let last = offset;
  let isEmpty = false;
  for (const [axis, length] of shape.items.entries()) {
    const stride = strides.items[axis];
    if (typeof length !== 'bigint' || typeof stride !== 'bigint' || length < 0n || stride < 0n) return false;
    if (length === 0n) isEmpty = true;
    last += (length - 1n) * stride;
  }
  return offset >= 0n && strides.items.length === shape.items.length && (isEmpty || last < count);
}
