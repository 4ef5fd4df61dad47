import {
  deflate,
  deflateRaw,
  Z_BUF_ERROR,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  zlibInflate,
  zlibInflateInit2,
  ZStream,
} from 'pako';
import { malformed } from '../errors.js';
import { ROUND } from '../task.js';
import type { Inflater } from './inflate.js';

/**
 * zlib in JavaScript, for where there is no Node. `DecompressionStream` would not do: it neither says where a stream ends, which
 * members and bytes behind a stream need, nor is it faster.
 */
export const portable: Inflater = {
  async inflate(task, start, wrapping) {
    const { id, input, output } = task;
    const stream = new ZStream();
    zlibInflateInit2(stream, wrapping === 'raw' ? -15 : 15);
    stream.input = input;
    stream.next_in = start;
    stream.avail_in = input.length - start;
    for (;;) {
      stream.output = output.room(ROUND) as Uint8Array<ArrayBuffer>;
      stream.next_out = output.size;
      stream.avail_out = ROUND;
      const status = zlibInflate(stream, Z_NO_FLUSH);
      if (status !== Z_OK && status !== Z_STREAM_END) {
        throw malformed(id, status === Z_BUF_ERROR ? 'unexpected end of file' : stream.msg, stream.next_in);
      }
      output.advance(stream.next_out, stream.next_in);
      if (status === Z_STREAM_END) return stream.next_in;
      await task.pause(stream.next_in);
    }
  },
  deflate: (bytes, level, wrapping) =>
    Promise.resolve(
      (wrapping === 'raw' ? deflateRaw : deflate)(bytes, { level: level as 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 }),
    ),
};
