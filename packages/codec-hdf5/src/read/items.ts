/** Elements that refer to something outside of their array. @see HDF5 File Format Specification, III.E, IV.A.2.d */

import { type ElementItem, type ElementType, type HierarchyArray, sizeOf } from '@brine/core';
import { malformed, unsupported } from '../errors.js';
import { Cursor } from './cursor.js';
import { refers } from './datatype.js';
import type { File } from './file.js';
import type { GlobalHeap } from './heap.js';

/** What is read of an array: its bytes, or its items where its type refers to something. */
export async function readElements(
  file: File,
  heap: GlobalHeap,
  type: ElementType,
  shape: readonly number[],
  bytes: Uint8Array,
  offset: number,
): Promise<HierarchyArray> {
  if (!refers(type)) return { type, shape, bytes };
  const count = sizeOf(shape);
  file.count(count, 'elements', offset);
  const items: ElementItem[] = [];
  const cursor = new Cursor(bytes, offset, file.widths);
  for (let i = 0; i < count; i++) items.push(await readItem(file, heap, type, cursor.part(type.size)));
  return { type, shape, bytes: new Uint8Array(0), items };
}

async function readItem(file: File, heap: GlobalHeap, type: ElementType, cursor: Cursor): Promise<ElementItem> {
  switch (type.kind) {
    case 'string':
      if (!type.variable) break;
      return { kind: 'text', bytes: await variable(heap, cursor, 1) };
    case 'sequence': {
      const { base } = type;
      const data = await variable(heap, cursor, base.size);
      const length = base.size > 0 ? data.length / base.size : 0;
      return { kind: 'array', ...(await readElements(file, heap, base, [length], data, cursor.base)) };
    }
    case 'reference':
      return readReference(file, heap, type, cursor);
    case 'compound': {
      const fields: ElementItem[] = [];
      for (const field of type.fields) {
        const part = new Cursor(
          cursor.bytes.subarray(field.offset, field.offset + field.type.size),
          cursor.base + field.offset,
          cursor.widths,
        );
        fields.push(await readItem(file, heap, field.type, part));
      }
      return { kind: 'record', fields };
    }
    case 'array':
      return { kind: 'array', ...(await readElements(file, heap, type.base, type.shape, cursor.bytes, cursor.base)) };
    default:
  }
  return { kind: 'array', type, shape: [], bytes: cursor.bytes };
}

/** A number of elements, and where they are in the heap. */
async function variable(heap: GlobalHeap, cursor: Cursor, size: number): Promise<Uint8Array> {
  const length = cursor.u32() * size;
  const object = await heap.object(cursor.address(), cursor.u32());
  if (!object) return new Uint8Array(0);
  if (length > object.length) throw malformed('an object in the heap is shorter than its elements', cursor.base);
  return object.subarray(0, length);
}

async function readReference(
  file: File,
  heap: GlobalHeap,
  { to, size }: Extract<ElementType, { kind: 'reference' }>,
  cursor: Cursor,
): Promise<ElementItem> {
  const { offsets } = file.widths;
  if (size === offsets && to === 'object') {
    const id = cursor.address();
    return { kind: 'reference', to, id: id === 0 ? undefined : id };
  }
  if (size === offsets + 4 && to === 'region') {
    const object = await heap.object(cursor.address(), cursor.u32());
    return { kind: 'reference', to, id: object && new Cursor(object, cursor.base, file.widths).address() };
  }
  throw unsupported('references of the second version are not read', cursor.base);
}
