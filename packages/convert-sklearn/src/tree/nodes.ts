import type { PyDType, PyNdArray } from '@brine/core';
import { swapBytes } from '@brine/core';
import { SIDE_BY_SIDE } from '../build/index.js';
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

/** Nodes of which one follows another some elements on: as they lie in the records of a file, where copying a million costs as much as reading. */
export interface SpacedNodes extends Nodes {
  /** Elements from a node's field to the next node's. */
  readonly steps: { readonly ints: number; readonly doubles: number; readonly flags: number };
}

export const spaced = (nodes: Nodes): SpacedNodes => ({ ...nodes, steps: SIDE_BY_SIDE });

/**
 * The structured array `nodes` of a tree, in place where the file's layout allows.
 * Source: sklearn.tree._tree.Node (missing_go_to_left since 1.3)
 *
 * @throws CodecError `malformed` for an array with other fields
 */
export function viewNodes(array: PyNdArray, path: string): SpacedNodes {
  const count = array.shape[0] ?? 0;
  const { dtype } = array;
  if (array.shape.length !== 1 || array.data.byteLength < count * dtype.itemsize)
    throw malformed('no array of nodes', path);
  const needed = (name: string, isType: (type: PyDType) => boolean): Field => {
    const field = fieldOf(dtype, name);
    if (!field || !isType(field.dtype) || !(field.offset >= 0 && field.offset + field.dtype.itemsize <= dtype.itemsize))
      throw malformed(`nodes without the field ${name}`, path);
    return field;
  };
  const threshold = needed('threshold', ({ type, itemsize }) => type === 'f' && itemsize === 8);
  const ints = (name: string): Field => needed(name, ({ type }) => 'iu'.includes(type));
  const missing = fieldOf(dtype, 'missing_go_to_left') && ints('missing_go_to_left');
  const places = [ints('left_child'), ints('right_child'), ints('feature'), threshold] as const;
  if (dtype.itemsize % 8 === 0 && places.every(isWord) && (!missing || missing.dtype.itemsize === 1))
    return inPlace(array, places, missing?.offset);
  const column = (field: Field): Int32Array => readInts(array, field.offset, field.dtype);
  return spaced({
    count,
    left: column(places[0]),
    right: column(places[1]),
    feature: column(places[2]),
    threshold: readDoubles(array, threshold.offset, threshold.dtype),
    missingLeft: missing && column(missing),
  });
}

type Field = NonNullable<PyDType['fields']>[number];
type Four = readonly [left: Field, right: Field, feature: Field, threshold: Field];

/** Whether a field is 8 bytes that a typed array reads where they are, once the records are at a multiple of 8. */
const isWord = ({ offset, dtype }: Field): boolean =>
  offset % 8 === 0 && dtype.itemsize === 8 && dtype.byteOrder !== '>';

function inPlace({ shape, data, dtype }: PyNdArray, fields: Four, missing: number | undefined): SpacedNodes {
  const count = shape[0]!;
  const { itemsize } = dtype;
  const { buffer, byteOffset } = data.byteOffset % 8 === 0 ? data : new Uint8Array(data);
  const ints = ({ offset }: Field) => new Int32Array(buffer, byteOffset + offset, (count * itemsize - offset) / 4);
  const [left, right, feature, { offset }] = fields;
  return {
    count,
    left: ints(left),
    right: ints(right),
    feature: ints(feature),
    threshold: new Float64Array(buffer, byteOffset + offset, (count * itemsize - offset) / 8),
    missingLeft: missing === undefined ? undefined : new Uint8Array(buffer, byteOffset + missing),
    steps: { ints: itemsize / 4, doubles: itemsize / 8, flags: itemsize },
  };
}

/** Nodes in columns: all fields in one pass. */
export function inColumns({ count, steps, ...from }: SpacedNodes): Nodes {
  if (steps.ints === 1) return { count, ...from };
  const { missingLeft } = from;
  const nodes = {
    count,
    left: new Int32Array(count),
    right: new Int32Array(count),
    feature: new Int32Array(count),
    threshold: new Float64Array(count),
    missingLeft: missingLeft && new Uint8Array(count),
  };
  for (let i = 0, at = 0; i < count; i++, at += steps.ints) {
    nodes.left[i] = from.left[at]!;
    nodes.right[i] = from.right[at]!;
    nodes.feature[i] = from.feature[at]!;
    nodes.threshold[i] = from.threshold[i * steps.doubles]!;
    if (missingLeft) nodes.missingLeft![i] = missingLeft[i * steps.flags]!;
  }
  return nodes;
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
