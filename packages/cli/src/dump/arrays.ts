/** Named tensors as a Python dict of arrays, to be printed as any value is. */

import {
  bytesOf,
  type DenseTensor,
  type DType,
  isCodecError,
  type NumericData,
  parseDType,
  pyDict,
  pyGlobal,
  type PyValue,
  type Tensor,
} from '@brine/core';
import { widened } from './widen.js';

/** numpy's typestrings; types that numpy lacks have been widened before. */
const TYPESTRINGS: Readonly<Partial<Record<DType, string>>> = {
  float64: '<f8',
  float32: '<f4',
  float16: '<f2',
  int64: '<i8',
  int32: '<i4',
  int16: '<i2',
  int8: '|i1',
  uint64: '<u8',
  uint32: '<u4',
  uint16: '<u2',
  uint8: '|u1',
  bool: '|b1',
  complex64: '<c8',
  complex128: '<c16',
};

export async function tensorsValue(tensors: readonly Tensor[]): Promise<PyValue> {
  const entries: PyValue[] = [];
  for (const [i, tensor] of tensors.entries()) entries.push(tensor.name ?? String(i), await tensorValue(tensor));
  return pyDict(entries);
}

async function tensorValue(tensor: Tensor): Promise<PyValue> {
  try {
    return arrayOf(widened(await tensor.read()));
  } catch (error) {
    // Elements that no tensor holds (records, objects): that there is an array is what there is to tell.
    if (isCodecError(error) && error.fault === 'unsupported') return null;
    throw error;
  }
}

function arrayOf({ dtype, shape, data }: DenseTensor): PyValue {
  const typestring = TYPESTRINGS[dtype];
  const array = { kind: 'ndarray', class: pyGlobal('numpy', 'ndarray'), shape, order: 'C' } as const;
  return typestring === undefined
    ? { ...array, dtype: parseDType('|O')!, data: new Uint8Array(), items: [...(data as readonly string[])] }
    : { ...array, dtype: parseDType(typestring)!, data: bytesOf(data as NumericData) };
}
