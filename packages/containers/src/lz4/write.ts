/** Writes one LZ4 frame, with its size and a checksum of the content, of blocks of their own. See `read.ts`. */

import { ByteWriter } from '../byte-writer.js';
import { xxh32 } from '../checksum/xxhash.js';
import type { Compress } from '../compressors.js';
import { pauses } from '../pauses.js';
import * as spec from './spec.js';
import { BlockWriter } from './write-block.js';

/** Levels up to here are as fast as can be; those above look at twice as many places from one to the next. */
const FAST_LEVELS = 2;

export const compress: Compress = async (bytes, level, signal) => {
  const hash = await xxh32();
  const pause = pauses(signal);
  const out = new ByteWriter(bytes.length >> 1);
  const flags = spec.VERSION | spec.INDEPENDENT | spec.CONTENT_SIZE | spec.CONTENT_CHECKSUM;
  out.u32(spec.MAGIC);
  out.write([flags, spec.MAX_BLOCK << 4]);
  out.u64(bytes.length);
  out.u8((hash(out.toBytes().subarray(4)) >>> 8) & 0xff);

  const writer = new BlockWriter(bytes, level <= FAST_LEVELS ? 1 : 2 ** level);
  const maximum = spec.blockBytes(spec.MAX_BLOCK);
  for (let start = 0; start < bytes.length; start += maximum) {
    const end = Math.min(start + maximum, bytes.length);
    const sizeAt = out.size;
    out.u32(0);
    writer.write(out, start, end);
    const size = out.size - sizeAt - 4;
    if (size < end - start) out.setU32(sizeAt, size);
    else {
      out.truncate(sizeAt);
      out.u32((end - start) | spec.STORED);
      out.write(bytes.subarray(start, end));
    }
    await pause();
  }
  out.u32(0);
  out.u32(hash(bytes));
  return out.toBytes();
};
