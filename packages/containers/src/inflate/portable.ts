import { Z_BUF_ERROR, Z_NO_FLUSH, Z_OK, Z_STREAM_END, zlibInflate, zlibInflateInit2, ZStream } from 'pako';
import { CHUNK, InflateError, type Inflater } from './inflate.js';

/** zlib in JavaScript, for where there is no Node. */
export const portable: Inflater = {
  crc32,
  async inflate({ input, output, signal }, start, wrapping, onChunk) {
    const stream = new ZStream();
    zlibInflateInit2(stream, wrapping === 'raw' ? -15 : 15);
    stream.input = input;
    stream.next_in = start;
    stream.avail_in = input.length - start;
    for (;;) {
      signal?.throwIfAborted();
      stream.output = new Uint8Array(CHUNK);
      stream.next_out = 0;
      stream.avail_out = CHUNK;
      const status = zlibInflate(stream, Z_NO_FLUSH);
      if (status !== Z_OK && status !== Z_STREAM_END) {
        const message = status === Z_BUF_ERROR ? 'unexpected end of file' : stream.msg;
        throw new InflateError(message, stream.next_in);
      }
      const chunk = stream.output.subarray(0, stream.next_out);
      output.write(chunk, stream.next_in);
      onChunk?.(chunk);
      if (status === Z_STREAM_END) return stream.next_in;
    }
  },
};

/** CRC-32 of each byte value. @see RFC 1952, 8 */
const TABLE = Uint32Array.from({ length: 256 }, (_, value) => {
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array, crc: number): number {
  let state = ~crc;
  for (let i = 0; i < bytes.length; i++) state = TABLE[(state ^ bytes[i]!) & 0xff]! ^ (state >>> 8);
  return ~state >>> 0;
}
