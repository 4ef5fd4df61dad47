/** Writes LZMA2. See `lzma2.ts`. */

import { ByteWriter } from '../byte-writer.js';
import { type Effort, LzmaEncoder } from '../lzma/encoder.js';
import { PROPERTIES, PROPERTIES_BYTE } from '../lzma/levels.js';
import { MAX_MATCH } from '../lzma/model.js';
import { RangeEncoder } from '../lzma/range-encoder.js';

/** Most bytes of a chunk, expanded and compressed. */
const MAX_CHUNK = 1 << 21;
const MAX_COMPRESSED = 1 << 16;
/** No symbol takes more bytes, and what ends a chunk. */
const MARGIN = 64;

/** What the next chunk has to have its reader forget. */
const FORGET = { nothing: 0x80, state: 0xa0, properties: 0xc0, all: 0xe0 } as const;
const STORED_NEW_DICTIONARY = 1;
const STORED = 2;

export async function encodeLzma2(
  bytes: Uint8Array,
  out: ByteWriter,
  effort: Effort,
  pause: () => Promise<void>,
): Promise<void> {
  const chunk = new ByteWriter(MAX_COMPRESSED);
  const range = new RangeEncoder(chunk);
  const encoder = new LzmaEncoder(bytes, range, effort, PROPERTIES);
  let forget: number = FORGET.all;
  while (encoder.at < bytes.length) {
    const start = encoder.at;
    chunk.truncate(0);
    encoder.encode(Math.min(start + MAX_CHUNK - MAX_MATCH, bytes.length), MAX_COMPRESSED - MARGIN);
    range.finish();
    const size = encoder.at - start;
    if (chunk.size < size) {
      out.u8(forget | ((size - 1) >> 16));
      u16(out, (size - 1) & 0xffff);
      u16(out, chunk.size - 1);
      if (forget >= FORGET.properties) out.u8(PROPERTIES_BYTE);
      out.write(chunk.toBytes());
      forget = FORGET.nothing;
    } else {
      // What the encoder learnt from it, a reader does not.
      encoder.resetState();
      out.u8(forget === FORGET.all ? STORED_NEW_DICTIONARY : STORED);
      u16(out, size - 1);
      out.write(bytes.subarray(start, encoder.at));
      forget = forget === FORGET.all || forget === FORGET.properties ? FORGET.properties : FORGET.state;
    }
    await pause();
  }
  out.u8(0);
}

/** Big endian, alone in the format. */
function u16(out: ByteWriter, value: number): void {
  out.u8(value >> 8);
  out.u8(value & 0xff);
}
