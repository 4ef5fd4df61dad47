/** What is to be written: out of a dict of arrays, or out of tensors. */

import {
  bytesOf,
  dtypeName,
  globalName,
  isKind,
  sizeOf,
  toDense,
  type DenseTensor,
  type DType,
  type EncodeViews,
  type Note,
  type NumericData,
  type PyNdArray,
  type PyValue,
  type Tensor,
} from '@brine/core';
import { failure } from '../errors.js';
import { isWellFormed } from '../spec/text.js';
import { ELEMENT_TYPES, METADATA_KEY, type ElementType } from '../spec/format.js';

/** A tensor to be written. */
export interface Piece {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly byteLength: number;
  /** Its elements: C order, little-endian. */
  bytes(): Promise<Uint8Array>;
}

export interface Pieces {
  readonly pieces: readonly Piece[];
  readonly notes: readonly Note[];
}

/**
 * The dict of arrays that the value is, as Python's `save_file` takes it; else the tensors.
 *
 * @throws CodecError `encode` when there is neither, or a tensor that the format cannot hold
 */
export async function collect(views: EncodeViews): Promise<Pieces> {
  const value = await views.value?.();
  const arrays = value === undefined ? undefined : namedArrays(value);
  if (arrays)
    return { pieces: arrays.map(([name, array]) => fromArray(name, array)), notes: arrays.flatMap(arrayNotes) };
  const tensors = await views.tensors?.();
  if (!tensors) throw refusal('Only tensors, or a dict from str to arrays, can be written.', '');
  const pieces = tensors.map((tensor, i) => fromTensor(tensor.name ?? String(i), tensor));
  return { pieces, notes: [...tensors.flatMap(tensorNotes), ...(value === undefined ? [] : [ONLY_TENSORS])] };
}

const ONLY_TENSORS: Note = {
  code: 'BRINE-SAFETENSORS-ONLY',
  message: 'Only the arrays of the value are kept, under the paths at which they lie in it.',
  loss: true,
};

function namedArrays(value: PyValue): [name: string, array: PyNdArray][] | undefined {
  if (!isKind(value, 'dict')) return undefined;
  const { entries } = value;
  const named: [string, PyNdArray][] = [];
  for (let i = 0; i < entries.length; i += 2) {
    const name = entries[i]!;
    const array = entries[i + 1]!;
    if (typeof name !== 'string' || !isKind(array, 'ndarray')) return undefined;
    named.push([name, array]);
  }
  return named;
}

function fromArray(name: string, array: PyNdArray): Piece {
  const dtype = dtypeName(array.dtype);
  return piece(name, dtype, array.shape, dtype ?? 'its dtype', () => Promise.resolve(toDense(array)));
}

function fromTensor(name: string, tensor: Tensor): Piece {
  return piece(name, tensor.dtype, tensor.shape, tensor.dtype, () => tensor.read());
}

function piece(
  name: string,
  dtype: DType | undefined,
  shape: readonly number[],
  what: string,
  read: () => Promise<DenseTensor>,
): Piece {
  const type = ELEMENT_TYPES.find((candidate) => candidate.dtype === dtype);
  if (!type) throw refusal(`The format has no element type for ${what}.`, name);
  if (name === METADATA_KEY || !isWellFormed(name))
    throw refusal(`A tensor cannot have the name ${JSON.stringify(name)}.`, name);
  const bits = sizeOf(shape) * type.bits;
  if (bits % 8 !== 0) throw refusal(`${sizeOf(shape)} elements of ${type.stored} are no whole bytes.`, name);
  return {
    name,
    type,
    shape,
    byteLength: bits / 8,
    bytes: async () => bytesOf((await read()).data as NumericData),
  };
}

function arrayNotes([name, array]: [string, PyNdArray]): Note[] {
  const { type } = array.dtype;
  const isTime = type === 'M' || type === 'm';
  const isSubclass = globalName(array.class) !== 'numpy.ndarray';
  return [
    ...(isTime ? [loss(`its times are kept as int64 counts of ${array.dtype.unit?.name ?? 'their unit'}`, name)] : []),
    ...(isSubclass ? [loss(`its class, ${globalName(array.class)}, is not kept`, name)] : []),
  ];
}

function tensorNotes({ name, storedType, dtype }: Tensor): Note[] {
  return storedType === undefined ? [] : [loss(`its type, ${storedType}, is kept as ${dtype}`, name ?? '')];
}

function loss(message: string, path: string): Note {
  return { code: 'BRINE-SAFETENSORS-TYPE', message: `${JSON.stringify(path)}: ${message}`, loss: true, path };
}

function refusal(message: string, path: string): Error {
  const hint = 'Give it tensors of numbers, or choose another format.';
  return failure({ code: 'ENCODE', fault: 'encode', message, path, hint });
}
