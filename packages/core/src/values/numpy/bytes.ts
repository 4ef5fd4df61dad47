/** An array's elements as C-order little-endian bytes without padding that means nothing: what hashes are taken of. */

import type { PyDType, PyNdArray } from '../../contract/value.js';
import { swapBytes } from '../../model/elements.js';
import { sizeOf, toCOrder } from '../../model/ndarray.js';
import { CodecError } from '../../errors.js';
import { NESTED_LIMIT, tooDeep } from '../errors.js';
import { LONG_DOUBLE_BYTES } from '../python/long-double.js';

/** Elements in C order, in the dtype's own byte order; the array's own bytes where they are so already. */
export function cOrderBytes(array: Pick<PyNdArray, 'dtype' | 'shape' | 'order' | 'data'>): Uint8Array {
  const { dtype, shape, order, data } = array;
  const bytes = data.subarray(0, sizeOf(shape) * dtype.itemsize);
  return order === 'F' && shape.length > 1 && bytes.length > 0 ? toCOrder(bytes, shape, dtype.itemsize) : bytes;
}

/** @param bytes - elements in C order; they are not changed */
export function littleEndianBytes(bytes: Uint8Array, dtype: PyDType): Uint8Array {
  if (dtype.fields || dtype.subarray) return structBytes(bytes, dtype);
  const swapped = dtype.byteOrder === '>' ? swapBytes(bytes, unitOf(dtype)) : bytes;
  return isLongDouble(dtype) ? withoutPadding(swapped) : swapped;
}

/** Bytes that swap together: a character of text, a part of a complex number, else the element. */
function unitOf({ type, itemsize }: PyDType): number {
  return type === 'U' ? 4 : type === 'c' ? itemsize / 2 : itemsize;
}

export function isLongDouble({ type, itemsize }: PyDType): boolean {
  return (type === 'f' && itemsize > 8) || (type === 'c' && itemsize > 16);
}

function withoutPadding(bytes: Uint8Array): Uint8Array {
  const cleared = bytes.slice();
  for (let at = LONG_DOUBLE_BYTES; at < cleared.length; at += 16) cleared.fill(0, at, at + 16 - LONG_DOUBLE_BYTES);
  return cleared;
}

/** A plain run of one element type inside a structured element. */
interface Leaf {
  readonly offset: number;
  readonly length: number;
  readonly dtype: PyDType;
}

const LEAVES = 100_000;

/** The plain runs of a structured dtype, nested ones and subarrays resolved. */
function leavesOf(dtype: PyDType): Leaf[] {
  const leaves: Leaf[] = [];
  const stack: { dtype: PyDType; offset: number; depth: number }[] = [{ dtype, offset: 0, depth: 0 }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { dtype: type, offset, depth } = next;
    if (depth > NESTED_LIMIT) throw tooDeep('a dtype');
    if (leaves.length + stack.length > LEAVES) throw tooManyFields();
    if (type.fields) {
      for (const field of type.fields) {
        stack.push({ dtype: field.dtype, offset: offset + field.offset, depth: depth + 1 });
      }
    } else if (type.subarray) {
      const { base, shape } = type.subarray;
      const count = sizeOf(shape);
      if (!base.fields && !base.subarray) leaves.push({ offset, length: count * base.itemsize, dtype: base });
      else if (count > LEAVES) throw tooManyFields();
      else
        for (let i = 0; i < count; i++)
          stack.push({ dtype: base, offset: offset + i * base.itemsize, depth: depth + 1 });
    } else {
      leaves.push({ offset, length: type.itemsize, dtype: type });
    }
  }
  return leaves;
}

function tooManyFields(): CodecError {
  return new CodecError({
    codec: 'core',
    code: 'BRINE-CORE-FIELDS',
    fault: 'limit',
    message: `a structured dtype has more than ${LEAVES} fields`,
  });
}

function structBytes(bytes: Uint8Array, dtype: PyDType): Uint8Array {
  const result = new Uint8Array(bytes.length);
  const leaves = leavesOf(dtype);
  for (let start = 0; start + dtype.itemsize <= bytes.length && dtype.itemsize > 0; start += dtype.itemsize) {
    for (const { offset, length, dtype: type } of leaves) {
      const at = start + offset;
      const swap = type.byteOrder === '>' ? unitOf(type) : 1;
      if (swap === 1) {
        for (let i = 0; i < length; i++) result[at + i] = bytes[at + i]!;
      } else {
        for (let i = 0; i < length; i += swap) {
          for (let j = 0; j < swap; j++) result[at + i + j] = bytes[at + i + swap - 1 - j]!;
        }
      }
    }
  }
  return result;
}
