/**
 * xz: streams one after another, each of blocks, and an index of them.
 * @see The .xz File Format 1.2.1
 */

import { crc32 } from '../checksum/crc32.js';
import { malformed } from '../errors.js';
import type { Task } from '../task.js';
import { readBlock, type BlockSize } from './block.js';
import { checkOf, type Check } from './check.js';
import { Cursor } from './cursor.js';
import { FOOTER_MAGIC, HEADER_BYTES, MAGIC } from './spec.js';

/**
 * See {@link Decompress}. Padding between streams is passed, as the format has it and Python's `lzma` does not. Bytes behind that
 * begin no stream are left alone, as by Python.
 */
export async function decompress(task: Task): Promise<void> {
  const { input } = task;
  const cursor = new Cursor(task.id, input, 0);
  do {
    await decompressStream(task, cursor);
    const end = cursor.at;
    while (input[cursor.at] === 0) cursor.at++;
    // Padding comes in units of four bytes (2.2).
    if ((cursor.at - end) % 4 !== 0) cursor.at = end;
  } while (beginsStream(input, cursor.at));
  task.noteTrailing(cursor.at);
}

/** Or ends within the beginning of one. */
function beginsStream(input: Uint8Array, at: number): boolean {
  return at < input.length && MAGIC.every((byte, i) => (input[at + i] ?? byte) === byte);
}

async function decompressStream(task: Task, cursor: Cursor): Promise<void> {
  const { id, bytes } = cursor;
  const start = cursor.at;
  if (start < bytes.length && !beginsStream(bytes, start)) {
    throw malformed(id, 'it does not begin with the signature of xz', start);
  }
  cursor.take(MAGIC.length);
  const flags = bytes.subarray(cursor.take(2), cursor.at);
  cursor.crc32(start + MAGIC.length, 'the header');
  const check = checkOf(id, flags, cursor.at - 6);
  const sizes = await readBlocks(task, cursor, check);
  const indexBytes = readIndex(cursor, sizes);
  readFooter(cursor, flags, indexBytes);
}

/** Blocks, up to the zero that an index begins with. */
async function readBlocks(task: Task, cursor: Cursor, check: Check): Promise<BlockSize[]> {
  const sizes: BlockSize[] = [];
  for (let first = cursor.u8(); first !== 0; first = cursor.u8()) {
    cursor.at--;
    sizes.push(await readBlock(task, cursor, check));
  }
  return sizes;
}

/** The sizes of the blocks once more (4), which have to be those that were seen. @returns bytes of the index */
function readIndex(cursor: Cursor, sizes: readonly BlockSize[]): number {
  const start = cursor.at - 1;
  if (cursor.integer() !== sizes.length) throw malformed(cursor.id, 'the index counts other blocks', start);
  for (const { compressed, expanded } of sizes) {
    const at = cursor.at;
    if (cursor.integer() !== compressed || cursor.integer() !== expanded) {
      throw malformed(cursor.id, 'the index has another size of a block', at);
    }
  }
  cursor.padding(start);
  cursor.crc32(start, 'the index');
  return cursor.at - start;
}

function readFooter(cursor: Cursor, flags: Uint8Array, indexBytes: number): void {
  const { id, bytes } = cursor;
  const start = cursor.take(HEADER_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, HEADER_BYTES);
  if (view.getUint16(10, true) !== FOOTER_MAGIC) throw malformed(id, 'the footer does not end with YZ', start + 10);
  if (view.getUint32(0, true) !== crc32(bytes.subarray(start + 4, start + 10))) {
    throw malformed(id, 'the CRC-32 of the footer does not match', start);
  }
  if ((view.getUint32(4, true) + 1) * 4 !== indexBytes) {
    throw malformed(id, 'the footer has another size of the index', start + 4);
  }
  if (!flags.every((byte, i) => bytes[start + 8 + i] === byte)) {
    throw malformed(id, 'the footer has other flags than the header', start + 8);
  }
}
