/**
 * numpy arrays and scalars.
 * @see numpy, `array_reduce`, `array_setstate` in numpy/_core/src/multiarray/methods.c; `_frombuffer` in numpy/_core/numeric.py
 */

import {
  isKind,
  sizeOf,
  swapBytes,
  toCOrder,
  type PyDType,
  type PyGlobal,
  type PyNdArray,
  type PyTuple,
  type PyValue,
} from '@brine/core';
import { Refusal } from '../read/errors.js';
import { encodeLatin1 } from '../read/text.js';
import { mapBytes, sizeOfBytes, unreadOf } from '../read/unread.js';
import { newDType, newStringDType, shapeOf, useDType } from './dtype.js';
import type { Origin, Reducer, Run } from './reducers.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const BYTE: PyDType = Object.freeze({ kind: 'dtype', type: 'i', byteOrder: '|', itemsize: 1 });

/** Calls by `module.name`; numpy 2 renamed `numpy.core`. */
export const NUMPY_REDUCERS: readonly (readonly [string, Reducer])[] = [
  ['numpy.dtype', newDType],
  ...both('multiarray._reconstruct', reconstruct),
  ...both('multiarray.scalar', scalar),
  ...both('numeric._frombuffer', fromBuffer),
  ...both('_internal._convert_to_stringdtype_kwargs', newStringDType),
];

function both(name: string, reducer: Reducer): [string, Reducer][] {
  return [
    [`numpy.core.${name}`, reducer],
    [`numpy._core.${name}`, reducer],
  ];
}

/** `NPY_MAXDIMS` of numpy 2. */
const MOST_AXES = 64;

/** Arrays that `_reconstruct` made and that wait for their state. */
const unbuilt = new WeakSet<PyNdArray>();

/** Out-of-band buffers that are not READONLY_BUFFER: they are bytes here, as the file that they come from is, and may be written to. */
export const writable = new WeakSet<PyValue & object>();

/** `_reconstruct(cls, (0,), b'b')`: an empty array, which BUILD completes. */
function reconstruct([cls, shape, type, ...more]: readonly PyValue[]): PyValue | undefined {
  if (!isKind(cls, 'global') || !isKind(shape, 'tuple') || more.length > 0) return undefined;
  if (shape.items.length !== 1 || shape.items[0] !== 0n) return undefined;
  const letter = isKind(type, 'bytes') ? String.fromCharCode(...type.data.subarray(0, 2)) : type;
  if (letter !== 'b') return undefined;
  const array: PyNdArray = {
    kind: 'ndarray',
    class: cls,
    dtype: BYTE,
    shape: [0],
    order: 'C',
    data: new Uint8Array(0),
  };
  unbuilt.add(array);
  return array;
}

/**
 * BUILD: `(version, shape, dtype, is_fortran, data)`, without the version in the oldest. A subclass may have more around it; where
 * nothing of numpy's is found, the whole state is the subclass's own and the array stays empty.
 */
export function buildArray(array: Writable<PyNdArray>, state: PyValue, origin: Origin): void {
  if (!unbuilt.delete(array)) throw new Refusal('ARRAY', 'an array is given a second state');
  const own = isKind(state, 'tuple') ? ownState(array, state) : undefined;
  if (!own) {
    if (array.class.module === 'numpy' && array.class.name === 'ndarray') {
      throw new Refusal('ARRAY', 'the state of an array is none that numpy writes');
    }
    array.state = state;
    return;
  }
  const { parts, rest } = own;
  const [shape, dtype, fortran, data] = parts;
  complete(array, shape!, dtype!, fortran === true || fortran === 1n ? 'F' : 'C', data!, origin);
  if (array.dtype.byteOrder === '>' && !array.items) {
    const native = nativeOrder(array.dtype, array.data);
    array.dtype = native.dtype;
    array.data = native.data;
    delete array.offset;
  }
  if (rest !== undefined) array.state = rest;
}

