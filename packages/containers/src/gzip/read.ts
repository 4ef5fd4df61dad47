/**
 * gzip: one member after another, each a header, a DEFLATE stream, CRC-32 and length.
 * @see RFC 1952; what may lie between and behind the members is as Python's gzip module has it
 */

import { crc32 } from '../checksum/crc32.js';
import { malformed, unsupported } from '../errors.js';
import { inflater, type Inflater } from '../inflate/inflate.js';
import type { Task } from '../task.js';

const DEFLATE = 8;
const FHCRC = 2;
const FEXTRA = 4;
const FNAME = 8;
const FCOMMENT = 16;
const HEADER = 10;
const TRAILER = 8;

/** See {@link Decompress}. */
export async function decompress(task: Task): Promise<void> {
  const engine = await inflater();
  const { input } = task;
  let at = 0;
  do {
    at = await decompressMember(task, at, engine);
    while (input[at] === 0) at++;
  } while (at < input.length);
}

/** @returns offset behind the member */
async function decompressMember(task: Task, start: number, { inflate }: Inflater): Promise<number> {
  const { id, input, output } = task;
  const sizeBefore = output.size;
  const end = await inflate(task, headerEnd(task, start), 'raw');
  if (end + TRAILER > input.length) throw malformed(id, 'the checksum is cut off', input.length);
  const trailer = new DataView(input.buffer, input.byteOffset + end, TRAILER);
  const member = output.since(sizeBefore);
  if (trailer.getUint32(0, true) !== crc32(member)) throw malformed(id, 'the CRC-32 does not match', end);
  // The length is kept modulo 2^32.
  if (trailer.getUint32(4, true) !== member.length % 2 ** 32) throw malformed(id, 'the length does not match', end + 4);
  return end + TRAILER;
}

function headerEnd({ id, input }: Task, start: number): number {
  const fixed = input.subarray(start, start + HEADER);
  if ((fixed[0] ?? 0x1f) !== 0x1f || (fixed[1] ?? 0x8b) !== 0x8b) {
    throw malformed(id, start === 0 ? 'it does not begin with 1f 8b' : 'what follows a member is none', start);
  }
  if (fixed.length < HEADER) throw malformed(id, 'the header is cut off', input.length);
  if (fixed[2] !== DEFLATE) throw unsupported(id, `is compressed by method ${fixed[2]}, not by DEFLATE`, start + 2);
  const flags = fixed[3]!;
  let at = start + HEADER;
  if (flags & FEXTRA) at += 2 + (input[at] ?? 0) + 256 * (input[at + 1] ?? 0);
  for (const flag of [FNAME, FCOMMENT]) {
    if (!(flags & flag)) continue;
    const end = input.indexOf(0, at);
    at = end < 0 ? input.length + 1 : end + 1;
  }
  if (flags & FHCRC) at += 2;
  if (at > input.length) throw malformed(id, 'the header is cut off', input.length);
  return at;
}
