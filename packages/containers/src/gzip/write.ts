/** Writes gzip: one member, without a name or a time, so that the same bytes always give the same file. */

import { ByteWriter } from '../byte-writer.js';
import { crc32 } from '../checksum/crc32.js';
import type { Compress } from '../compressors.js';
import { inflater } from '../inflate/inflate.js';

/** Which extreme of the levels it was, as RFC 1952 has it. */
const EXTRA_FLAGS: Readonly<Record<number, number>> = { 1: 4, 9: 2 };
const UNKNOWN_SYSTEM = 255;

export const compress: Compress = async (bytes, level) => {
  const deflated = await (await inflater()).deflate(bytes, level, 'raw');
  const out = new ByteWriter(deflated.length + 18);
  out.write([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, EXTRA_FLAGS[level] ?? 0, UNKNOWN_SYSTEM]);
  out.write(deflated);
  out.u32(crc32(bytes));
  out.u32(bytes.length % 2 ** 32);
  return out.toBytes();
};
