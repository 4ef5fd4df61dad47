/**
 * zlib: a DEFLATE stream with header and checksum.
 * @see RFC 1950
 */

import type { Decode } from '../container.js';
import { malformed, unsupported } from '../errors.js';
import { InflateError, inflater } from '../inflate/inflate.js';

const ID = 'zlib';
const FDICT = 0x20;

export const decodeZlib: Decode = async (task) => {
  const { input, note } = task;
  if (input.length >= 2 && input[1]! & FDICT) throw unsupported(ID, 'needs a preset dictionary', 1);
  const { inflate } = await inflater();
  const end = await inflate(task, 0, 'zlib').catch((error: unknown) => {
    throw error instanceof InflateError ? malformed(ID, error.message, error.offset, error) : error;
  });
  // Python leaves them alone as well.
  if (end < input.length) {
    note({ code: 'BRINE-ZLIB-TRAILING', message: `${input.length - end} bytes behind the zlib data are not read.` });
  }
};