/** numpy's own part of the state, and what a subclass put around it: `(*state, extra)` or `(state, extra)`. */
function ownState(array: PyNdArray, state: PyTuple): { parts: readonly PyValue[]; rest?: PyValue } | undefined {
  const { items } = state;
  if (items.length === 4 && isArrayState(items)) return { parts: items };
  if (items.length === 5 && isArrayState(items.slice(1))) return { parts: items.slice(1) };
  if (items.length > 5 && isArrayState(items.slice(1, 5)))
    return { parts: items.slice(1, 5), rest: { kind: 'tuple', items: items.slice(5) } };
  const [inner, ...rest] = items;
  if (!isKind(inner, 'tuple') || inner.items.length !== 5 || !isArrayState(inner.items.slice(1))) return undefined;
  return { parts: inner.items.slice(1), rest: rest.length === 1 ? rest[0]! : { kind: 'tuple', items: rest } };
}

function isArrayState([shape, dtype, fortran]: readonly PyValue[]): boolean {
  return (
    isKind(shape, 'tuple') && isKind(dtype, 'dtype') && (typeof fortran === 'boolean' || typeof fortran === 'bigint')
  );
}

/** `_frombuffer(buffer, dtype, shape, order)`; numpy 2.3 adds `axis_order` for an order that is neither C nor F. */
function fromBuffer(args: readonly PyValue[], run: Run): PyValue | undefined {
  const [buffer, dtype, shape, order, axes] = args;
  if (args.length < 4 || args.length > 5 || !(isKind(buffer, 'bytes') || isKind(buffer, 'bytearray'))) return undefined;
  if (order !== 'C' && order !== 'F' && order !== 'K') return undefined;
  const cls = run.named('numpy', 'ndarray');
  const array: Writable<PyNdArray> = arrayOf(cls, dtype!, shape!, order === 'F' ? 'F' : 'C', buffer.data, run);
  if (isKind(buffer, 'bytes') && !writable.has(buffer)) array.readonly = true;
  if (order !== 'K') return array;
  const permutation = isKind(axes, 'tuple') ? shapeOf(axes) : undefined;
  return permutation && transposed(array, permutation);
}

/**
 * An array out of its parts as a stream has them, checked against each other.
 *
 * @param order - how `data` is laid out
 * @param data - bytes, or the items of an object array in C order
 * @throws Refusal when they do not fit together
 */
export function arrayOf(
  cls: PyGlobal,
  dtype: PyValue,
  shape: PyValue,
  order: 'C' | 'F',
  data: Uint8Array | PyValue,
  origin: Origin,
): PyNdArray {
  const array: PyNdArray = {
    kind: 'ndarray',
    class: cls,
    dtype: BYTE,
    shape: [0],
    order: 'C',
    data: new Uint8Array(0),
  };
  complete(array, shape, dtype, order, data, origin);
  return array;
}

function complete(
  array: Writable<PyNdArray>,
  shape: PyValue,
  dtype: PyValue,
  order: 'C' | 'F',
  data: Uint8Array | PyValue,
  origin: Origin,
): void {
  const lengths = isKind(shape, 'tuple') ? shapeOf(shape) : undefined;
  if (!lengths || lengths.length > MOST_AXES || !isKind(dtype, 'dtype'))
    throw new Refusal('ARRAY', 'an array has no shape or dtype');
  const size = sizeOf(lengths);
  array.dtype = useDType(dtype);
  array.shape = lengths;
  array.order = order;
  if (holdsObjects(dtype)) {
    if (!isKind(data as PyValue, 'list')) throw new Refusal('ARRAY', 'an array of objects has no list of them');
    const items = Array.from<PyValue>((data as { items: Iterable<PyValue> }).items);
    if (items.length !== size) throw new Refusal('ARRAY', `an array of ${size} objects is given ${items.length}`);
    // numpy lists them in C order, whatever the order of the array.
    array.items = order === 'F' ? toCOrder(items, lengths.toReversed()) : items;
    return;
  }
  const bytes = ArrayBuffer.isView(data) ? data : bytesOfText(data);
  if (!bytes) throw new Refusal('ARRAY', 'an array has no bytes');
  const given = sizeOfBytes(bytes);
  if (given !== undefined && given !== size * dtype.itemsize) {
    throw new Refusal('ARRAY', `an array of ${size * dtype.itemsize} bytes is given ${given}`);
  }
  array.data = bytes;
  const unread = unreadOf(bytes);
  const offset = unread ? unread.offset : origin.offsetOf(bytes);
  if (offset !== undefined && !unread?.decode && !unread?.text) array.offset = offset;
}

