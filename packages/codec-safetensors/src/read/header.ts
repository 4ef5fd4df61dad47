/**
 * The header: its length as a u64, then JSON. Checked as the reference does, and so that every byte of the file belongs to
 * exactly one thing.
 * @see https://github.com/huggingface/safetensors#format
 */

import { limitError, type ByteSource, type Context } from '@brine/core';
import { DAMAGED, failure, ID } from '../errors.js';
import { LENGTH_BYTES, MAX_HEADER_BYTES } from '../spec/format.js';
import { readEntries, type Entry, type Header } from './entries.js';
import { parseJson } from './json.js';
import { decodeUtf8 } from './utf8.js';

/** As deep as the reference's JSON parser goes. */
const MAX_DEPTH = 128;

/**
 * Reads the header and nothing else.
 *
 * @throws CodecError `malformed`, `unsupported` (an element type that we do not know) or `limit`
 */
export async function readHeader(source: ByteSource, { limits, signal }: Context): Promise<Header> {
  const length = headerLength(await source.read(0, Math.min(LENGTH_BYTES, source.size), signal), source.size);
  if (length > limits.bytes) throw limitError(ID, 'bytes', limits, `The header has ${length} bytes`);
  const text = decodeUtf8(await source.read(LENGTH_BYTES, length, signal), LENGTH_BYTES);
  const offsetOf = (index: number) => LENGTH_BYTES + new TextEncoder().encode(text.slice(0, index)).length;
  const fail = (message: string, at: number) =>
    failure({
      code: 'JSON',
      fault: 'malformed',
      message: `In the header, ${message}.`,
      offset: offsetOf(at),
      hint: DAMAGED,
    });

  if (text[0] !== '{') throw fail("the first character is not '{'", 0);
  const json = parseJson(text, { depth: MAX_DEPTH, fail });
  const header = readEntries(json, { dataStart: LENGTH_BYTES + length, offsetOf });
  if (header.entries.length > limits.items)
    throw limitError(ID, 'items', limits, `The header has ${header.entries.length} tensors`);
  checkCoverage(header.entries, LENGTH_BYTES + length, source.size);
  return header;
}

function headerLength(bytes: Uint8Array, size: number): number {
  if (bytes.length < LENGTH_BYTES) throw badLength(`The file has ${size} bytes, fewer than a header's length.`);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > MAX_HEADER_BYTES)
    throw badLength(`The header's length is ${length}; the format allows ${MAX_HEADER_BYTES}.`);
  const follow = size - LENGTH_BYTES;
  if (length > follow) throw badLength(`The header's length is ${length}, but only ${follow} bytes follow.`);
  return Number(length);
}

function badLength(message: string): Error {
  const hint = 'The file is truncated, or it is not a safetensors file.';
  return failure({ code: 'LENGTH', fault: 'malformed', message, offset: 0, hint });
}

/** No holes, no overlaps, nothing after the last tensor. */
function checkCoverage(entries: readonly Entry[], dataStart: number, size: number): void {
  let end = dataStart;
  for (const { name, offset, byteLength } of entries) {
    if (offset < end) throw badCoverage(`The data of tensor ${JSON.stringify(name)} overlap another's.`, offset);
    if (offset > end) throw badCoverage(`No tensor has the bytes before those of ${JSON.stringify(name)}.`, end);
    end += byteLength;
  }
  if (end > size) throw badCoverage(`The tensors need ${end} bytes; the file has ${size}.`, size);
  if (end < size) throw badCoverage(`No tensor has the last ${size - end} bytes.`, end);
}

function badCoverage(message: string, offset: number): Error {
  const hint = 'The file is truncated, or bytes were put into it or behind it.';
  return failure({ code: 'DATA', fault: 'malformed', message, offset, hint });
}
