import type { Tensor, TensorInfo } from '@brine/core';

/** What an inspection tells of a tensor. */
export function infoOf({ name, dtype, storedType, shape, byteLength, offset }: Tensor): TensorInfo {
  return {
    ...(name === undefined ? {} : { name }),
    dtype: storedType ?? dtype,
    shape,
    bytes: byteLength,
    ...(offset === undefined ? {} : { offset }),
  };
}
