/** Judges arrays: their header, and the pickle that an array of objects is. */

import { findingOf, fromBytes, isCodecError, type ByteSource, type Context, type Finding } from '@brine/core';
import { auditZip } from '@brine/zip';
import { readHeader } from '../read/header.js';
import { behind, damaged } from './rules.js';

export async function* auditNpy(source: ByteSource, context: Context): AsyncIterable<Finding> {
  try {
    const { offset, byteLength } = await readHeader(source, 'npy', context.signal);
    const rest = source.size - offset;
    if (byteLength === undefined) {
      yield* context.audit(fromBytes(await source.read(offset, rest, context.signal), 'objects.pkl'));
    } else if (rest > byteLength) {
      yield findingOf(behind, { message: `${rest - byteLength} bytes follow the array.`, offset: offset + byteLength });
    }
  } catch (error) {
    if (!isCodecError(error) || error.fault === 'bug' || error.fault === 'io') throw error;
    yield findingOf(damaged, { message: error.message, offset: error.at.offset });
  }
}

export function auditNpz(source: ByteSource, context: Context): AsyncIterable<Finding> {
  return auditZip({ format: 'npz', source, context });
}
