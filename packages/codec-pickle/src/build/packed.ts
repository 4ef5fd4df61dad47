/** Lists of numbers held in typed arrays: see PyList. */

import type { PyList, PyValue } from '@brine/core';

type Packed = Float64Array | BigInt64Array;

/** Appends numbers to a list that is empty or packed: packed while they are of one kind. */
export function packedList(list: PyList, numbers: Packed): void {
  const { items } = list;
  if (items.length === 0) list.items = numbers.slice();
  else if (Array.isArray(items) || !alike(items, numbers)) pushNumbers(unpacked(list), numbers);
  else {
    const room = grown(items, numbers.length);
    (room as Float64Array).set(numbers as Float64Array, items.length);
    list.items = room;
  }
}

/**
 * Appends values to a packed list.
 *
 * @returns false, with nothing done, when one of them is not of its kind
 */
export function appendPacked(list: PyList, values: readonly PyValue[]): boolean {
  const items = list.items as Packed;
  const floats = isFloats(items);
  for (const value of values) {
    if (floats ? typeof value !== 'number' : typeof value !== 'bigint' || BigInt.asIntN(64, value) !== value)
      return false;
  }
  const room = grown(items, values.length);
  for (let i = 0; i < values.length; i++) room[items.length + i] = values[i] as never;
  list.items = room;
  return true;
}

/** The items of a list as an array that takes any value. */
export function unpacked(list: PyList): PyValue[] {
  if (!Array.isArray(list.items)) list.items = Array.from<PyValue>(list.items);
  return list.items;
}

function pushNumbers(items: PyValue[], numbers: Packed): void {
  for (const number of numbers) items.push(number);
}

function isFloats(items: Packed): items is Float64Array {
  return items instanceof Float64Array;
}

function alike(a: Packed, b: Packed): boolean {
  return isFloats(a) === isFloats(b);
}

/** The same items with room for more: the buffer doubles, so that batch after batch costs little. */
function grown(items: Packed, more: number): Packed {
  const length = items.length + more;
  const Type = isFloats(items) ? Float64Array : BigInt64Array;
  if (items.buffer.byteLength >= length * 8) return new Type(items.buffer as ArrayBuffer, 0, length);
  const room = new Type(Math.max(length, 2 * items.length));
  (room as Float64Array).set(items as Float64Array);
  return room.subarray(0, length);
}
