import type { PyDType, PyNdArray } from '@brine/core';
import { swapBytes } from '@brine/core';
import { malformed } from '../read/index.js';

/** The fields of scikit-learn's node records that decide where a row goes. */
export interface Nodes {
  readonly count: number;
  /** Position of the child, -1 in a leaf. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  /** 1 where a missing value goes left; absent from trees before 1.3, which take no missing values. */
  readonly missingLeft: ArrayLike<number> | undefined;
  /** By node, for one that asks whether a category is among some: these, which go left. The others compare with the threshold. */
  readonly members?: readonly (readonly number[] | undefined)[];
}

/** Memory for the columns of one tree after another: fresh memory for each costs as much as reading them. */
export class Columns {
  #memory = new ArrayBuffer(0);

  /** Bytes, whose content is whatever was there: the columns that were read before are gone. */
  take(bytes: number): ArrayBuffer {
    if (this.#memory.byteLength < bytes) this.#memory = new ArrayBuffer(bytes);
    return this.#memory;
  }
}

/**
 * Reads the columns of the structured array `nodes` of a tree.
 * Source: sklearn.tree._tree.Node (missing_go_to_left since 1.3)
 *
 * @param columns - memory to read them into, until the next tree is
 * @throws CodecError `malformed` for an array with other fields
 */
export function readNodes(array: PyNdArray, path: string, columns = new Columns()): Nodes {
  const count = array.shape[0] ?? 0;
  const { dtype } = array;
  if (array.shape.length !== 1 || array.data.byteLength < count * dtype.itemsize)
    throw malformed('no array of nodes', path);
  const threshold = fieldOf(dtype, 'threshold');
  if (threshold?.dtype.type !== 'f' || threshold.dtype.itemsize !== 8)
    throw malformed('nodes without the field threshold', path);
  const ints = (name: string): Field => {
    const field = fieldOf(dtype, name);
    if (!field || !'iu'.includes(field.dtype.type)) throw malformed(`nodes without the field ${name}`, path);
    return field;
  };
  const missing = fieldOf(dtype, 'missing_go_to_left') && ints('missing_go_to_left');
  const places = [ints('left_child'), ints('right_child'), ints('feature'), threshold];
  if (dtype.itemsize % 8 === 0 && places.every(isWord) && (!missing || missing.dtype.itemsize === 1))
    return readRecords(array, places, missing?.offset, columns);
  const column = (field: Field): Int32Array => readInts(array, field.offset, field.dtype);
  return {
    count,
    left: column(places[0]!),
    right: column(places[1]!),
    feature: column(places[2]!),
    threshold: readDoubles(array, threshold.offset, threshold.dtype),
    missingLeft: missing && column(missing),
  };
}

type Field = NonNullable<PyDType['fields']>[number];

/** Whether a field is 8 bytes that a typed array reads where they are, once the records are at a multiple of 8. */
const isWord = ({ offset, dtype }: Field): boolean =>
  offset % 8 === 0 && dtype.itemsize === 8 && dtype.byteOrder !== '>';

/** All fields in one pass, record by record: a forest has a million. */
function readRecords(
  { shape, data, dtype }: PyNdArray,
  places: readonly Field[],
  missing: number | undefined,
  columns: Columns,
): Nodes {
  const count = shape[0]!;
  const bytes = data.byteOffset % 8 === 0 ? data : data.slice();
  const memory = columns.take(count * (8 + 3 * 4 + 1));
  const nodes = {
    count,
    threshold: new Float64Array(memory, 0, count),
    left: new Int32Array(memory, 8 * count, count),
    right: new Int32Array(memory, 12 * count, count),
    feature: new Int32Array(memory, 16 * count, count),
    missingLeft: new Uint8Array(memory, 20 * count, count),
  };
  const offsets = places.map(({ offset }) => offset);
  fill(nodes, bytes, dtype.itemsize, offsets as [number, number, number, number], missing ?? -1);
  return missing === undefined ? { ...nodes, missingLeft: undefined } : nodes;
}

/** The loop by itself: a compiler that replaces it while it runs has nothing behind it to guess. */
function fill(
  { count, left, right, feature, threshold, missingLeft }: Nodes & { missingLeft: Uint8Array },
  bytes: Uint8Array,
  itemsize: number,
  [leftAt, rightAt, featureAt, thresholdAt]: [number, number, number, number],
  missingAt: number,
): void {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.byteLength / 4));
  const doubles = new Float64Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.byteLength / 8));
  for (let i = 0, at = 0; i < count; i++, at += itemsize) {
    left[i] = words[(at + leftAt) >> 2]!;
    right[i] = words[(at + rightAt) >> 2]!;
    feature[i] = words[(at + featureAt) >> 2]!;
    threshold[i] = doubles[(at + thresholdAt) >> 3]!;
    if (missingAt >= 0) missingLeft[i] = bytes[at + missingAt]!;
  }
}

/**
 * One field of the nodes as numbers.
 *
 * @throws CodecError `malformed` when there is no such field
 */
export function nodeField(array: PyNdArray, name: string, path: string): Float64Array | Int32Array {
  const field = fieldOf(array.dtype, name);
  if (!field) throw malformed(`nodes without the field ${name}`, path);
  return field.dtype.type === 'f'
    ? readDoubles(array, field.offset, field.dtype)
    : readInts(array, field.offset, field.dtype);
}

function fieldOf(dtype: PyDType, name: string) {
  return dtype.fields?.find((field) => field.name === name);
}

/** Little-endian views of a structured array: one number apart by `stride` elements, from `start`. */
function viewOf(array: PyNdArray, offset: number, dtype: PyDType): { bytes: Uint8Array; at: number; step: number } {
  const { itemsize } = array.dtype;
  const size = dtype.itemsize;
  if (dtype.byteOrder !== '>' && itemsize % size === 0 && (array.data.byteOffset + offset) % size === 0) {
    return { bytes: array.data, at: (array.data.byteOffset + offset) / size, step: itemsize / size };
  }
  // Unaligned or big-endian: the column by itself, copied once.
  const count = array.shape[0]!;
  const column = new Uint8Array(count * size);
  for (let i = 0; i < count; i++)
    column.set(array.data.subarray(i * itemsize + offset, i * itemsize + offset + size), i * size);
  return { bytes: dtype.byteOrder === '>' ? swapBytes(column, size) : column, at: 0, step: 1 };
}

function readDoubles(array: PyNdArray, offset: number, dtype: PyDType): Float64Array {
  const { bytes, at, step } = viewOf(array, offset, dtype);
  const source = new Float64Array(bytes.buffer, 0, Math.floor(bytes.buffer.byteLength / 8));
  const result = new Float64Array(array.shape[0]!);
  for (let i = 0, from = at; i < result.length; i++, from += step) result[i] = source[from]!;
  return result;
}

/** Integers of any size as int32: the low word of an int64, which node positions and counts fit in. */
function readInts(array: PyNdArray, offset: number, dtype: PyDType): Int32Array {
  const { bytes, at, step } = viewOf(array, offset, dtype);
  const wide = dtype.itemsize === 8 ? 2 : 1;
  const Type = { 8: Int32Array, 4: Int32Array, 2: Int16Array, 1: Uint8Array }[dtype.itemsize] ?? Int32Array;
  const size = Type.BYTES_PER_ELEMENT;
  const source = new Type(bytes.buffer as ArrayBuffer, 0, Math.floor(bytes.buffer.byteLength / size));
  const result = new Int32Array(array.shape[0]!);
  for (let i = 0, from = at * wide; i < result.length; i++, from += step * wide) result[i] = source[from]!;
  return result;
}
