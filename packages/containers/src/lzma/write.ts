/** Writes LZMA with the header of LZMA Utils. See `read.ts`. */

import { ByteWriter } from '../byte-writer.js';
import type { Compress } from '../compressors.js';
import { pauses } from '../pauses.js';
import { ROUND } from '../task.js';
import { LzmaEncoder } from './encoder.js';
import { EFFORTS, PROPERTIES, PROPERTIES_BYTE } from './levels.js';
import { RangeEncoder } from './range-encoder.js';

export const compress: Compress = async (bytes, level, signal) => {
  const pause = pauses(signal);
  const effort = EFFORTS[level]!;
  const out = new ByteWriter(bytes.length >> 1);
  out.u8(PROPERTIES_BYTE);
  out.u32(effort.dictionary);
  out.u64(bytes.length);
  const range = new RangeEncoder(out);
  const encoder = new LzmaEncoder(bytes, range, effort, PROPERTIES);
  while (encoder.at < bytes.length) {
    encoder.encode(Math.min(encoder.at + ROUND, bytes.length), Infinity);
    await pause();
  }
  range.finish();
  return out.toBytes();
};
