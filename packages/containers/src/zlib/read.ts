/**
 * zlib: a DEFLATE stream with header and checksum.
 * @see RFC 1950
 */

import { unsupported } from '../errors.js';
import { inflater } from '../inflate/inflate.js';
import type { Task } from '../task.js';

const FDICT = 0x20;

/** See {@link Decompress}. Bytes behind the stream are left alone, as by Python's `zlib.decompress`. */
export async function decompress(task: Task): Promise<void> {
  const { id, input } = task;
  if (input.length >= 2 && input[1]! & FDICT) throw unsupported(id, 'needs a preset dictionary', 1);
  const { inflate } = await inflater();
  task.noteTrailing(await inflate(task, 0, 'zlib'));
}
