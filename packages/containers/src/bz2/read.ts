/**
 * bzip2: streams one after another, each of blocks that are sorted, moved to the front, and Huffman coded.
 *
 * There is no specification; bzip2 1.0.8 (`decompress.c`) is one, and Joe Tsai's "BZIP2: Format Specification" describes it.
 */

import { malformed } from '../errors.js';
import type { Task } from '../task.js';
import { BitReader } from './bits.js';
import { BLOCK_MAGIC, BLOCK_UNIT, END_MAGIC, SIGNATURE } from './spec.js';
import { BlockReader } from './block.js';

/** See {@link Decompress}. Bytes behind the last stream are left alone, as by Python's `bz2`. */
export async function decompress(task: Task): Promise<void> {
  const { input } = task;
  let at = 0;
  do at = await decompressStream(task, at);
  while (SIGNATURE.every((byte, i) => input[at + i] === byte));
  task.noteTrailing(at);
}

/** @returns offset behind the stream */
async function decompressStream(task: Task, start: number): Promise<number> {
  const { id, input } = task;
  const bits = new BitReader(id, input, start);
  const isStart = SIGNATURE.every((byte) => bits.read(8) === byte);
  const level = bits.read(8) - 0x30;
  bits.check();
  if (!isStart || level < 1 || level > 9) throw malformed(id, 'it does not begin with BZh and a digit', start);
  const blocks = new BlockReader(task, bits, level * BLOCK_UNIT);
  let combined = 0;
  for (;;) {
    const offset = bits.offset;
    const kind = bits.read(24) * 2 ** 24 + bits.read(24);
    const crc = (bits.read(16) << 16) | bits.read(16);
    bits.check();
    if (kind === END_MAGIC) {
      if (crc !== combined) throw malformed(id, 'the CRC-32 of the stream does not match', offset);
      bits.align();
      return bits.at;
    }
    if (kind !== BLOCK_MAGIC) throw malformed(id, 'where a block has to begin is none', offset);
    if (blocks.read() !== crc) throw malformed(id, 'the CRC-32 of a block does not match', offset);
    combined = ((combined << 1) | (combined >>> 31)) ^ crc;
    await task.pause(bits.offset);
  }
}
