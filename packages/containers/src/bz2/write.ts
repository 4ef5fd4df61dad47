/** Writes bzip2: one stream. See `read.ts`. */

import type { Compress } from '../compressors.js';
import { pauses } from '../pauses.js';
import { BitWriter } from './bit-writer.js';
import { BLOCK_MAGIC, BLOCK_UNIT, CRC, END_MAGIC, RUN, SIGNATURE } from './spec.js';
import { writeBlock } from './write-block.js';

/** bzip2 leaves that many bytes of a block free. */
const SPARE = 19;
const MOST_OF_A_RUN = 255;

export const compress: Compress = async (bytes, level, signal) => {
  const pause = pauses(signal);
  const bits = new BitWriter(bytes.length >> 1);
  for (const byte of SIGNATURE) bits.write(byte, 8);
  bits.write(0x30 + level, 8);
  const block = new Uint8Array(level * BLOCK_UNIT - SPARE);
  let combined = 0;
  for (let at = 0; at < bytes.length;) {
    const { size, end } = fillBlock(block, bytes, at);
    const crc = crcOf(bytes, at, end);
    writeMagic(bits, BLOCK_MAGIC);
    bits.u32(crc);
    writeBlock(bits, block.subarray(0, size));
    combined = ((combined << 1) | (combined >>> 31)) ^ crc;
    at = end;
    await pause();
  }
  writeMagic(bits, END_MAGIC);
  bits.u32(combined);
  return bits.toBytes();
};

function writeMagic(bits: BitWriter, magic: number): void {
  bits.write(Math.floor(magic / 2 ** 24), 24);
  bits.write(magic % 2 ** 24, 24);
}

/** Copies bytes, with a count behind each four that are equal of how many more there are. @returns bytes of the block, and where to go on */
function fillBlock(block: Uint8Array, bytes: Uint8Array, start: number): { size: number; end: number } {
  let size = 0;
  let at = start;
  while (at < bytes.length && size + RUN + 1 <= block.length) {
    const value = bytes[at]!;
    let run = 1;
    while (run < MOST_OF_A_RUN && bytes[at + run] === value) run++;
    const copied = Math.min(run, RUN);
    block.fill(value, size, size + copied);
    size += copied;
    if (copied === RUN) block[size++] = run - RUN;
    at += run;
  }
  return { size, end: at };
}

function crcOf(bytes: Uint8Array, start: number, end: number): number {
  let crc = -1;
  for (let at = start; at < end; at++) crc = (crc << 8) ^ CRC[(crc >>> 24) ^ bytes[at]!]!;
  return ~crc;
}