/** Bytes, or the text that an old stream has in their place. */
function bytesOfText(value: PyValue): Uint8Array | undefined {
  return isKind(value, 'bytes') ? value.data : typeof value === 'string' ? encodeLatin1(value) : undefined;
}

/** Whether numpy pickles the items as Python objects (`NPY_LIST_PICKLE`). */
function holdsObjects(dtype: PyDType): boolean {
  if (dtype.subarray) return holdsObjects(dtype.subarray.base);
  return (
    dtype.type === 'O' || dtype.type === 'T' || (dtype.fields?.some((field) => holdsObjects(field.dtype)) ?? false)
  );
}

/** `scalar(dtype, bytes)`; of dtype O the object itself. */
function scalar([dtype, value, ...more]: readonly PyValue[]): PyValue | undefined {
  if (!isKind(dtype, 'dtype') || value === undefined || more.length > 0) return undefined;
  if (holdsObjects(dtype)) return { kind: 'npscalar', dtype: useDType(dtype), data: new Uint8Array(0), value };
  const data = bytesOfText(value);
  if (!data || sizeOfBytes(data) !== dtype.itemsize)
    throw new Refusal('ARRAY', 'the bytes of a scalar are not as many as its dtype says');
  return {
    kind: 'npscalar',
    ...(dtype.byteOrder === '>' ? nativeOrder(dtype, data) : { dtype: useDType(dtype), data }),
  };
}

/** Big-endian elements as little-endian ones: numpy turns what it unpickles to the machine's order, but not a `_frombuffer`. */
function nativeOrder(dtype: PyDType, data: Uint8Array): { readonly dtype: PyDType; readonly data: Uint8Array } {
  const unit = dtype.type === 'U' ? 4 : dtype.type === 'c' ? dtype.itemsize / 2 : dtype.itemsize;
  return { dtype: useDType({ ...dtype, byteOrder: '<' }), data: mapBytes(data, (bytes) => swapBytes(bytes, unit)) };
}

/** A C-ordered array with its axes permuted, laid out anew in C order. */
function transposed(array: PyNdArray, axes: readonly number[]): PyNdArray {
  const { shape, dtype } = array;
  if (axes.length !== shape.length || axes.some((_, axis) => !axes.includes(axis))) {
    throw new Refusal('ARRAY', 'the axes of an array are not in an order');
  }
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const lengths = axes.map((axis) => shape[axis]!);
  const steps = axes.map((axis) => strides[axis]!);
  const data = mapBytes(array.data, (bytes) => walk(bytes, dtype.itemsize, lengths, steps));
  return { ...array, shape: lengths, data };
}

/** Elements in C order of `lengths`, of which each step along an axis is `steps` elements. */
function walk(data: Uint8Array, itemsize: number, lengths: readonly number[], steps: readonly number[]): Uint8Array {
  const result = new Uint8Array(data.byteLength);
  const index = new Array<number>(lengths.length).fill(0);
  let from = 0;
  for (let to = 0; to < data.byteLength; to += itemsize) {
    for (let i = 0; i < itemsize; i++) result[to + i] = data[from * itemsize + i]!;
    for (let axis = lengths.length - 1; axis >= 0; axis--) {
      from += steps[axis]!;
      if (++index[axis]! < lengths[axis]!) break;
      from -= steps[axis]! * lengths[axis]!;
      index[axis] = 0;
    }
  }
  return result;
}
