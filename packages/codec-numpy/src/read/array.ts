/** One array: its value, or itself as a tensor. */

import {
  boxShape,
  dtypeName,
  isCodecError,
  isKind,
  limitError,
  pyGlobal,
  readBox,
  sizeOf,
  toDense,
  typestring,
  type ByteSource,
  type Context,
  type PyNdArray,
  type PyValue,
  type Selection,
  type Tensor,
  type TensorInfo,
} from '@brine/core';
import { failure, type Id } from '../errors.js';
import type { Header } from './header.js';

/** An array in a file. */
export interface StoredNpy {
  /** Key in a .npz. */
  readonly name?: string;
  /** The .npy file. */
  readonly source: ByteSource;
  readonly header: Header;
  /** Offset of the .npy file in the file that was opened; undefined when it is compressed in it. */
  readonly base: number | undefined;
}

const NDARRAY = pyGlobal('numpy', 'ndarray');

/**
 * The value: a view of the file where that is in memory. An array of objects is a pickle, which the host opens.
 *
 * @throws CodecError `limit`, or what opening the pickle throws
 */
export async function valueOf(array: StoredNpy, id: Id, context: Context): Promise<PyValue> {
  const { source, header, base } = array;
  const { dtype, shape, order, offset, byteLength } = header;
  if (byteLength === undefined) return objectsOf(array, id, context);
  if (!source.bytes && byteLength > context.limits.bytes) {
    throw limitError(id, 'bytes', context.limits, `The array has ${byteLength} bytes`, { offset });
  }
  const data = await source.read(offset, byteLength, context.signal);
  const place = base === undefined ? {} : { offset: base + offset };
  return { kind: 'ndarray', class: NDARRAY, dtype, shape: [...shape], order, data, ...place };
}

/** @see numpy, `read_array`: the pickle is of an array, which is given the shape of the header */
async function objectsOf({ source, header, name }: StoredNpy, id: Id, context: Context): Promise<PyValue> {
  const { offset, shape, dtype } = header;
  const { limits, signal } = context;
  const at = { offset, path: name };
  if (source.size - offset > limits.bytes) throw limitError(id, 'bytes', limits, 'The pickle is too large', { offset });
  const bytes = await source.read(offset, source.size - offset, signal);
  const view = { size: bytes.length, bytes, name: 'objects.pkl', read: readerOf(bytes) };
  let value: PyValue | undefined;
  try {
    const document = await context.open(view);
    value = await document.value?.();
  } catch (error) {
    if (!isCodecError(error) || error.code !== 'BRINE-CORE-UNKNOWN') throw error;
    throw failure({
      codec: id,
      code: 'OBJECTS',
      fault: 'unsupported',
      message: 'The array holds Python objects, as a pickle, and nothing is installed that reads it.',
      ...at,
      cause: error,
      hint: 'npm install @brine/codec-pickle',
    });
  }
  if (!isKind(value, 'ndarray') || !value.items || value.items.length !== sizeOf(shape)) {
    throw failure({
      codec: id,
      code: 'OBJECTS',
      fault: 'malformed',
      message: `The pickle is not of an array of ${sizeOf(shape)} objects of dtype ${typestring(dtype)}.`,
      ...at,
      hint: 'The file is damaged, or crafted.',
    });
  }
  return value.shape.join() === shape.join() ? value : { ...value, shape: [...shape] };
}

function readerOf(bytes: Uint8Array): ByteSource['read'] {
  return (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length));
}

export function infoOf({ name, header, base }: StoredNpy): TensorInfo {
  const { dtype, shape, offset, byteLength = 0 } = header;
  return {
    ...(name === undefined ? {} : { name }),
    dtype: (dtype.unit ? undefined : dtypeName(dtype)) ?? typestring(dtype),
    shape: [...shape],
    bytes: byteLength,
    ...(base === undefined ? {} : { offset: base + offset }),
  };
}

/** @returns undefined for elements that no tensor holds (structured, bytes, objects, long double) */
export function tensorOf({ name, source, header, base }: StoredNpy, { signal }: Context): Tensor | undefined {
  const { dtype, shape, order, offset, byteLength } = header;
  const type = dtypeName(dtype);
  if (type === undefined || byteLength === undefined) return undefined;
  const isFortran = order === 'F';
  // In Fortran order it is the array of the axes the other way round, in C order.
  const stored = { offset, itemBytes: dtype.itemsize, shape: isFortran ? shape.toReversed() : shape };
  return {
    ...(name === undefined ? {} : { name }),
    dtype: type,
    shape: [...shape],
    ...(isFortran ? { strides: shape.map((_, axis) => sizeOf(shape.slice(0, axis))) } : {}),
    ...(base === undefined ? {} : { offset: base + offset }),
    byteLength,
    ...(dtype.byteOrder === '>' ? { bigEndian: true } : {}),
    ...(type === 'str' || dtype.unit ? { storedType: typestring(dtype) } : {}),
    async read(selection: Selection = []) {
      const counts = boxShape(shape, selection);
      const whole = shape.map((length, axis) => selection[axis] ?? ([0, length] as const));
      const data = await readBox(source, stored, isFortran ? whole.toReversed() : whole, signal);
      const box: PyNdArray = { kind: 'ndarray', class: NDARRAY, dtype, shape: counts, order, data };
      return toDense(box);
    },
  };
}
