/**
 * A zfile: how joblib up to 0.9 compressed. `ZF`, the length of what is inside as hexadecimal text of 19 characters, zlib data.
 * @see joblib, `read_zfile` in joblib/numpy_pickle_compat.py
 */

import { compressors } from '@brine/containers';
import { readAll, type ByteSource, type Context } from '@brine/core';
import { failure, ID } from '../errors.js';
import { ZFILE_LENGTH, ZFILE_MARK, ZFILE_PREFIX } from '../spec/wrappers.js';

export async function isZfile(source: ByteSource, { signal }: Context): Promise<boolean> {
  const head = await source.read(0, Math.min(ZFILE_PREFIX.length, source.size), signal);
  return ZFILE_PREFIX.every((byte, i) => head[i] === byte);
}

/**
 * What is inside.
 *
 * @throws CodecError `malformed` when it is no zfile, or of another length than it says; `limit`
 */
export async function readZfile(source: ByteSource, { limits, signal, note }: Context): Promise<Uint8Array> {
  const bytes = await readAll(source, limits, ID, signal);
  const text = String.fromCharCode(...bytes.subarray(ZFILE_MARK, ZFILE_MARK + ZFILE_LENGTH));
  // Python 2 wrote an L behind a long.
  const hex = /^0x([0-9a-f]{1,14})L? *$/i.exec(text)?.[1];
  if (bytes[0] !== ZFILE_PREFIX[0] || bytes[1] !== ZFILE_PREFIX[1] || hex === undefined) {
    throw malformed('A zfile does not begin with ZF and the length of what is inside.');
  }
  // joblib 0.8.4 on Python 2 wrote a space more.
  const start = ZFILE_MARK + ZFILE_LENGTH;
  const data = bytes.subarray(bytes[start] === SPACE ? start + 1 : start);
  const content = await compressors.zlib.decompress(data, {
    limits,
    onNote: note,
    ...(signal ? { signal } : {}),
  });
  const length = parseInt(hex, 16);
  if (content.length === length) return content;
  throw malformed(`A zfile should hold ${length} bytes, but ${content.length} are in it.`);
}

const SPACE = 0x20;

function malformed(message: string): Error {
  return failure({
    code: 'ZFILE',
    fault: 'malformed',
    message,
    offset: 0,
    hint: 'The file is damaged: get it again, or dump it again with a newer joblib.',
  });
}
