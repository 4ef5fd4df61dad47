/**
 * gzip: one member after another, each a header, a DEFLATE stream, CRC-32 and length.
 * @see RFC 1952; what may lie between and behind the members is as Python's gzip module has it
 */

import type { Decode, Task } from '../container.js';
import { malformed, unsupported } from '../errors.js';
import { InflateError, inflater, type Inflater } from '../inflate/inflate.js';

const ID = 'gzip';
const FHCRC = 2;
const FEXTRA = 4;
const FNAME = 8;
const FCOMMENT = 16;
const TRAILER = 8;

export const decodeGzip: Decode = async (task) => {
  const engine = await inflater();
  const { input } = task;
  let at = 0;
  do {
    at = await decodeMember(task, at, engine);
    while (input[at] === 0) at++;
  } while (at < input.length);
};

/** @returns offset behind the member */
async function decodeMember(task: Task, start: number, engine: Inflater): Promise<number> {
  const { input, output } = task;
  const sizeBefore = output.size;
  let crc = 0;
  const end = await engine
    .inflate(task, headerEnd(input, start), 'raw', (chunk) => (crc = engine.crc32(chunk, crc)))
    .catch((error: unknown) => {
      throw error instanceof InflateError ? malformed(ID, error.message, error.offset, error) : error;
    });
  if (end + TRAILER > input.length) throw malformed(ID, 'the checksum is cut off', input.length);
  const trailer = new DataView(input.buffer, input.byteOffset + end, TRAILER);
  if (trailer.getUint32(0, true) !== crc) throw malformed(ID, 'the CRC-32 does not match', end);
  // The length is kept modulo 2^32.
  if (trailer.getUint32(4, true) !== (output.size - sizeBefore) % 2 ** 32)
    throw malformed(ID, 'the length does not match', end + 4);
  return end + TRAILER;
}

function headerEnd(input: Uint8Array, start: number): number {
  const fixed = input.subarray(start, start + 10);
  if (fixed[0] !== 0x1f || fixed[1] !== 0x8b) {
    throw malformed(ID, start === 0 ? 'it does not begin with 1f 8b' : 'what follows a member is none', start);
  }
  if (fixed.length < 10) throw malformed(ID, 'the header is cut off', input.length);
  if (fixed[2] !== 8) throw unsupported(ID, `is compressed by method ${fixed[2]}, not by DEFLATE`, start + 2);
  const flags = fixed[3]!;
  let at = start + 10;
  if (flags & FEXTRA) at += 2 + (input[at] ?? 0) + 256 * (input[at + 1] ?? 0);
  for (const flag of [FNAME, FCOMMENT]) {
    if (!(flags & flag)) continue;
    const end = input.indexOf(0, at);
    at = end < 0 ? input.length + 1 : end + 1;
  }
  if (flags & FHCRC) at += 2;
  if (at > input.length) throw malformed(ID, 'the header is cut off', input.length);
  return at;
}
