/** Elements as they are stored: what has no fixed length goes into the heap. */

import type { ElementItem, ElementType, HierarchyArray } from '@brine/core';
import type { Bytes } from './bytes.js';
import { unwritable } from './datatype.js';
import type { HeapPlace, HeapWriter } from './heap.js';

/** Where things come to lie, known when everything has been planned. */
export interface Addresses {
  heap(collection: number): number;
  object(id: number): number;
}

/** Puts one element. */
export type PutElement = (out: Bytes, addresses: Addresses) => void;

/** Plans the elements of an array that has items. */
export function planItems({ type, items }: HierarchyArray, heap: HeapWriter): readonly PutElement[] {
  return items!.map((item) => planItem(type, item, heap));
}

function planItem(type: ElementType, item: ElementItem, heap: HeapWriter): PutElement {
  if (item.kind === 'text')
    return reference(item.bytes.length, item.bytes.length > 0 ? heap.add(item.bytes) : undefined);
  if (item.kind === 'reference') {
    if (item.to !== 'object' || type.size !== 8) throw unwritable(`a reference to a ${item.to}`);
    const { id } = item;
    return (out, addresses) => out.u64(id === undefined ? 0 : addresses.object(id));
  }
  if (item.kind === 'record') {
    if (type.kind !== 'compound') throw unwritable('a record of another type');
    const parts = type.fields.map((field, i) => planItem(field.type, item.fields[i]!, heap));
    return (out, addresses) => {
      const start = out.length;
      for (const [i, field] of type.fields.entries()) {
        if (out.length - start > field.offset) throw unwritable('a record whose fields overlap');
        out.zeros(start + field.offset - out.length);
        parts[i]!(out, addresses);
      }
      out.zeros(start + type.size - out.length);
    };
  }
  if (type.kind === 'sequence') return planSequence(type.base, item, heap);
  if (item.items) {
    const parts = planItems(item, heap);
    return (out, addresses) => {
      for (const part of parts) part(out, addresses);
    };
  }
  return (out) => out.put(item.bytes);
}

function planSequence(base: ElementType, item: HierarchyArray, heap: HeapWriter): PutElement {
  if (item.items) throw unwritable('a sequence of what has no fixed length');
  const count = base.size > 0 ? item.bytes.length / base.size : 0;
  return reference(count, item.bytes.length > 0 ? heap.add(item.bytes) : undefined);
}

function reference(length: number, place: HeapPlace | undefined): PutElement {
  return (out, addresses) => {
    out.u32(length);
    if (place) out.u64(addresses.heap(place.collection)).u32(place.index);
    else out.u64(0).u32(0);
  };
}

/** The type as it is written: references into the heap have 16 bytes, whatever they had. */
export function writtenType(type: ElementType): ElementType {
  switch (type.kind) {
    case 'string':
      return type.variable ? { ...type, size: 16 } : type;
    case 'sequence':
      return { ...type, size: 16, base: writtenType(type.base) };
    case 'reference':
      return type.to === 'object' ? { ...type, size: 8 } : type;
    case 'array': {
      const base = writtenType(type.base);
      return { ...type, base, size: type.shape.reduce((size, length) => size * length, base.size) };
    }
    case 'compound': {
      const fields = type.fields.map((field) => ({ ...field, type: writtenType(field.type) }));
      // Where a field changes its size those behind it move.
      let moved = 0;
      const placed = fields.map((field, i) => {
        const at = { ...field, offset: field.offset + moved };
        moved += field.type.size - type.fields[i]!.type.size;
        return at;
      });
      return { ...type, fields: placed, size: type.size + moved };
    }
    default:
      return type;
  }
}
