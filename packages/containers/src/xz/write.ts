/** Writes xz: one stream of one block, checked by CRC-64. See `read.ts`. */

import { ByteWriter } from '../byte-writer.js';
import { crc32 } from '../checksum/crc32.js';
import { crc64 } from '../checksum/crc64.js';
import type { Compress } from '../compressors.js';
import { EFFORTS } from '../lzma/levels.js';
import { pauses } from '../pauses.js';
import { encodeLzma2 } from './lzma2-write.js';
import { CHECK, FILTER, FOOTER_MAGIC, MAGIC } from './spec.js';

const FLAGS = [0, CHECK.crc64] as const;
const CHECK_BYTES = 8;

export const compress: Compress = async (bytes, level, signal) => {
  const effort = EFFORTS[level]!;
  const out = new ByteWriter(bytes.length >> 1);
  out.write(MAGIC);
  withCrc32(out, () => out.write(FLAGS));

  const blockStart = out.size;
  // Header of 12 bytes: no sizes, one filter, its properties: the size of the dictionary.
  withCrc32(out, () => out.write([2, 0, FILTER.lzma2, 1, dictionaryByte(effort.dictionary), 0, 0, 0]));
  await encodeLzma2(bytes, out, effort, pauses(signal));
  const blockBytes = out.size - blockStart + CHECK_BYTES;
  pad(out);
  for (const half of crc64(bytes)) out.u32(half);

  const indexStart = out.size;
  withCrc32(out, () => {
    out.u8(0);
    for (const value of [1, blockBytes, bytes.length]) integer(out, value);
    pad(out);
  });
  const indexBytes = out.size - indexStart;
  const footer = new ByteWriter();
  footer.u32(indexBytes / 4 - 1);
  footer.write(FLAGS);
  out.u32(crc32(footer.toBytes()));
  out.write(footer.toBytes());
  out.write([FOOTER_MAGIC & 0xff, FOOTER_MAGIC >> 8]);
  return out.toBytes();
};

/** Writes something, and its CRC-32 behind it. */
function withCrc32(out: ByteWriter, write: () => void): void {
  const start = out.size;
  write();
  out.u32(crc32(out.toBytes().subarray(start)));
}

/** Zeros up to a multiple of four: everything before begins at one. */
function pad(out: ByteWriter): void {
  while (out.size % 4 !== 0) out.u8(0);
}

function integer(out: ByteWriter, value: number): void {
  for (; value > 0x7f; value = Math.floor(value / 128)) out.u8((value % 128) | 0x80);
  out.u8(value);
}

/** @param size - a power of two */
function dictionaryByte(size: number): number {
  return 2 * (Math.log2(size) - 12);
}
