/** What the commands tell of the elements of tensors. */

import { createHash } from 'node:crypto';
import { bytesOf, type DenseTensor, isCodecError, type NumericData, type Tensor } from '@brine/core';

/** sha256 of the contiguous little-endian bytes, or undefined where elements have none (text, objects). */
export async function tensorHash(tensor: Tensor): Promise<string | undefined> {
  try {
    return denseHash(await tensor.read());
  } catch (error) {
    if (isCodecError(error) && error.fault === 'unsupported') return undefined;
    throw error;
  }
}

export function denseHash({ dtype, data }: DenseTensor): string | undefined {
  if (dtype === 'str' || dtype === 'object') return undefined;
  return createHash('sha256')
    .update(bytesOf(data as NumericData))
    .digest('hex');
}
