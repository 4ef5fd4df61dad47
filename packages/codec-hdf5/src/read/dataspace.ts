/** Shapes. @see HDF5 File Format Specification, IV.A.2.b */

import { malformed } from '../errors.js';
import type { Cursor } from './cursor.js';

export interface Dataspace {
  /** null: no elements at all. */
  readonly shape: readonly number[] | null;
  readonly maxShape: readonly (number | null)[] | null;
}

/** As the library has it: H5S_MAX_RANK. */
const HIGHEST_RANK = 32;

export function readDataspace(cursor: Cursor): Dataspace {
  const { offset } = cursor;
  const version = cursor.u8();
  const rank = cursor.u8();
  const flags = cursor.u8();
  if (version === 2 && cursor.u8() === 2) return { shape: null, maxShape: null };
  if (version === 1) cursor.skip(5);
  if (version !== 1 && version !== 2) throw malformed(`a dataspace has version ${version}`, offset);
  if (rank > HIGHEST_RANK) throw malformed(`a dataspace has ${rank} axes`, offset);
  const shape = Array.from({ length: rank }, () => cursor.length());
  if (!(flags & 1)) return { shape, maxShape: shape };
  return { shape, maxShape: Array.from({ length: rank }, () => cursor.bound() ?? null) };
}
