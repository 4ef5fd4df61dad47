/** Arrays inside a value, as tensors. */

import {
  boxShape,
  bytesOf,
  CodecError,
  dtypeName,
  elementsOf,
  fromBytes,
  ITEM_BYTES,
  readBox,
  sizeOf,
  toDense,
  typestring,
  type ByteSource,
  type Context,
  type DenseTensor,
  type DType,
  type PyNdArray,
  type PyObject,
  type PyValue,
  type Selection,
  type Tensor,
  type TensorInfo,
} from '@brine/core';
import { sizeOfBytes, unreadOf } from '../read/unread.js';
import { childrenOf } from './children.js';

export interface Found<T> {
  /** Path from the root; empty for the root itself. */
  readonly path: string;
  readonly value: T;
}

/** All arrays and objects under a value, each once, depth first; cycles end, and the depth is no recursion of ours. */
export function collect(roots: readonly Found<PyValue>[]): { arrays: Found<PyNdArray>[]; objects: Found<PyObject>[] } {
  const arrays: Found<PyNdArray>[] = [];
  const objects: Found<PyObject>[] = [];
  const seen = new Set<PyValue>();
  const waiting = roots.toReversed();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { path, value } = next;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (value.kind === 'ndarray') arrays.push({ path, value });
    else if (value.kind === 'object') objects.push({ path, value });
    const first = waiting.length;
    for (const child of childrenOf(value, true)) waiting.push({ path: path + child.label, value: child.value });
    reverseFrom(waiting, first);
  }
  return { arrays, objects };
}

function reverseFrom(list: unknown[], first: number): void {
  for (let low = first, high = list.length - 1; low < high; low++, high--) {
    [list[low], list[high]] = [list[high], list[low]];
  }
}

export function tensorInfo({ path, value }: Found<PyNdArray>): TensorInfo {
  return {
    ...(path === '' ? {} : { name: path }),
    dtype: dtypeText(value),
    shape: [...value.shape],
    bytes: byteLength(value),
    ...(value.offset === undefined ? {} : { offset: value.offset }),
  };
}

/** Bytes of the elements; 0 of an array of objects. */
function byteLength({ data, shape, dtype }: PyNdArray): number {
  return sizeOfBytes(data) ?? sizeOf(shape) * dtype.itemsize;
}

/** The format-neutral name, or numpy's own where it says more: `float64`, `<M8[ns]`, `|V64`. */
export function dtypeText({ dtype }: PyNdArray): string {
  return (dtype.unit ? undefined : dtypeName(dtype)) ?? typestring(dtype);
}

/**
 * An array as a tensor; what is unread of it is read when its elements are asked for.
 *
 * @returns undefined for elements that no tensor holds (structured, void, bytes, object, long double)
 */
export function tensorOf(
  { path, value }: Found<PyNdArray>,
  source: ByteSource,
  context: Pick<Context, 'signal'>,
): Tensor | undefined {
  const dtype = dtypeName(value.dtype);
  if (dtype === undefined || dtype === 'object' || (dtype === 'str' && value.items)) return undefined;
  const { offset, order } = value;
  const shape = [...value.shape];
  const stored = typestring(value.dtype);
  return {
    ...(path === '' ? {} : { name: path }),
    dtype,
    shape,
    ...(order === 'F' && shape.length > 1 ? { strides: shape.map((_, axis) => product(shape.slice(0, axis))) } : {}),
    ...(offset === undefined ? {} : { offset }),
    byteLength: byteLength(value),
    ...(value.dtype.byteOrder === '>' ? { bigEndian: true } : {}),
    ...(dtype === 'str' || value.dtype.unit ? { storedType: stored } : {}),
    read: async (selection) => {
      if (selection && isBoxOfFile(value)) {
        const array = { offset: offset!, itemBytes: value.dtype.itemsize, shape };
        const data = await readBox(source, array, selection, context.signal);
        return toDense({ ...value, shape: boxShape(shape, selection), data });
      }
      const dense = toDense({ ...(await withBytes(value, source, context)), shape });
      return selection ? box(dense, dtype, selection) : dense;
    },
  };
}

/** Whether the elements are unread and lie in the file as a box can be cut out of. */
function isBoxOfFile({ data, order, shape, offset }: PyNdArray): boolean {
  return unreadOf(data) !== undefined && offset !== undefined && (order === 'C' || shape.length < 2);
}

async function withBytes(
  array: PyNdArray,
  source: ByteSource,
  { signal }: Pick<Context, 'signal'>,
): Promise<PyNdArray> {
  const unread = unreadOf(array.data);
  if (!unread) return array;
  const stored = await source.read(unread.offset, unread.length, signal);
  const data = unread.decode ? unread.decode(stored) : stored;
  const wanted = byteLength(array);
  if (data.byteLength === wanted) return { ...array, data };
  throw new CodecError({
    codec: 'pickle',
    code: 'BRINE-PICKLE-ARRAY',
    fault: 'malformed',
    message: `an array of ${wanted} bytes is given ${data.byteLength}`,
    offset: unread.offset,
    hint: 'The parts of an array do not fit together: the file is damaged, or crafted.',
  });
}

async function box({ shape, data }: DenseTensor, dtype: DType, selection: Selection): Promise<DenseTensor> {
  const counts = boxShape(shape, selection);
  if (dtype === 'str') {
    // A box of the elements' numbers, then the elements: there is one walk over boxes, and it is over bytes.
    const numbers = await box(
      { dtype: 'uint32', shape, data: Uint32Array.from({ length: data.length }, (_, i) => i) },
      'uint32',
      selection,
    );
    return {
      dtype,
      shape: counts,
      data: Array.from(numbers.data as Uint32Array, (i) => (data as readonly string[])[i]!),
    };
  }
  const bytes = fromBytes(bytesOf(data as Uint8Array));
  const part = await readBox(bytes, { offset: 0, itemBytes: ITEM_BYTES[dtype]!, shape }, selection);
  return { dtype, shape: counts, data: elementsOf(part, dtype)! };
}

function product(lengths: readonly number[]): number {
  return lengths.reduce((size, length) => size * length, 1);
}
