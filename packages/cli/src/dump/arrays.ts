/** Named tensors as a Python dict of arrays, to be printed as any value is. */

import {
  bytesOf,
  type DenseTensor,
  isCodecError,
  type NumericData,
  parseDType,
  pyDict,
  pyGlobal,
  type PyValue,
  type Tensor,
  typestringOf,
} from '@brine/core';
import { widened } from './widen.js';

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
  const typestring = typestringOf(dtype);
  const array = { kind: 'ndarray', class: pyGlobal('numpy', 'ndarray'), shape, order: 'C' } as const;
  return typestring === undefined
    ? { ...array, dtype: parseDType('|O')!, data: new Uint8Array(), items: [...(data as readonly string[])] }
    : { ...array, dtype: parseDType(typestring)!, data: bytesOf(data as NumericData) };
}
