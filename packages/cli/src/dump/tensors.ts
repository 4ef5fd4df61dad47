/** Named tensors as JSON: shape, dtype, hash, and the elements in C order, the first of them when there are many. */

import { isCodecError, sizeOf, type Tensor } from '@brine/core';
import type { Json, JsonObject } from '@brine/core/values';
import { denseHash } from '../tensors.js';
import { firstElements, flatElements } from './elements.js';

/** Arrays of more elements are collapsed. */
const LONG = 64;

/** @param full - collapse nothing */
export async function tensorsJson(tensors: readonly Tensor[], full: boolean): Promise<Json> {
  const byName = Object.create(null) as JsonObject;
  for (const [i, tensor] of tensors.entries()) byName[tensor.name ?? String(i)] = await tensorJson(tensor, full);
  return byName;
}

async function tensorJson(tensor: Tensor, full: boolean): Promise<Json> {
  const { dtype, shape, storedType } = tensor;
  const about: JsonObject = { dtype: storedType ?? dtype, shape: [...shape] };
  try {
    const dense = await tensor.read();
    const sha256 = denseHash(dense);
    return {
      ...about,
      ...(sha256 === undefined ? {} : { sha256 }),
      ...(full || sizeOf(shape) <= LONG ? { flat: flatElements(dense) } : { first: firstElements(dense) }),
    };
  } catch (error) {
    // Elements that no tensor holds (records, objects): their dtype and shape are what there is to tell.
    if (isCodecError(error) && error.fault === 'unsupported') return about;
    throw error;
  }
}
