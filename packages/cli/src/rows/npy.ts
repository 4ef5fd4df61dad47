/**
 * Rows as a .npy file: one array.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */

import { parseDType, pyGlobal, sizeOf, toDense } from '@brine/core';
import type { Rows } from '@brine/runtime';
import { inputError } from './errors.js';

const MAGIC_BYTES = 6;
/** `{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }`: a dict display of Python with these three keys. */
const HEADER = /^\{\s*'descr':\s*'([^']+)',\s*'fortran_order':\s*(True|False),\s*'shape':\s*\(([\d,\s]*)\),?\s*\}\s*$/;

export async function readNpy(bytes: Uint8Array): Promise<Rows> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const major = bytes[MAGIC_BYTES] ?? 0;
  const start = MAGIC_BYTES + 2 + (major === 1 ? 2 : 4);
  if (bytes.length < start)
    throw inputError('malformed', 'the .npy file is cut off in its header', undefined, bytes.length);
  const length = major === 1 ? view.getUint16(MAGIC_BYTES + 2, true) : view.getUint32(MAGIC_BYTES + 2, true);
  const header = new TextDecoder('latin1').decode(bytes.subarray(start, start + length));
  const match = HEADER.exec(header.replaceAll(/(?<=\d)L\b/g, ''));
  const dtype = match && parseDType(match[1]!);
  if (!match || !dtype || dtype.type === 'O') {
    throw inputError(
      'unsupported',
      `rows cannot be read out of a .npy file with the header ${header.trim()}`,
      'Save a plain array of numbers or text.',
      start,
    );
  }
  const shape = match[3]!
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(Number);
  const end = start + length + sizeOf(shape) * dtype.itemsize;
  if (!(end <= bytes.length)) {
    throw inputError(
      'malformed',
      `the .npy file is cut off: ${end} bytes are needed, it has ${bytes.length}`,
      undefined,
      bytes.length,
    );
  }
  return toDense({
    kind: 'ndarray',
    class: pyGlobal('numpy', 'ndarray'),
    dtype,
    shape,
    order: match[2] === 'True' ? 'F' : 'C',
    data: bytes.subarray(start + length, end),
  });
}
