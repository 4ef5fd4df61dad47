/**
 * The header of a .npy file:
 *
 *     93 4e 55 4d 50 59   major minor   length (2 or 4 bytes)   a dict in Python's notation, spaces, newline   data
 */

import { isKind, sizeOf, type ByteSource, type PyDType, type PyDict, type PyValue } from '@brine/core';
import { hasObjects, toDType, toShape } from '../build/descr.js';
import { DAMAGED, failure, type Id } from '../errors.js';
import { KEYS, MAGIC, MAX_HEADER, PREFIX_BYTES, VERSIONS } from '../spec/format.js';
import { BadLiteral, parseLiteral } from './literal.js';

export interface Header {
  /** Major version of the format. */
  readonly version: number;
  readonly dtype: PyDType;
  readonly shape: readonly number[];
  readonly order: 'C' | 'F';
  /** Where the data begin. */
  readonly offset: number;
  /** Bytes of the data; of objects unknown, for they are a pickle up to the end. */
  readonly byteLength: number | undefined;
}

/** What is read at once: nearly every header is in it. */
const FIRST = 256;

/**
 * Reads the header, and checks that the data are there.
 *
 * @param id - the codec on whose behalf
 * @throws CodecError `malformed` or `unsupported`, with the offset
 */
export async function readHeader(source: ByteSource, id: Id, signal?: AbortSignal): Promise<Header> {
  const bad = (code: string, message: string, offset: number) =>
    failure({ codec: id, code, fault: 'malformed', message, offset, hint: DAMAGED });
  const first = await source.read(0, Math.min(FIRST, source.size), signal);
  if (!MAGIC.every((byte, i) => first[i] === byte)) throw bad('MAGIC', 'The file does not begin as a .npy file.', 0);
  if (first.length < PREFIX_BYTES) throw bad('HEADER', 'The header is cut off.', first.length);
  const version = first[MAGIC.length]!;
  const form = VERSIONS[version];
  if (!form || first[MAGIC.length + 1] !== 0) {
    throw failure({
      codec: id,
      code: 'VERSION',
      fault: 'unsupported',
      message: `Version ${version}.${first[MAGIC.length + 1]} of the .npy format is not known.`,
      offset: MAGIC.length,
      hint: 'Versions are 1.0, 2.0 and 3.0.',
    });
  }
  const start = PREFIX_BYTES + form.lengthBytes;
  if (first.length < start) throw bad('HEADER', 'The header is cut off.', first.length);
  const view = new DataView(first.buffer, first.byteOffset);
  const length = form.lengthBytes === 2 ? view.getUint16(PREFIX_BYTES, true) : view.getUint32(PREFIX_BYTES, true);
  const offset = start + length;
  if (length > MAX_HEADER || offset > source.size) {
    throw bad('HEADER', `The header should have ${length} bytes.`, PREFIX_BYTES);
  }
  const bytes = offset <= first.length ? first.subarray(start, offset) : await source.read(start, length, signal);
  const text = decode(bytes, form.utf8);
  if (text === undefined) throw bad('HEADER', 'The header is no UTF-8.', start);
  let dict: PyValue;
  try {
    dict = parseLiteral(text);
  } catch (error) {
    if (!(error instanceof BadLiteral)) throw error;
    throw bad('HEADER', `The header cannot be read: ${error.message}.`, start + error.at);
  }
  const fields = fieldsOf(dict);
  if (!fields) throw bad('HEADER', `The header is no dict of ${KEYS.join(', ')}.`, start);
  const byteLength = hasObjects(fields.dtype) ? undefined : sizeOf(fields.shape) * fields.dtype.itemsize;
  if (byteLength !== undefined && offset + byteLength > source.size) {
    throw bad('DATA', `The data should have ${byteLength} bytes, but ${source.size - offset} are there.`, offset);
  }
  return { ...fields, version, offset, byteLength };
}

function decode(bytes: Uint8Array, isUtf8: boolean): string | undefined {
  if (!isUtf8) return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: PyValue): Pick<Header, 'dtype' | 'shape' | 'order'> | undefined {
  if (!isKind(value, 'dict') || value.entries.length !== 2 * KEYS.length) return undefined;
  const [descr, fortran, lengths] = KEYS.map((key) => entryOf(value, key));
  const dtype = descr === undefined ? undefined : toDType(descr);
  const shape = isKind(lengths, 'tuple') ? toShape(lengths.items) : undefined;
  if (!dtype || !shape || typeof fortran !== 'boolean') return undefined;
  if (!Number.isSafeInteger(sizeOf(shape) * dtype.itemsize)) return undefined;
  return { dtype, shape, order: fortran && shape.length > 1 ? 'F' : 'C' };
}

function entryOf({ entries }: PyDict, key: string): PyValue | undefined {
  for (let i = 0; i < entries.length; i += 2) if (entries[i] === key) return entries[i + 1];
  return undefined;
}
